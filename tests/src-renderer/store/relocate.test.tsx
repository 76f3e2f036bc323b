import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Trial } from '../../../src-renderer/store/store-types';
import { deskWords } from '../../../src-renderer/translations/desk-words';
import { startUpAddress } from '../../../src-shared/start-up-problem';
import { instant } from '../../support/desk-passes';
import { sharedStore, storeTrial } from '../../support/desk-store';
import { type Answers, ASHA, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

const WORDS = deskWords.store;
const ADDRESS = 'postgres://epass:secret@10.0.0.10/garba';
const EVENT = { name: 'Gala', passes: 3, desks: 1, isThis: true };
const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const AWAY = sharedStore({ isAway: true, bytes: null, backsUp: false });
const SINCE = instant('2026-11-28T13:41:00Z');

function open(answers: Answers = {}, path = '/settings?tab=data') {
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'store.status': ok(AWAY),
    'store.try': ok(storeTrial({ event: EVENT })),
    'desks.list': { ok: false, code: 'storage-failed' },
    ...answers,
  });
  renderApp(office, path);
  return office;
}

/** Types the address and has it tested. */
async function testAddress(found: Trial['event'] = EVENT) {
  fireEvent.change(await screen.findByLabelText(/^Address of the store/), { target: { value: ADDRESS } });
  await user.click(screen.getByRole('button', { name: WORDS.fields.test }));
  const group = within(await screen.findByRole('group', { name: WORDS.trial.label }));
  await group.findByText(WORDS.trial[found?.isThis ? 'fit' : 'unfit'].relocate);
}
const submit = () => screen.queryByRole('button', { name: WORDS.relocate.submit });

test('a desk whose store is away is given the new address, and ends at the sign-in', async () => {
  const office = open({ 'store.relocate': ok(null) });
  await screen.findByText(WORDS.shared.away);
  expect(screen.getByText(WORDS.facts.sizeUnknown)).toBeDefined();
  expect(screen.queryByLabelText(/^Name of this desk/)).toBeNull();
  await testAddress();
  await user.click(submit() as HTMLElement);
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(WORDS.relocate.onlyOne)).toBeDefined();
  expect(office.callsOf('store.relocate')).toEqual([]);
  office.answer({ 'office.status': ok(officeStatus({ session: null })) });
  await user.click(dialog.getByRole('button', { name: WORDS.relocate.submit }));
  await screen.findByRole('heading', { level: 1, name: WORDS.relocate.doneTitle });
  expect(office.callsOf('store.relocate')).toEqual([{ address: ADDRESS }]);
});

test('another event is not gone on with, and a refusal leaves what was typed', async () => {
  const other = { ...EVENT, isThis: false };
  const office = open({ 'store.try': ok(storeTrial({ event: other })) });
  await testAddress(other);
  expect(submit()).toBeNull();

  office.answer({
    'store.try': ok(storeTrial({ event: EVENT })),
    'store.relocate': { ok: false, code: 'invalid-input', fields: { address: 'store-other-event' } },
  });
  await testAddress();
  await user.click(submit() as HTMLElement);
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: WORDS.relocate.submit }));
  await screen.findByText(/There is another event in this store/);
  expect(screen.getByLabelText<HTMLInputElement>(/^Address of the store/).value).toBe(ADDRESS);
});

test('a store that is named from outside is given no other address here', async () => {
  open({ 'store.status': ok({ ...AWAY, fixed: true }) });
  await screen.findByText(WORDS.shared.away);
  expect(screen.queryByRole('heading', { name: WORDS.relocate.title })).toBeNull();
});

test('the notice leads an administrator there, and nobody else', async () => {
  const notices = ok([{ kind: 'store-away', since: SINCE } as const]);
  const moved = deskWords.health.notices['store-away'].moved;
  open({ 'health.notices': notices }, '/nowhere');
  expect((await screen.findByRole('link', { name: moved })).getAttribute('href')).toBe('/settings?tab=data');
});

test('whoever sells is told of a store that is away, and not sent to settings', async () => {
  const notices = ok([{ kind: 'store-away', since: SINCE } as const]);
  const session = { ...ASHA, role: 'seller' } as const;
  open({ 'health.notices': notices, 'office.status': ok(officeStatus({ session })) }, '/nowhere');
  const { title, moved } = deskWords.health.notices['store-away'];
  await screen.findByRole('group', { name: title });
  expect(screen.queryByRole('link', { name: moved })).toBeNull();
});

test('a desk that could not be opened is given the address at its own window, and there is a way back', async () => {
  const office = open({ 'store.relocate': ok(null) }, startUpAddress('store-away', ''));
  const enter = deskWords.startUp.relocate;
  await user.click(await screen.findByRole('button', { name: enter }));
  await user.click(await screen.findByRole('button', { name: 'Back' }));
  await user.click(await screen.findByRole('button', { name: enter }));
  await screen.findByRole('heading', { level: 1, name: WORDS.relocate.title });
  await testAddress();
  await user.click(submit() as HTMLElement);
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: WORDS.relocate.submit }));
  const link = await screen.findByRole('link', { name: WORDS.signIn });
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(WORDS.relocate.doneTitle));
  expect(link.getAttribute('href')).toBe('/');
  expect(office.callsOf('store.relocate')).toEqual([{ address: ADDRESS }]);
});
