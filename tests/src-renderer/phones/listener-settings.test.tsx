import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ListenerSettings } from '../../../src-renderer/phones/listener-settings';
import type { Device } from '../../../src-shared/contract/devices';
import type { ListenerStatus, ListenerSettings as Settings } from '../../../src-shared/contract/listener';
import { instant } from '../../support/desk-passes';
import { type Answers, fakeOffice, ok, renderPage } from '../../support/render-page';

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });

const SETTINGS: Settings = { on: true, network: null, port: 8_443, certificate: 'own', desks: false };
const STATUS: ListenerStatus = {
  settings: SETTINGS,
  state: 'on',
  failure: null,
  address: '192.168.137.1',
  origin: 'https://192.168.137.1:8443',
  networks: [
    { network: 'Wi-Fi 2', address: '192.168.137.1', kind: 'hotspot' },
    { network: 'Ethernet', address: '10.0.0.7', kind: 'cable' },
  ],
  certificate: {
    kind: 'own',
    names: ['192.168.137.1', 'till.local'],
    validFrom: instant('2026-11-27T12:00:00Z'),
    validUntil: instant('2027-12-20T12:00:00Z'),
    fingerprint: 'ab:cd:ef:01:23:45:67:89',
  },
  moved: null,
};
const PHONE: Device = {
  deviceId: 'd',
  name: 'Gate 1',
  responsible: 'admin1',
  responsibleName: 'Asha',
  state: 'active',
  platform: 'iPhone',
  joinedAt: instant('2026-11-28T12:00:00Z'),
  acceptedBy: 'admin1',
  lastSeenAt: null,
  lastScanAt: null,
  people: 0,
  health: null,
  selfTest: null,
  missing: false,
};

interface Opened {
  readonly phones?: readonly Device[];
  readonly status?: Partial<ListenerStatus>;
  readonly answers?: Answers;
}

async function open({ phones = [], status = {}, answers = {} }: Opened = {}) {
  const office = fakeOffice({
    'listener.status': ok({ ...STATUS, ...status }),
    'devices.list': ok([...phones]),
    'listener.save': (settings) => ok({ ...STATUS, ...status, settings }),
    ...answers,
  });
  renderPage(<ListenerSettings opened onClose={() => {}} />, { office });
  const drawer = within(await screen.findByRole('dialog', { name: 'Network and certificate' }));
  await drawer.findByRole('heading', { name: 'Certificate' });
  return { office, drawer };
}
type Drawer = Awaited<ReturnType<typeof open>>['drawer'];
const port = (drawer: Drawer) => drawer.getByLabelText<HTMLInputElement>(/^Port/);
const typePort = (drawer: Drawer, text: string) => fireEvent.change(port(drawer), { target: { value: text } });
const save = (drawer: Drawer) => user.click(drawer.getByRole('button', { name: 'Save' }));
const asked = () => screen.findByRole('dialog', { name: 'Phones will notice this' });

describe('where phones find this computer', () => {
  test('offers the automatic choice and every network with its kind and address', async () => {
    const { drawer } = await open();
    expect(drawer.getByRole<HTMLInputElement>('radio', { name: /^Automatic/ }).checked).toBe(true);
    expect(drawer.getByRole('radio', { name: 'Hotspot of this computer, 192.168.137.1' })).toBeDefined();
    expect(drawer.getByRole('radio', { name: 'Cable, 10.0.0.7' })).toBeDefined();
    // As the system calls them.
    expect(drawer.getByText('Wi-Fi 2')).toBeDefined();
  });

  test('keeps showing the chosen network while it is not there', async () => {
    const { drawer } = await open({ status: { settings: { ...SETTINGS, network: 'USB tether' } } });
    expect(drawer.getByRole<HTMLInputElement>('radio', { name: /^USB tether, not there now/ }).checked).toBe(true);
  });

  test('saves network, port and desks, and leaves what stands elsewhere as it is', async () => {
    const { office, drawer } = await open({ status: { settings: { ...SETTINGS, certificate: 'imported' } } });
    await user.click(drawer.getByRole('radio', { name: /^Cable/ }));
    typePort(drawer, '9443');
    await user.click(drawer.getByRole('switch', { name: /^Allow desks in a browser/ }));
    await save(drawer);
    expect(await drawer.findByText('Saved')).toBeDefined();
    expect(office.callsOf('listener.save')).toEqual([
      { on: true, network: 'Ethernet', port: 9_443, certificate: 'imported', desks: true },
    ]);
  });

  test.each(['', '1023', '65536', '80'])('does not send %j as a port', async (text) => {
    const { office, drawer } = await open();
    typePort(drawer, text);
    await save(drawer);
    expect(await drawer.findByText('A whole number from 1024 to 65535')).toBeDefined();
    expect(port(drawer).value).toBe(text);
    expect(office.callsOf('listener.save')).toEqual([]);
  });

  test('shows desks in a browser their address only once they are allowed', async () => {
    const { office, drawer } = await open();
    expect(drawer.queryByText(/A second desk opens/)).toBeNull();
    office.answer({ 'listener.status': ok({ ...STATUS, settings: { ...SETTINGS, desks: true } }) });
    const label = await drawer.findByText('A second desk opens this address');
    expect(label.parentElement?.textContent).toMatch(/https:\/\/192\.168\.137\.1:8443$/);
  });

  test('says why phones cannot come in', async () => {
    const { drawer } = await open({ status: { state: 'failed', failure: 'port-in-use', address: null, origin: null } });
    expect(drawer.getByRole('alert').textContent).toContain('Another program uses this port');
  });
});

describe('a change that cuts phones off', () => {
  test('asks first, and does nothing when it is taken back', async () => {
    const { office, drawer } = await open({ phones: [PHONE] });
    typePort(drawer, '9443');
    await save(drawer);
    const dialog = within(await asked());
    expect(dialog.getByText(/^1 phone has to join once more/)).toBeDefined();
    await user.click(dialog.getByRole('button', { name: 'Leave it as it is' }));
    expect(office.callsOf('listener.save')).toEqual([]);
    expect(port(drawer).value).toBe('9443');

    await save(drawer);
    await user.click(within(await asked()).getByRole('button', { name: 'Save anyway' }));
    await waitFor(() => expect(office.callsOf('listener.save')).toHaveLength(1));
  });

  test('is not one that leads to the same address, or that only lets desks in', async () => {
    const { office, drawer } = await open({ phones: [PHONE] });
    await user.click(drawer.getByRole('radio', { name: /^Hotspot/ }));
    await user.click(drawer.getByRole('switch', { name: /^Allow desks in a browser/ }));
    await save(drawer);
    await waitFor(() => expect(office.callsOf('listener.save')).toHaveLength(1));
  });

  test('is another network, and back to one whose address is not known yet', async () => {
    const { office, drawer } = await open({ phones: [PHONE, { ...PHONE, deviceId: 'e', state: 'paused' }] });
    await user.click(drawer.getByRole('radio', { name: /^Cable/ }));
    await save(drawer);
    expect(within(await asked()).getByText(/^2 phones have to join once more/)).toBeDefined();
    expect(office.callsOf('listener.save')).toEqual([]);
  });

  test('is nothing to phones that were revoked', async () => {
    const { office, drawer } = await open({ phones: [{ ...PHONE, state: 'revoked' }] });
    typePort(drawer, '9443');
    await save(drawer);
    await waitFor(() => expect(office.callsOf('listener.save')).toHaveLength(1));
  });

  test.each([
    [
      'own',
      'https://192.168.137.1:8443',
      /^1 phone may show its browser's warning once more and has to be let through/,
    ],
    ['imported', 'https://192.168.137.1:8443', /^1 phone may show its browser's warning once more and has to be let/],
    ['imported', 'https://gate.venue.example:8443', /^1 phone has to join once more/],
    ['imported', null, /^1 phone may show its browser's warning once more, or has to join again/],
  ] as const)('is another certificate than %s at %s', async (certificate, origin, words) => {
    const { office, drawer } = await open({
      phones: [PHONE],
      status: { settings: { ...SETTINGS, certificate }, certificate: null, origin },
    });
    await user.click(drawer.getByRole('radio', { name: /^From an authority/ }));
    await user.click(drawer.getByRole('button', { name: 'Make the authority and use it' }));
    const dialog = within(await asked());
    expect(dialog.getByText(words)).toBeDefined();
    expect(office.callsOf('listener.save')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Save anyway' }));
    await waitFor(() => expect(office.callsOf('listener.save')).toEqual([{ ...SETTINGS, certificate: 'authority' }]));
  });
});

describe('the certificate', () => {
  const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  const KEY = '-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----';
  const IMPORTED = { ...STATUS.certificate, kind: 'imported', names: ['gate.venue.example'] } as const;
  const chooseImport = (drawer: Drawer) => user.click(drawer.getByRole('radio', { name: /^The venue's own/ }));
  const certificates = (drawer: Drawer) =>
    drawer.getByLabelText<HTMLTextAreaElement>(/^Certificate *\*?$/, { selector: 'textarea' });
  const key = (drawer: Drawer) => drawer.getByLabelText<HTMLTextAreaElement>(/^Private key *\*?$/);
  const submit = (drawer: Drawer) => user.click(drawer.getByRole('button', { name: 'Import and use it' }));
  const files = () => [...document.querySelectorAll<HTMLInputElement>('input[type=file]')];

  test('is shown with its names, its end and its fingerprint in groups', async () => {
    const { drawer } = await open();
    expect(drawer.getByText('till.local')).toBeDefined();
    expect(drawer.getByText(/Dec 20, 2027/)).toBeDefined();
    expect(drawer.getByText('AB CD EF 01').nextElementSibling?.textContent?.trim()).toBe('23 45 67 89');
  });

  test('of the venue goes in as texts, and its names are shown after', async () => {
    const { office, drawer } = await open({ answers: { 'listener.importCertificate': ok(IMPORTED as never) } });
    await chooseImport(drawer);
    fireEvent.change(certificates(drawer), { target: { value: PEM } });
    fireEvent.change(key(drawer), { target: { value: KEY } });
    await user.type(drawer.getByLabelText(/^Passphrase/), 'open sesame');
    await submit(drawer);
    expect(await drawer.findByText('Imported. It is good for gate.venue.example.')).toBeDefined();
    expect(office.callsOf('listener.importCertificate')).toEqual([
      { format: 'pem', certificates: PEM, key: KEY, passphrase: 'open sesame' },
    ]);
    // No private key stays behind on the page.
    expect(screen.queryByDisplayValue(/BBBB/)).toBeNull();
  });

  test('and key come apart when one file holds both', async () => {
    const { drawer } = await open();
    await chooseImport(drawer);
    const [first] = files();
    await user.upload(first as HTMLInputElement, new File([`${KEY}\n${PEM}`], 'both.pem'));
    await waitFor(() => expect(certificates(drawer).value).toBe(PEM));
    expect(key(drawer).value).toBe(KEY);
  });

  test('that is not taken says why beside its field, and nothing typed is lost', async () => {
    const { drawer } = await open({
      answers: {
        'listener.importCertificate': {
          ok: false,
          code: 'invalid-input',
          fields: { key: 'certificate-key-mismatch', passphrase: 'certificate-passphrase' },
        },
      },
    });
    await chooseImport(drawer);
    fireEvent.change(certificates(drawer), { target: { value: PEM } });
    fireEvent.change(key(drawer), { target: { value: KEY } });
    await submit(drawer);
    expect(await drawer.findByText('The private key belongs to another certificate')).toBeDefined();
    expect(drawer.getByText('It is protected by a passphrase, and this is not it')).toBeDefined();
    expect([certificates(drawer).value, key(drawer).value]).toEqual([PEM, KEY]);
  });

  test('of the venue goes in as one file', async () => {
    const { office, drawer } = await open({ answers: { 'listener.importCertificate': ok(IMPORTED as never) } });
    await chooseImport(drawer);
    await user.click(drawer.getByRole('radio', { name: 'One file (PFX)' }));
    await user.upload(files()[0] as HTMLInputElement, new File([Uint8Array.of(0x30, 0x82, 0xff)], 'venue.pfx'));
    await submit(drawer);
    await waitFor(() =>
      expect(office.callsOf('listener.importCertificate')).toEqual([{ format: 'pfx', file: 'MIL/' }]),
    );
  });

  test('in a file that is far too large is not even sent', async () => {
    const { office, drawer } = await open();
    await chooseImport(drawer);
    await user.click(drawer.getByRole('radio', { name: 'One file (PFX)' }));
    await user.upload(files()[0] as HTMLInputElement, new File([new Uint8Array(80_000)], 'film.pfx'));
    await submit(drawer);
    expect(await drawer.findByText('This is not a certificate in a form that can be read')).toBeDefined();
    expect(office.callsOf('listener.importCertificate')).toEqual([]);
  });

  test('that phones already know is replaced only after asking', async () => {
    const { office, drawer } = await open({
      phones: [PHONE],
      answers: { 'listener.importCertificate': ok(IMPORTED as never) },
    });
    await chooseImport(drawer);
    fireEvent.change(certificates(drawer), { target: { value: PEM } });
    fireEvent.change(key(drawer), { target: { value: KEY } });
    await submit(drawer);
    const dialog = within(await asked());
    expect(office.callsOf('listener.importCertificate')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Save anyway' }));
    await waitFor(() => expect(office.callsOf('listener.importCertificate')).toHaveLength(1));
  });
});

describe('the authority', () => {
  const saved: { readonly name: string; readonly type: string }[] = [];
  const AUTHORITY = { name: 'Garba Night 3F2A', fingerprint: '00:11', crt: 'crt', mobileconfig: '<plist/>' };

  beforeEach(() => {
    saved.length = 0;
    let type = '';
    URL.createObjectURL = (blob) => {
      type = (blob as Blob).type;
      return 'blob:x';
    };
    URL.revokeObjectURL = () => {};
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
      saved.push({ name: this.download, type });
    });
  });
  afterEach(() => vi.restoreAllMocks());

  test('says whom it is for before it is made', async () => {
    const { office, drawer } = await open();
    await user.click(drawer.getByRole('radio', { name: /^From an authority/ }));
    expect(drawer.getByText(/never ask somebody to do this on a phone of their own/)).toBeDefined();
    expect(office.callsOf('listener.authority')).toEqual([]);
    await user.click(drawer.getByRole('button', { name: 'Make the authority and use it' }));
    await waitFor(() => expect(office.callsOf('listener.save')).toEqual([{ ...SETTINGS, certificate: 'authority' }]));
  });

  test('is handed to phones as files, and at an address with the steps for each kind', async () => {
    const { drawer } = await open({
      status: { settings: { ...SETTINGS, certificate: 'authority' } },
      answers: { 'listener.authority': ok(AUTHORITY) },
    });
    await user.click(await drawer.findByRole('button', { name: 'Save for iPhones (profile)' }));
    await user.click(drawer.getByRole('button', { name: 'Save for Android and computers (.crt)' }));
    expect(saved).toEqual([
      { name: 'authority.mobileconfig', type: 'application/x-apple-aspen-config' },
      { name: 'authority.crt', type: 'application/x-x509-ca-cert' },
    ]);
    expect(drawer.getByText('https://192.168.137.1:8443/authority.crt')).toBeDefined();
    expect(drawer.getByText('https://192.168.137.1:8443/authority.mobileconfig')).toBeDefined();
    expect(drawer.getByText(/Certificate Trust Settings: switch Garba Night 3F2A on/)).toBeDefined();
  });

  test('is sent as files while phones are switched off', async () => {
    const { drawer } = await open({
      status: { settings: { ...SETTINGS, certificate: 'authority', on: false }, state: 'off', origin: null },
      answers: { 'listener.authority': ok(AUTHORITY) },
    });
    expect(await drawer.findByText(/Send the saved profile to the iPhone/)).toBeDefined();
    expect(drawer.queryByText(/https:/)).toBeNull();
  });
});
