import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { Status } from '../../../src-renderer/session/session-types';
import { SettingsPage } from '../../../src-renderer/settings/settings-page';
import { fakeOffice, officeStatus, ok, renderApp, renderPage } from '../../support/render-page';

const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const KIT = { text: 'EPK1.ABCDEFGH', eventName: 'Garba Night', keyIds: ['7K'], madeAt: '2026-11-28T12:30:00.000Z' };
const KEY = { keyId: '7K', createdAt: '2026-11-28T12:30:00.000Z', source: 'made', current: true } as const;
const single = { code: 'SINGLE', label: 'Single', price: 549, admits: 1, capacity: null, onSale: true, sold: 3 };
const couple = { ...single, code: 'COUPLE', label: 'Couple', price: 999, admits: 2, sold: 0 };

function openTab(tab: string, answers: Parameters<typeof fakeOffice>[0], status: Partial<Status> = {}) {
  window.history.replaceState(null, '', `/settings?tab=${tab}`);
  return renderPage(<SettingsPage />, { office: fakeOffice(answers), status }).office;
}

beforeEach(() => window.history.replaceState(null, '', '/settings'));

test('saves the event as changed, and says so', async () => {
  const office = openTab('event', { 'event.save': (event) => ok(event as never) });
  fireEvent.change(screen.getByLabelText(/^Venue/), { target: { value: 'Lawn 2' } });
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('Saved')).toBeDefined();
  expect(office.callsOf('event.save')[0]).toMatchObject({ name: 'Garba Night', venue: 'Lawn 2', country: 'IN' });
});

test('a problem with the event stands beside its field, with what was typed', async () => {
  openTab('event', { 'event.save': { ok: false, code: 'invalid-input', fields: { name: 'required' } } });
  const name = screen.getByLabelText<HTMLInputElement>(/^Name of the event/);
  fireEvent.change(name, { target: { value: ' ' } });
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => expect(name.getAttribute('aria-invalid')).toBe('true'));
  expect(name.value).toBe(' ');
});

test('prices go to the office as whole amounts, and what is no amount is left for it to refuse', async () => {
  const office = openTab('passTypes', {
    'passTypes.list': ok([single, couple]),
    'passTypes.save': { ok: false, code: 'invalid-input', fields: { 'types.1.price': 'invalid' } },
  });
  const row = within(await screen.findByRole('group', { name: 'Couple' }));
  fireEvent.change(row.getByLabelText(/^Price/), { target: { value: '1.099' } });
  await user.click(row.getByRole('switch', { name: 'On sale' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => expect(row.getByLabelText(/^Price/).getAttribute('aria-invalid')).toBe('true'));
  const [input] = office.callsOf('passTypes.save');
  expect(input?.types).toMatchObject([
    { price: 549, onSale: true },
    { price: Number.NaN, onSale: false },
  ]);
});

test('a kind of which passes exist keeps its code and cannot be removed', async () => {
  openTab('passTypes', { 'passTypes.list': ok([single, couple]) });
  const sold = within(await screen.findByRole('group', { name: 'Single' }));
  expect(sold.getByLabelText<HTMLInputElement>(/^Code/).readOnly).toBe(true);
  expect(sold.getByRole<HTMLButtonElement>('button', { name: /Remove/ }).disabled).toBe(true);
  const unsold = within(screen.getByRole('group', { name: 'Couple' }));
  expect(unsold.getByRole<HTMLButtonElement>('button', { name: /Remove/ }).disabled).toBe(false);
});

test('a new key comes with a new kit, which a stray click does not take away', async () => {
  const office = openTab('keys', { 'keys.list': ok([KEY]), 'keys.rotate': ok(KIT) });
  const action = within(await screen.findByRole('region', { name: 'Change the signing key' }));
  await user.type(action.getByLabelText(/^Passphrase/), 'the passphrase{Enter}');

  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/EPK1\. ABCD EFGH/)).toBeDefined();
  expect(office.callsOf('keys.rotate')).toEqual([{ passphrase: 'the passphrase' }]);
  await user.click(document.querySelector('.mantine-Modal-overlay') ?? document.body);
  expect(within(dialog).getByText(/EPK1\. ABCD EFGH/)).toBeDefined();
});

test('a wrong passphrase says so and keeps the secret that was typed', async () => {
  openTab('keys', { 'keys.list': ok([KEY]), 'keys.importSecret': { ok: false, code: 'wrong-passphrase' } });
  const action = within(await screen.findByRole('region', { name: 'Admit passes of the earlier web application' }));
  const secret = action.getByLabelText<HTMLInputElement>(/^QR_SECRET/);
  await user.type(secret, 'an old secret');
  await user.type(action.getByLabelText(/^Passphrase/), 'wrong{Enter}');

  expect((await action.findByRole('alert')).textContent).not.toBe('');
  expect(secret.value).toBe('an old secret');
});

test('the keys come first while they are missing', async () => {
  window.history.replaceState(null, '', '/settings');
  renderPage(<SettingsPage />, { office: fakeOffice({ 'keys.list': ok([]) }), status: { keys: 'missing' } });
  expect((await screen.findByRole('tab', { name: 'Signing key' })).getAttribute('aria-selected')).toBe('true');
  expect(await screen.findByText('No signing key is here.')).toBeDefined();
});

test('only the desktop has a tab for its printer', () => {
  openTab('event', {});
  expect(screen.queryByRole('tab', { name: 'This desk' })).toBeNull();
});

test('printing without a dialog needs a printer', async () => {
  const machine = { printer: null, paper: 'A6', silent: true, deskName: 'Desk 1' } as const;
  const office = openTab(
    'desk',
    {
      'desktop.settings': ok(machine),
      'desktop.printers': ok([]),
      'desktop.saveSettings': (settings) => ok(settings as typeof machine),
    },
    { desktop: true },
  );
  expect((await screen.findByRole<HTMLInputElement>('switch')).disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(office.callsOf('desktop.saveSettings')).toEqual([{ ...machine, silent: false }]));
});

test('stays where the key was restored, and says so, although no key is missing any more', async () => {
  const office = fakeOffice({ 'office.status': ok(officeStatus({ keys: 'missing' })), 'keys.list': ok([]) });
  renderApp(office, '/settings');
  const restore = within(await screen.findByRole('region', { name: 'Restore from a recovery kit' }));
  fireEvent.change(restore.getByLabelText(/^Text of the recovery kit/), { target: { value: KIT.text } });
  fireEvent.change(restore.getByLabelText(/^Passphrase/), { target: { value: 'copper meadow violin' } });
  office.answer({
    'keys.restore': ok({ keyIds: ['7K'] }),
    'keys.list': ok([KEY]),
    'office.status': ok(officeStatus()),
  });
  await user.click(restore.getByRole('button', { name: 'Restore the keys' }));

  await waitFor(() => expect(screen.queryByText('The signing key is missing')).toBeNull());
  expect(screen.getByText('Restored 1 key.')).toBeDefined();
});
