import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { deskWords } from '../../../src-renderer/translations/desk-words';
import { instant } from '../../support/desk-passes';
import { sharedStore, sharingDesk } from '../../support/desk-store';
import { type Answers, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

const WORDS = deskWords.desks;
const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });

const WAITING = sharingDesk({ deskId: 'd2', name: 'Door', state: 'waiting', approvedAt: null, approvedBy: null });
const ALL = [
  WAITING,
  sharingDesk({ isThis: true }),
  sharingDesk({ deskId: 'd3', name: 'Tent', lastSeenAt: instant('2026-11-28T12:30:00Z') }),
];

function openDesks(answers: Answers = {}) {
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'store.status': ok(sharedStore()),
    'desks.list': ok(ALL),
    ...answers,
  });
  renderApp(office, '/settings?tab=data');
  return office;
}

test('the desks are listed with what they may do and whether they are here', async () => {
  openDesks();
  const table = within(await screen.findByRole('table', { name: WORDS.title }));
  const [, door, bar, tent] = table.getAllByRole('row').map((row) => row.textContent ?? '');
  expect(door).toContain(WORDS.states.waiting);
  expect(bar).toContain(WORDS.here);
  expect(tent).toContain(WORDS.away);
  // Nobody takes the desk away that they sit at.
  expect(table.queryByRole('button', { name: 'Remove Bar' })).toBeNull();
});

test('a desk is let in by the number on its screen, and a wrong one stays beside its field', async () => {
  const office = openDesks({ 'desks.approve': { ok: false, code: 'invalid-input', fields: { check: 'invalid' } } });
  await user.click(await screen.findByRole('button', { name: 'Approve Door' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.queryByText(WAITING.check)).toBeNull();
  const field = dialog.getByLabelText<HTMLInputElement>(/^Number on its screen/);
  fireEvent.change(field, { target: { value: 'K7Q2-9XAB-0000' } });
  await user.click(dialog.getByRole('button', { name: WORDS.approve.submit }));
  await dialog.findByText(WORDS.approve.wrong);
  expect(field.value).toBe('K7Q2-9XAB-0000');

  office.answer({ 'desks.approve': ok(sharingDesk({ deskId: 'd2', name: 'Door' })) });
  fireEvent.change(field, { target: { value: WAITING.check } });
  await user.click(dialog.getByRole('button', { name: WORDS.approve.submit }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(office.callsOf('desks.approve').at(-1)).toEqual({ deskId: 'd2', check: WAITING.check });
});

test('a name that another desk has stands beside its field', async () => {
  openDesks({ 'desks.rename': { ok: false, code: 'invalid-input', fields: { name: 'taken' } } });
  await user.click(await screen.findByRole('button', { name: 'Rename Tent' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.change(dialog.getByLabelText(/^Name of the desk/), { target: { value: 'Bar' } });
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await dialog.findByText('Already taken');
});

test('a desk is removed after asking, which ends at a new signing key', async () => {
  const office = openDesks({ 'desks.remove': ok(sharingDesk({ deskId: 'd3', name: 'Tent', state: 'removed' })) });
  await user.click(await screen.findByRole('button', { name: 'Remove Tent' }));
  expect(office.callsOf('desks.remove')).toEqual([]);
  await user.click(await screen.findByRole('button', { name: WORDS.remove.confirm }));
  const link = await screen.findByRole('link', { name: WORDS.remove.toKeys });
  expect(link.getAttribute('href')).toBe('/settings?tab=keys');
});

test('a desk that waits shows its number on every page, and goes on by itself once it is let in', async () => {
  const own = { name: 'Door', state: 'waiting', check: WAITING.check } as const;
  const office = openDesks({ 'office.status': ok(officeStatus({ keys: 'waiting', desk: own })) });
  const strip = within(await screen.findByRole('group', { name: WORDS.waiting.title }));
  expect(strip.getByText(WAITING.check)).toBeDefined();
  office.answer({ 'office.status': ok(officeStatus({ desk: { ...own, state: 'approved' } })) });
  await waitFor(() => expect(screen.queryByRole('group', { name: WORDS.waiting.title })).toBeNull());
});

test('a desk that was removed says so, and not that its key was lost', async () => {
  const own = { name: 'Door', state: 'removed', check: WAITING.check } as const;
  openDesks({ 'office.status': ok(officeStatus({ keys: 'missing', desk: own })) });
  await screen.findByText(WORDS.removed.body);
  expect(screen.queryByText(deskWords.layout.keys.missingTitle)).toBeNull();
});
