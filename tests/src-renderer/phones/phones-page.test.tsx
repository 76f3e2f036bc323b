import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PhonesPage } from '../../../src-renderer/phones/phones-page';
import { ListenerFailure, type ListenerStatus } from '../../../src-shared/contract/listener';
import { toInstant } from '../../../src-shared/instant';
import { instant } from '../../support/desk-passes';
import { device, health, LISTENER_OFF, LISTENER_ON } from '../../support/desk-phones';
import { ASHA, fakeOffice, ok, renderPage } from '../../support/render-page';

const SELLER = { ...ASHA, username: 'admin2', displayName: 'Ravi', role: 'seller' } as const;
const NOW = Date.parse('2026-11-28T14:00:01Z');

beforeEach(() => {
  window.history.replaceState(null, '', '/phones');
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => vi.useRealTimers());

function officeWith(listener: ListenerStatus, devices: ReturnType<typeof device>[] = []) {
  return fakeOffice({
    'listener.status': ok(listener),
    'devices.list': ok(devices),
    'devices.responsible': ok([
      { username: 'admin1', displayName: 'Asha' },
      { username: 'gate1', displayName: 'Meera' },
    ]),
  });
}
/** A press without the pauses of a hand. */
const user = () => userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const press = async (name: string | RegExp) => user().click(await screen.findByRole('button', { name }));
const seenAgo = (milliseconds: number) => toInstant(NOW - milliseconds);

describe('the listener', () => {
  test('is off at first: an administrator switches phones on with what is set', async () => {
    const { office } = renderPage(<PhonesPage />, { office: officeWith(LISTENER_OFF) });
    expect(await screen.findByRole('heading', { name: 'Phones are switched off' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Add a phone' })).toBeNull();
    office.answer({ 'listener.save': ok(LISTENER_ON), 'listener.status': ok(LISTENER_ON) });
    await press('Switch phones on');
    expect(await screen.findByText('https://192.168.1.7:8443')).toBeDefined();
    expect(office.callsOf('listener.save')).toEqual([{ ...LISTENER_OFF.settings, on: true }]);
  });

  test('is not for a seller to switch', async () => {
    renderPage(<PhonesPage />, { office: officeWith(LISTENER_OFF), person: SELLER });
    expect(await screen.findByText('Ask an administrator to switch phones on.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Switch phones on' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Settings' })).toBeNull();
  });

  test('says that it is starting', async () => {
    renderPage(<PhonesPage />, { office: officeWith({ ...LISTENER_OFF, state: 'starting' }) });
    expect(await screen.findByRole('heading', { name: 'Starting…' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Switch off' })).toBeDefined();
  });

  test('shows address, network, phones and certificate', async () => {
    const phones = [device({ lastSeenAt: seenAgo(500) }), device({ deviceId: 'd2', name: 'Gate 2', lastSeenAt: null })];
    renderPage(<PhonesPage />, { office: officeWith(LISTENER_ON, phones) });
    const card = await screen.findByRole('region', { name: 'Phones can reach this computer' });
    expect(card.textContent).toContain('https://192.168.1.7:8443');
    expect(card.textContent).toContain('Wi-Fi, wlan0');
    expect(card.textContent).toContain('1 of 2 phones');
    expect(card.textContent).toContain('Made by this computer');
  });

  test('names what the imported certificate is for', async () => {
    const imported = {
      ...LISTENER_ON,
      certificate: LISTENER_ON.certificate && {
        ...LISTENER_ON.certificate,
        kind: 'imported',
        names: ['gate.hall.example'],
      },
    } as const satisfies ListenerStatus;
    renderPage(<PhonesPage />, { office: officeWith(imported) });
    expect(await screen.findByText(/for gate\.hall\.example/)).toBeDefined();
  });

  test.each(ListenerFailure.options)('says of %s what is wrong and that it is tried again', async (failure) => {
    renderPage(<PhonesPage />, { office: officeWith({ ...LISTENER_OFF, state: 'failed', failure }), person: SELLER });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Phones cannot reach this computer');
    expect(alert.textContent?.length).toBeGreaterThan(100);
    expect(screen.getByText('Ask an administrator to look into it.')).toBeDefined();
  });

  test('is switched off only after a question when phones would stop', async () => {
    const office = officeWith(LISTENER_ON, [device(), device({ deviceId: 'd2', state: 'revoked' })]);
    renderPage(<PhonesPage />, { office });
    await press('Switch off');
    const dialog = await screen.findByRole('dialog', { name: 'Switch phones off?' });
    expect(dialog.textContent).toContain('1 phone stops');
    expect(office.callsOf('listener.save')).toEqual([]);
    office.answer({ 'listener.save': ok(LISTENER_OFF), 'listener.status': ok(LISTENER_OFF) });
    await user().click(within(dialog).getByRole('button', { name: 'Switch off' }));
    expect(await screen.findByRole('heading', { name: 'Phones are switched off' })).toBeDefined();
    expect(office.callsOf('listener.save')[0]?.on).toBe(false);
  });

  test('is switched off at once when there is no phone', async () => {
    const office = officeWith(LISTENER_ON);
    office.answer({ 'listener.save': ok(LISTENER_OFF) });
    renderPage(<PhonesPage />, { office });
    await press('Switch off');
    await waitFor(() => expect(office.callsOf('listener.save')).toHaveLength(1));
  });

  test('opens its settings', async () => {
    renderPage(<PhonesPage />, { office: officeWith(LISTENER_ON) });
    await press('Settings');
    expect(await screen.findByRole('dialog', { name: 'Network and certificate' })).toBeDefined();
  });
});

describe('the list of phones', () => {
  const row = (name: string) => screen.findByRole('row', { name: new RegExp(name) });

  test('says what to do while there is none', async () => {
    renderPage(<PhonesPage />, { office: officeWith(LISTENER_ON) });
    expect(await screen.findByRole('heading', { name: 'No phone yet' })).toBeDefined();
    expect(screen.getAllByRole('button', { name: 'Add a phone' })).toHaveLength(1);
  });

  test('shows what a phone says of itself', async () => {
    renderPage(<PhonesPage />, { office: officeWith(LISTENER_ON, [device({ lastSeenAt: seenAgo(500) })]) });
    const text = (await row('Gate 1')).textContent;
    for (const words of [
      'iPhone',
      'Asha answers for it',
      'Connected',
      '24 ms',
      '124 people',
      '7:28 PM',
      '78%',
      'None',
    ]) {
      expect(text).toContain(words);
    }
  });

  test.each([
    ['Not seen for 40 s', device({ lastSeenAt: seenAgo(40_000) })],
    ['Page closed', device({ lastSeenAt: seenAgo(600_000) })],
    ['Not seen since the office was opened', device({ lastSeenAt: null })],
    ['Has to join again', device({ missing: true })],
    ['The account of Asha is switched off.', device({ state: 'paused' })],
    ['Event is over', device({ state: 'expired' })],
    ['Its clock is 5 min ahead', device({ lastSeenAt: seenAgo(0), health: health({ skewMs: 300_000 }) })],
    ['Its clock is 2 h behind', device({ lastSeenAt: seenAgo(0), health: health({ skewMs: -7_200_000 }) })],
    ['Camera not working', device({ lastSeenAt: seenAgo(0), health: health({ camera: 'problem' }) })],
    ['3 waiting', device({ health: health({ queue: 3 }) })],
    ['1 needs a look', device({ health: health({ stuck: 1 }) })],
    ['20%charging', device({ health: health({ battery: 0.2, charging: true }) })],
    ['Not known', device({ health: null })],
    ['No scan yet', device({ lastScanAt: null, people: 0 })],
  ])('says: %s', async (words, phone) => {
    renderPage(<PhonesPage />, { office: officeWith(LISTENER_ON, [phone]) });
    expect((await row('Gate 1')).textContent).toContain(words);
  });

  test('keeps phones that were signed off out of sight until somebody asks for them', async () => {
    const phones = [device(), device({ deviceId: 'd2', name: 'Gate 2', state: 'revoked' })];
    renderPage(<PhonesPage />, { office: officeWith(LISTENER_ON, phones) });
    await row('Gate 1');
    expect(screen.queryByRole('row', { name: /Gate 2/ })).toBeNull();
    await press('Show 1 that was signed off');
    expect((await row('Gate 2')).textContent).toContain('Signed off');
    expect(screen.queryByRole('button', { name: 'What to do with Gate 2' })).toBeNull();
  });

  test('is asked for again by itself', async () => {
    vi.useFakeTimers({
      toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
      now: NOW,
      shouldAdvanceTime: true,
    });
    const { office } = renderPage(<PhonesPage />, { office: officeWith(LISTENER_ON, [device()]) });
    await row('Gate 1');
    office.answer({ 'devices.list': ok([device({ people: 125 })]) });
    await act(() => vi.advanceTimersByTimeAsync(2_100));
    expect((await row('Gate 1')).textContent).toContain('125 people');
  });
});

describe('what can be done with a phone', () => {
  async function choose(action: string) {
    await press('What to do with Gate 1');
    await user().click(await screen.findByRole('menuitem', { name: action }));
    return screen.findByRole('dialog');
  }

  test('it gets another name and another person', async () => {
    const office = officeWith(LISTENER_ON, [device()]);
    office.answer({ 'devices.change': ok(device({ name: 'Side door' })) });
    renderPage(<PhonesPage />, { office });
    const dialog = within(await choose('Rename or hand over'));
    const name = dialog.getByLabelText(/^Name of the phone/);
    await user().clear(name);
    await user().type(name, 'Side door');
    await user().click(dialog.getByRole('combobox', { name: /^Who answers for it/ }));
    await user().click(await screen.findByRole('option', { name: 'Meera' }));
    await user().click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(office.callsOf('devices.change')).toEqual([{ deviceId: 'd1', name: 'Side door', responsible: 'gate1' }]);
  });

  test('a name that cannot be used is told beside it', async () => {
    const office = officeWith(LISTENER_ON, [device()]);
    office.answer({ 'devices.change': { ok: false, code: 'invalid-input', fields: { name: 'too-long' } } });
    renderPage(<PhonesPage />, { office });
    const dialog = within(await choose('Rename or hand over'));
    await user().click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('Too long')).toBeDefined();
  });

  test('signing it off asks first, and names what is not confirmed', async () => {
    const phone = device({ lastSeenAt: seenAgo(0), health: health({ queue: 3, stuck: 1 }) });
    const office = officeWith(LISTENER_ON, [phone]);
    office.answer({ 'devices.revoke': ok(device({ state: 'revoked' })) });
    renderPage(<PhonesPage />, { office });
    const dialog = await choose('Sign off');
    expect(dialog.textContent).toContain('4 scans on it are not confirmed yet and would be lost.');
    expect(dialog.textContent).not.toContain('out of reach');
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Keep it' })));
    expect(office.callsOf('devices.revoke')).toEqual([]);
    await user().click(within(dialog).getByRole('button', { name: 'Sign off' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(office.callsOf('devices.revoke')).toEqual([{ deviceId: 'd1' }]);
  });

  test('signing off one that is out of reach warns of what nobody knows', async () => {
    renderPage(<PhonesPage />, { office: officeWith(LISTENER_ON, [device({ lastSeenAt: seenAgo(90_000) })]) });
    expect((await choose('Sign off')).textContent).toContain('Scans that it has recorded since then would be lost.');
  });

  test('its self-test is told check by check, and copied as one line', async () => {
    const selfTest = {
      at: instant('2026-11-28T13:00:00Z'),
      browser: 'Safari 18',
      checks: [
        { check: 'secure-context', result: 'passed', measuredMs: null, detail: '' },
        { check: 'camera', result: 'failed', measuredMs: null, detail: 'NotAllowedError' },
        { check: 'decoder', result: 'passed', measuredMs: 31.4, detail: 'zxing-wasm' },
        { check: 'vibration', result: 'absent', measuredMs: null, detail: '' },
      ],
    } as const;
    const office = officeWith(LISTENER_ON, [device({ selfTest: { ...selfTest, checks: [...selfTest.checks] } })]);
    renderPage(<PhonesPage />, { office });
    await press('Self-test of Gate 1: 1 problem');
    const dialog = within(await screen.findByRole('dialog', { name: 'Self-test of Gate 1' }));
    const checks = dialog.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(checks[0]).toBe('Secure connectionWorks');
    expect(checks[1]).toContain('Allow the camera for this page');
    expect(checks[2]).toContain('31 ms');
    expect(checks[3]).toContain('Not there');
    const person = userEvent.setup({ delay: null });
    await person.click(dialog.getByRole('button', { name: 'Copy as one line' }));
    expect(await dialog.findByRole('button', { name: 'Copied' })).toBeDefined();
    expect(await navigator.clipboard.readText()).toMatch(/^\| 2026-11-28 \| iPhone \| Safari 18 \| yes \|/);
  });

  test('a phone that has not tested itself says so', async () => {
    renderPage(<PhonesPage />, { office: officeWith(LISTENER_ON, [device()]) });
    expect((await screen.findByRole('row', { name: /Gate 1/ })).textContent).toContain('Not done');
  });
});
