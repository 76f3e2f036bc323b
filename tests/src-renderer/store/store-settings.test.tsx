import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Moved } from '../../../src-renderer/store/store-types';
import { deskWords } from '../../../src-renderer/translations/desk-words';
import type { Reply } from '../../../src-shared/contract/operation';
import { sharedStore, storeTrial } from '../../support/desk-store';
import { later } from '../../support/later';
import { type Answers, fakeOffice, officeStatus, ok, renderApp } from '../../support/render-page';

const WORDS = deskWords.store;
const ADDRESS = 'postgres://epass:secret@10.0.0.9/garba';
const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
const addressField = () => screen.findByLabelText<HTMLInputElement>(/^Address of the store/);

function openData(answers: Answers = {}, path = '/settings?tab=data') {
  const office = fakeOffice({
    'office.status': ok(officeStatus()),
    'store.try': ok(storeTrial()),
    'store.progress': ok({ done: 0.4 }),
    'desks.list': ok([]),
    ...answers,
  });
  renderApp(office, path);
  return office;
}

async function testAddress() {
  fireEvent.change(await addressField(), { target: { value: ADDRESS } });
  await press(WORDS.fields.test);
  return within(await screen.findByRole('group', { name: WORDS.trial.label }));
}

test('what is wrong with an address stands at its field, and nothing typed is lost', async () => {
  const refused: Reply<never> = { ok: false, code: 'invalid-input', fields: { address: 'store-refuses' } };
  const office = openData({ 'store.try': refused });
  fireEvent.change(await addressField(), { target: { value: ADDRESS } });
  fireEvent.change(screen.getByLabelText(/^Name of this desk/), { target: { value: 'Bar' } });
  await press(WORDS.fields.test);

  const field = await addressField();
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByText(/does not let you in/)).toBeDefined();
  expect(field.value).toBe(ADDRESS);
  expect(field.type).toBe('password');
  expect(screen.getByLabelText<HTMLInputElement>(/^Name of this desk/).value).toBe('Bar');
  expect(office.callsOf('store.try')).toEqual([{ address: ADDRESS }]);
  expect(screen.queryByRole('button', { name: WORDS.share.submit })).toBeNull();
});

test('a test tells of the server, and warns where it is not encrypted or would lose sales', async () => {
  openData({ 'store.try': ok(storeTrial({ durable: false })) });
  const found = await testAddress();
  expect(found.getByText('PostgreSQL 15.18')).toBeDefined();
  expect(found.getByText('Within 1.2 ms')).toBeDefined();
  expect(found.getByText(WORDS.warnings.plainTitle)).toBeDefined();
  expect(found.getByText(WORDS.warnings.losesTitle)).toBeDefined();
});

test('a store that has an event is not moved to, and another address has to be tested anew', async () => {
  const office = openData({
    'store.try': ok(storeTrial({ event: { name: 'Gala', passes: 3, desks: 1, isThis: false } })),
  });
  const found = await testAddress();
  expect(found.getByText('Gala: 3 passes, 1 desk open')).toBeDefined();
  expect(screen.queryByRole('button', { name: WORDS.share.submit })).toBeNull();

  office.answer({ 'store.try': ok(storeTrial()) });
  await press(WORDS.fields.test);
  await screen.findByRole('button', { name: WORDS.share.submit });
  fireEvent.change(await addressField(), { target: { value: `${ADDRESS}2` } });
  expect(screen.queryByRole('button', { name: WORDS.share.submit })).toBeNull();
});

test('an event moves once somebody has read what happens, shows how far it is, and ends at the sign-in', async () => {
  const moved = later<Reply<Moved>>();
  const office = openData({ 'store.share': () => moved.promise });
  await testAddress();
  await press(WORDS.share.submit);
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(WORDS.share.signedOut)).toBeDefined();
  expect(office.callsOf('store.share')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: WORDS.share.submit }));

  const bar = await screen.findByRole('progressbar', { name: WORDS.share.moving });
  await waitFor(() => expect(bar.getAttribute('aria-valuenow')).toBe('40'));
  // The new office knows nobody yet; the page alone knows what came of it.
  office.answer({ 'office.status': ok(officeStatus({ session: null })) });
  moved.resolve(ok({ passes: 500, scans: 1 }));
  await screen.findByRole('heading', { level: 1, name: WORDS.share.doneTitle });
  expect(screen.getByText('500 passes and 1 scan were moved, counted at both ends and compared.')).toBeDefined();
  expect(screen.getByRole('link', { name: WORDS.signIn }).getAttribute('href')).toBe('/');
  expect(office.callsOf('store.share')).toEqual([{ address: ADDRESS, deskName: 'Desk 1' }]);
});

test('a move that is refused gives back the form with what was typed', async () => {
  openData({ 'store.share': { ok: false, code: 'invalid-input', fields: { address: 'store-taken' } } });
  await testAddress();
  await press(WORDS.share.submit);
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: WORDS.share.submit }));
  await screen.findByText(/There is an event in this store already/);
  expect((await addressField()).value).toBe(ADDRESS);
});

test('a shared store is shown without a password, and is brought back only once the other desks are closed', async () => {
  openData({ 'store.status': ok(sharedStore()), 'store.leave': { ok: false, code: 'store-in-use' } });
  await screen.findByText('10.0.0.9:5432');
  expect(screen.getByText('31.4 MB')).toBeDefined();
  expect(screen.getByText(WORDS.facts.backupsHere)).toBeDefined();
  await press(WORDS.leave.submit);
  await press(WORDS.leave.confirm);
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText(/Close E-Pass Box Office at every other desk/)).toBeDefined();
});

test('a store that is named from outside says so, and is not changed here', async () => {
  openData({ 'store.status': ok(sharedStore({ fixed: true })) });
  await screen.findByText(/EPASS_DATABASE_URL/);
  expect(screen.queryByRole('button', { name: WORDS.leave.submit })).toBeNull();
});

test('a computer without an event joins other desks, with what was typed kept when it is refused', async () => {
  const event = { name: 'Gala', passes: 3, desks: 1, isThis: false };
  const status = officeStatus({ stage: 'new', event: null, session: null, desktop: true });
  const office = openData(
    { 'office.status': ok(status), 'store.join': { ok: false, code: 'storage-failed' } },
    '/set-up',
  );
  await user.click(await screen.findByRole('link', { name: 'Join other desks' }));
  const empty = await testAddress();
  expect(empty.getByText(WORDS.trial.unfit.join)).toBeDefined();
  office.answer({ 'store.try': ok(storeTrial({ event })) });
  await press(WORDS.fields.test);
  await press(WORDS.join.submit);
  await screen.findByRole('alert');
  expect((await addressField()).value).toBe(ADDRESS);

  office.answer({ 'store.join': ok(null) });
  await press(WORDS.join.submit);
  await screen.findByRole('heading', { level: 1, name: WORDS.join.doneTitle });
});

test('restoring says first that a shared event is to be brought back to a file', async () => {
  openData({ 'store.status': ok(sharedStore()), 'restore.list': ok([]) }, '/restore');
  await screen.findByText(deskWords.restore.shared.title);
});
