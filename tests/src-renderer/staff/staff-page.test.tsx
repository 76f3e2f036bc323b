import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { StaffPage } from '../../../src-renderer/staff/staff-page';
import { toInstant } from '../../../src-shared/instant';
import { fakeOffice, ok, renderPage } from '../../support/render-page';

const SINCE = toInstant(Date.parse('2026-11-28T10:00:00Z'));
const asha = {
  username: 'admin1',
  displayName: 'Asha',
  role: 'administrator',
  createdAt: SINCE,
  invited: false,
  disabled: false,
  lastSignInAt: SINCE,
} as const;
const meera = {
  ...asha,
  username: 'gate1',
  displayName: 'Meera',
  role: 'gate',
  invited: true,
  lastSignInAt: null,
} as const;
const invitation = { member: meera, oneTimePassword: 'ABCD-EFGH-JKMN-PQRS' };

function officeWith(members = [asha, meera]) {
  return fakeOffice({ 'staff.list': ok([...members]) });
}

test('lists who may sign in, with role and state', async () => {
  renderPage(<StaffPage />, { office: officeWith() });
  const row = await screen.findByRole('row', { name: /Meera/ });
  expect(row.textContent).toContain('Gate');
  expect(row.textContent).toContain('Waits for first sign-in');
  expect(row.textContent).toContain('Never');
});

test('an invitation shows its one-time password once, and only its own button closes it', async () => {
  const office = officeWith();
  office.answer({ 'staff.invite': ok(invitation) });
  renderPage(<StaffPage />, { office });
  await userEvent.click(await screen.findByRole('button', { name: 'Add a person' }));
  await userEvent.type(screen.getByLabelText(/^Name/), 'Meera');
  await userEvent.type(screen.getByLabelText(/^Username/), 'gate1{Enter}');

  expect(await screen.findByText('ABCD-EFGH-JKMN-PQRS')).toBeDefined();
  expect(office.callsOf('staff.invite')).toEqual([{ displayName: 'Meera', username: 'gate1', role: 'gate' }]);
  await userEvent.keyboard('{Escape}');
  expect(screen.getByText('ABCD-EFGH-JKMN-PQRS')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.queryByText('ABCD-EFGH-JKMN-PQRS')).toBeNull());
});

test('a taken username is told beside its field, and nothing typed is lost', async () => {
  const office = officeWith();
  office.answer({ 'staff.invite': { ok: false, code: 'invalid-input', fields: { username: 'taken' } } });
  renderPage(<StaffPage />, { office });
  await userEvent.click(await screen.findByRole('button', { name: 'Add a person' }));
  await userEvent.type(screen.getByLabelText(/^Name/), 'Meera');
  await userEvent.type(screen.getByLabelText(/^Username/), 'gate1{Enter}');

  const username = screen.getByLabelText<HTMLInputElement>(/^Username/);
  await waitFor(() => expect(username.getAttribute('aria-invalid')).toBe('true'));
  expect(username.value).toBe('gate1');
  expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe('Meera');
});

test('the last administrator cannot be switched off, and the switch says why', async () => {
  const office = officeWith([asha]);
  office.answer({ 'staff.update': { ok: false, code: 'invalid-input', fields: { disabled: 'last-administrator' } } });
  renderPage(<StaffPage />, { office });
  await userEvent.click(await screen.findByRole('button', { name: 'Edit Asha' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('switch'));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));

  expect(office.callsOf('staff.update')[0]).toMatchObject({ username: 'admin1', disabled: true });
  expect((await within(dialog).findByText(/administrator/i, { selector: '[class*=error]' })).textContent).not.toBe('');
});

test('a new one-time password is made only after a question whose safe answer has the focus', async () => {
  const office = officeWith();
  office.answer({ 'staff.resetPassword': ok(invitation) });
  renderPage(<StaffPage />, { office });
  await userEvent.click(await screen.findByRole('button', { name: 'New one-time password for Meera' }));
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' })));
  expect(office.callsOf('staff.resetPassword')).toEqual([]);

  await userEvent.click(within(dialog).getByRole('button', { name: 'Make a new password' }));
  expect(await screen.findByText('ABCD-EFGH-JKMN-PQRS')).toBeDefined();
});
