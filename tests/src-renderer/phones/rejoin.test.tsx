import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Role } from '../../../src-shared/contract/operation';
import { toInstant } from '../../../src-shared/instant';
import { instant } from '../../support/desk-passes';
import { device, LISTENER_ON } from '../../support/desk-phones';
import { ASHA, type FakeOffice, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

const NOW = Date.parse('2026-11-28T14:00:00Z');
const MOVED = {
  ...LISTENER_ON,
  origin: 'https://10.42.0.1:8443',
  moved: { at: instant('2026-11-28T14:00:00Z'), from: 'https://192.168.1.7:8443', missing: 2 },
};
const ONE = device({ missing: true });
const TWO = device({ deviceId: 'd2', name: 'Gate 2', missing: true });
const GONE = device({ deviceId: 'd3', name: 'Gate 3', state: 'revoked' });

beforeEach(() =>
  vi.useFakeTimers({
    toFake: ['Date', 'performance', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
    now: NOW,
    shouldAdvanceTime: true,
  }),
);
afterEach(() => vi.useRealTimers());

function movedOffice(role: Role = 'seller', lifetimeMs = 120_000): FakeOffice {
  let made = 0;
  return fakeOffice({
    'office.status': ok(officeStatus({ session: { ...ASHA, role } })),
    'listener.status': ok(MOVED),
    'devices.list': ok([ONE, TWO, GONE]),
    'devices.responsible': ok([]),
    'devices.invite': () => {
      made += 1;
      const url = `https://10.42.0.1:8443/p#token-${made}`;
      return ok({ invitationId: `i${made}`, url, expiresAt: toInstant(Date.now() + lifetimeMs) });
    },
    'devices.invitation': ok({ state: 'open', applicant: null, returned: [] }),
    'devices.cancelInvitation': ok(null),
    'listener.forgetMove': ok(null),
  });
}
const user = () => userEvent.setup({ delay: null, pointerEventsCheck: 0, advanceTimers: vi.advanceTimersByTime });
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const TITLE = 'The address of this computer has changed';
const findScreen = () => screen.findByRole('dialog', { name: TITLE });
const code = () =>
  screen.findByRole('img', { name: 'Code for the scanners of the phones, with the address 10.42.0.1:8443' });

test('asks for every phone over whatever page the desk is on, with one code for all', async () => {
  const office = movedOffice();
  renderApp(office, '/nowhere');
  const dialog = await findScreen();
  expect(await code()).toBeDefined();
  expect(office.callsOf('devices.invite').every(({ kind }) => kind === 'rejoin')).toBe(true);
  expect(dialog.textContent).toContain('Before: https://192.168.1.7:8443. Now: https://10.42.0.1:8443.');
  await waitFor(() => expect(within(dialog).getAllByRole('listitem')).toHaveLength(2));
});

test('does not disturb people at the gate, who could do nothing about it', async () => {
  const office = movedOffice('gate');
  renderApp(office, '/nowhere');
  await screen.findByRole('heading', { level: 1 });
  expect(office.callsOf('listener.status')).toEqual([]);
});

test('ticks off each phone that is back, says so, and ends by itself', async () => {
  const office = movedOffice();
  renderApp(office, '/nowhere');
  const dialog = await findScreen();
  await code();
  office.answer({
    'devices.list': ok([{ ...ONE, missing: false }, TWO, GONE]),
    'devices.invitation': ok({ state: 'open', applicant: null, returned: [{ deviceId: 'd1', name: 'Gate 1' }] }),
  });
  await pass(2_100);
  const states = within(dialog)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
  expect(states[0]).toBe('Gate 1Back');
  expect(states[1]).toContain('Gate 2Has to join again');
  expect(document.querySelector('[data-live=polite]')?.textContent).toContain('Gate 1 is back.');

  office.answer({ 'listener.status': ok({ ...MOVED, moved: null }) });
  await pass(2_100);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await screen.findByText('No phone has to join again.')).toBeDefined();
});

test('shows the next code before the one on screen ends, which stays good for phones on their way', async () => {
  const office = movedOffice('seller', 19_000);
  renderApp(office, '/nowhere');
  await code();
  const before = office.callsOf('devices.invite').length;
  await pass(2_000);
  expect(office.callsOf('devices.invite')).toHaveLength(before);
  await pass(3_000);
  await waitFor(() => expect(office.callsOf('devices.invite')).toHaveLength(before + 1));
  const cancelled = office.callsOf('devices.cancelInvitation').map(({ invitationId }) => invitationId);
  expect(cancelled).not.toContain(`i${before}`);
});

test('tries again until there is an address to show', async () => {
  const office = movedOffice();
  office.answer({ 'devices.invite': { ok: false, code: 'phones-off' } });
  renderApp(office, '/nowhere');
  await findScreen();
  expect(await screen.findByText('Waiting for the new address…')).toBeDefined();
  office.answer({
    'devices.invite': ok({
      invitationId: 'i',
      url: 'https://10.42.0.1:8443/p#token',
      expiresAt: toInstant(NOW + 120_000),
    }),
  });
  await pass(3_100);
  expect(await code()).toBeDefined();
});

test('can be put off to a strip, and comes back from it or with the next change', async () => {
  const office = movedOffice();
  renderApp(office, '/nowhere');
  await findScreen();
  await user().click(screen.getByRole('button', { name: 'Later' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect((await screen.findByRole('alert')).textContent).toContain('2 phones have to join again');
  await user().click(screen.getByRole('button', { name: 'Show the code' }));
  await findScreen();

  await user().keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const again = { ...MOVED.moved, at: instant('2026-11-28T15:00:00Z') };
  office.answer({ 'listener.status': ok({ ...MOVED, moved: again }) });
  await pass(2_100);
  expect(await findScreen()).toBeDefined();
});

test('is given up only after a question', async () => {
  const office = movedOffice();
  renderApp(office, '/nowhere');
  await findScreen();
  await user().click(screen.getByRole('button', { name: 'Do not ask again' }));
  const question = await screen.findByRole('dialog', { name: 'Stop asking these phones to join again?' });
  expect(office.callsOf('listener.forgetMove')).toEqual([]);
  await user().keyboard('{Escape}');
  await waitFor(() => expect(question.isConnected).toBe(false));
  expect(await findScreen()).toBeDefined();

  await user().click(screen.getByRole('button', { name: 'Do not ask again' }));
  office.answer({ 'listener.status': ok({ ...MOVED, moved: null }) });
  await user().click(await screen.findByRole('button', { name: 'Stop asking' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(office.callsOf('listener.forgetMove')).toEqual([{}]);
});

test('leads to the code of one phone whose page was closed', async () => {
  const office = movedOffice();
  renderApp(office, '/nowhere');
  await findScreen();
  await user().click(await screen.findByRole('link', { name: 'Bring back Gate 2' }));
  expect(await screen.findByRole('dialog', { name: 'Bring back Gate 2' })).toBeDefined();
  expect(screen.queryByRole('dialog', { name: TITLE })).toBeNull();
  await waitFor(() => expect(office.callsOf('devices.invite')).toContainEqual({ kind: 'return', deviceId: 'd2' }));
});
