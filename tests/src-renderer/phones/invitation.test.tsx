import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OutputOf } from '../../../src-renderer/api/operations';
import { PhonesPage } from '../../../src-renderer/phones/phones-page';
import type { ListenerStatus } from '../../../src-shared/contract/listener';
import { toInstant } from '../../../src-shared/instant';
import { device, LISTENER_OFF, LISTENER_ON } from '../../support/desk-phones';
import { type FakeOffice, fakeOffice, ok, renderPage } from '../../support/render-page';

const NOW = Date.parse('2026-11-28T14:00:00Z');
const OPEN: OutputOf<'devices.invitation'> = { state: 'open', applicant: null, returned: [] };
const OVER: OutputOf<'devices.invitation'> = { ...OPEN, state: 'over' };
const JOINED: OutputOf<'devices.invitation'> = {
  state: 'joined',
  applicant: { platform: 'Android', joinedAt: toInstant(NOW), check: '4821' },
  returned: [],
};

beforeEach(() => {
  window.history.replaceState(null, '', '/phones');
  vi.useFakeTimers({
    toFake: ['Date', 'performance', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
    now: NOW,
    shouldAdvanceTime: true,
  });
});
afterEach(() => vi.useRealTimers());

/** Every code it makes leads somewhere else. */
function officeWith(
  devices: ReturnType<typeof device>[] = [],
  listener: ListenerStatus = LISTENER_ON,
  lifetimeMs = 120_000,
): FakeOffice {
  let made = 0;
  return fakeOffice({
    'listener.status': ok(listener),
    'devices.list': ok(devices),
    'devices.responsible': ok([{ username: 'admin1', displayName: 'Asha' }]),
    'devices.invite': () => {
      made += 1;
      const url = `https://192.168.1.7:8443/p#token-${made}`;
      return ok({ invitationId: `i${made}`, url, expiresAt: toInstant(Date.now() + lifetimeMs) });
    },
    'devices.invitation': ok(OPEN),
    'devices.cancelInvitation': ok(null),
  });
}
const user = () => userEvent.setup({ delay: null, pointerEventsCheck: 0, advanceTimers: vi.advanceTimersByTime });
const press = async (name: string | RegExp) => user().click(await screen.findByRole('button', { name }));
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const spoken = () => [...document.querySelectorAll('[data-live]')].map(({ textContent }) => textContent).join('');

async function showCode(office: FakeOffice) {
  renderPage(<PhonesPage />, { office });
  await press('Add a phone');
  await press('Show the code');
  await screen.findByText(/#token-1$/);
}

describe('adding a phone', () => {
  test('suggests the next free name, and whoever adds it answers for it', async () => {
    const office = officeWith([device()]);
    renderPage(<PhonesPage />, { office });
    await press('Add a phone');
    expect((await screen.findByLabelText<HTMLInputElement>(/^Name of the phone/)).value).toBe('Gate 2');
    await waitFor(() =>
      expect(screen.getByRole<HTMLInputElement>('combobox', { name: /^Who answers for it/ }).value).toBe('Asha (you)'),
    );
    await press('Show the code');
    expect(await screen.findByRole('img', { name: /with the address 192\.168\.1\.7:8443/ })).toBeDefined();
    expect(office.callsOf('devices.invite')).toEqual([{ kind: 'add', name: 'Gate 2', responsible: 'admin1' }]);
  });

  test('wants a name', async () => {
    const office = officeWith();
    renderPage(<PhonesPage />, { office });
    await press('Add a phone');
    await user().clear(await screen.findByLabelText(/^Name of the phone/));
    await press('Show the code');
    expect(await screen.findByText('Give it a name')).toBeDefined();
    expect(office.callsOf('devices.invite')).toEqual([]);
  });

  test('shows the address to type, and how long the code is good', async () => {
    await showCode(officeWith());
    expect(screen.getByText('https://192.168.1.7:8443/p#token-1')).toBeDefined();
    expect(screen.getByText('Good for 120 more seconds, for one phone')).toBeDefined();
    await pass(10_000);
    expect(screen.getByText('Good for 110 more seconds, for one phone')).toBeDefined();
  });

  test('compares the number of the phone that has joined, and lets it in', async () => {
    const office = officeWith();
    await showCode(office);
    office.answer({ 'devices.invitation': ok(JOINED), 'devices.accept': ok(device()) });
    await pass(1_100);
    expect(await screen.findByText('48 21')).toBeDefined();
    expect(screen.getByText('Does the phone show 48 21?')).toBeDefined();
    expect(screen.getByText(/^Android, at 7:30:00/)).toBeDefined();
    expect(spoken()).toContain('A phone has joined: Android. Does it show 48 21?');
    // So that Enter lets nobody in who was not compared.
    expect(document.activeElement?.textContent).toBe('A phone has opened the code');

    await press('Yes, let it scan');
    expect(await screen.findByRole('heading', { name: 'Gate 1 is ready' })).toBeDefined();
    expect(office.callsOf('devices.accept')).toEqual([{ invitationId: 'i1', check: '4821' }]);
    await press('Done');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(office.callsOf('devices.cancelInvitation')).toEqual([]);
  });

  test('keeps the question on screen while the answer to the acceptance is on its way', async () => {
    const office = officeWith();
    await showCode(office);
    office.answer({ 'devices.invitation': ok(JOINED), 'devices.accept': () => new Promise(() => {}) });
    await pass(1_100);
    await press('Yes, let it scan');
    office.answer({ 'devices.invitation': ok({ ...JOINED, state: 'accepted' }) });
    await pass(1_100);
    expect(screen.getByText('48 21')).toBeDefined();
  });

  test('turns away a phone that shows another number, and makes a new code', async () => {
    const office = officeWith();
    await showCode(office);
    office.answer({ 'devices.invitation': ({ invitationId }) => ok(invitationId === 'i1' ? JOINED : OPEN) });
    await pass(1_100);
    await press('Not this phone');
    expect(await screen.findByText(/#token-2$/)).toBeDefined();
    expect(office.callsOf('devices.cancelInvitation')).toEqual([{ invitationId: 'i1' }]);
    expect(office.callsOf('devices.accept')).toEqual([]);
  });

  test('goes on with another one', async () => {
    const office = officeWith();
    await showCode(office);
    office.answer({
      'devices.invitation': ok(JOINED),
      'devices.accept': ok(device()),
      'devices.list': ok([device()]),
    });
    await pass(1_100);
    await press('Yes, let it scan');
    await press('Add another');
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/^Name of the phone/).value).toBe('Gate 2'));
  });

  test('takes the code back when the dialog is closed', async () => {
    const office = officeWith();
    await showCode(office);
    await user().keyboard('{Escape}');
    await waitFor(() => expect(office.callsOf('devices.cancelInvitation')).toEqual([{ invitationId: 'i1' }]));
  });

  test('takes back a code that comes after the dialog was closed', async () => {
    const office = officeWith();
    let answer: () => void = () => {};
    office.answer({
      'devices.invite': () =>
        new Promise((resolve) => {
          answer = () =>
            resolve(ok({ invitationId: 'late', url: 'https://192.168.1.7:8443/p#late', expiresAt: toInstant(NOW) }));
        }),
    });
    renderPage(<PhonesPage />, { office });
    await press('Add a phone');
    await press('Show the code');
    await waitFor(() => expect(office.callsOf('devices.invite')).toHaveLength(1));
    await user().keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await act(async () => answer());
    await waitFor(() => expect(office.callsOf('devices.cancelInvitation')).toEqual([{ invitationId: 'late' }]));
  });

  test('makes a new code when the old one has run out, but not for a dialog that was forgotten', async () => {
    const office = officeWith([], LISTENER_ON, 7_000);
    await showCode(office);
    for (let code = 1; code <= 4; code += 1) {
      await pass(5_000);
      const ended = `i${code}`;
      office.answer({ 'devices.invitation': ({ invitationId }) => ok(invitationId === ended ? OVER : OPEN) });
      await pass(1_100);
      await screen.findByText(new RegExp(`#token-${code + 1}$`));
    }
    await pass(5_000);
    office.answer({ 'devices.invitation': ok(OVER) });
    await pass(1_100);
    expect(await screen.findByText('This code is no longer good.')).toBeDefined();
    expect(office.callsOf('devices.invite')).toHaveLength(5);
    office.answer({ 'devices.invitation': ok(OPEN) });
    await press('Make a new code');
    expect(await screen.findByText(/#token-6$/)).toBeDefined();
  });

  test('waits for the office to say that a code has run out: a phone may have joined with the last second', async () => {
    const office = officeWith([], LISTENER_ON, 3_000);
    await showCode(office);
    await pass(4_000);
    expect(screen.getByText('Good for 0 more seconds, for one phone')).toBeDefined();
    expect(office.callsOf('devices.invite')).toHaveLength(1);
    office.answer({ 'devices.invitation': ok(JOINED) });
    await pass(1_100);
    expect(await screen.findByText('48 21')).toBeDefined();
  });

  test('says that another desk has ended the code, and does not take it back by itself', async () => {
    const office = officeWith();
    await showCode(office);
    office.answer({ 'devices.invitation': ok(OVER) });
    await pass(1_100);
    expect(await screen.findByText('This code is no longer good.')).toBeDefined();
    expect(office.callsOf('devices.invite')).toHaveLength(1);
  });

  test('makes a new code at a press', async () => {
    const office = officeWith();
    await showCode(office);
    await press('New code');
    expect(await screen.findByText(/#token-2$/)).toBeDefined();
  });

  test('makes a new code when the address changes', async () => {
    const office = officeWith();
    await showCode(office);
    office.answer({ 'listener.status': ok({ ...LISTENER_ON, origin: 'https://10.42.0.1:8443' }) });
    await pass(2_100);
    expect(await screen.findByText(/#token-2$/)).toBeDefined();
  });

  test('says why there is no code, and tries again at a press', async () => {
    const office = officeWith();
    office.answer({ 'devices.invite': { ok: false, code: 'phones-off' } });
    renderPage(<PhonesPage />, { office });
    await press('Add a phone');
    await press('Show the code');
    expect((await screen.findByRole('alert')).textContent).toContain('Phones are switched off');
    await press('Make a new code');
    await waitFor(() => expect(office.callsOf('devices.invite')).toHaveLength(2));
  });

  test('shows no code while nothing can be reached', async () => {
    const office = officeWith();
    await showCode(office);
    office.answer({ 'listener.status': ok(LISTENER_OFF) });
    await pass(2_100);
    expect(await screen.findByText(/so there is no address to show/)).toBeDefined();
  });
});

describe('the pictures of what the phone will show', () => {
  const steps = async () =>
    within(await screen.findByRole('list', { name: 'What the phone will show' }))
      .getAllByRole('img')
      .map((picture) => picture.getAttribute('aria-label')?.replace('Picture of the phone: ', ''));

  test('lead an iPhone through its warning in six taps, an Android phone in five', async () => {
    await showCode(officeWith());
    expect(await steps()).toEqual([
      'Open the camera and tap the address that appears.',
      'The browser does not know this computer. Tap Show Details.',
      'Scroll down and tap visit this website.',
      'Tap Visit Website.',
      'Tap Start scanning.',
      'Tap Allow for the camera.',
    ]);
    await user().click(screen.getByRole('radio', { name: 'Android' }));
    expect(await steps()).toEqual([
      'Open the camera and tap the address that appears.',
      'The browser does not know this computer. Tap Advanced.',
      'Tap Proceed to 192.168.1.7 (unsafe).',
      'Tap Start scanning.',
      'Tap While using the app.',
    ]);
  });

  test('leave the warning out where the certificate of the venue is shown', async () => {
    const settings = { ...LISTENER_ON.settings, certificate: 'imported' } as const;
    await showCode(officeWith([], { ...LISTENER_ON, settings }));
    expect(await steps()).toEqual([
      'Open the camera and tap the address that appears.',
      'Tap Start scanning.',
      'Tap Allow for the camera.',
    ]);
  });

  test('say who may leave the warning out where the authority of the venue has signed', async () => {
    const settings = { ...LISTENER_ON.settings, certificate: 'authority' } as const;
    await showCode(officeWith([], { ...LISTENER_ON, settings }));
    expect(await steps()).toHaveLength(6);
    expect(screen.getByText(/A phone that trusts the authority/)).toBeDefined();
  });
});

describe('bringing a phone back', () => {
  test('shows a code for this one phone, from its row or from an address', async () => {
    const office = officeWith([device({ lastSeenAt: null })]);
    renderPage(<PhonesPage />, { office });
    await press('Bring back Gate 1');
    expect(await screen.findByRole('dialog', { name: 'Bring back Gate 1' })).toBeDefined();
    await screen.findByText(/#token-1$/);
    expect(office.callsOf('devices.invite')).toEqual([{ kind: 'return', deviceId: 'd1' }]);
    expect(window.location.search).toBe('?return=d1');

    office.answer({ 'devices.invitation': ok(JOINED), 'devices.accept': ok(device()) });
    await pass(1_100);
    await press('Yes, let it scan');
    await screen.findByRole('heading', { name: 'Gate 1 is ready' });
    expect(screen.queryByRole('button', { name: 'Add another' })).toBeNull();
    await press('Done');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(window.location.search).toBe('');
  });

  test('is not offered for a phone that was signed off', async () => {
    window.history.replaceState(null, '', '/phones?return=d1');
    const office = officeWith([device({ state: 'revoked' })]);
    renderPage(<PhonesPage />, { office });
    await screen.findByRole('button', { name: 'Show 1 that was signed off' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(office.callsOf('devices.invite')).toEqual([]);
  });
});
