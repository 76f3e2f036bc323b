import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import {
  ADMINISTRATOR,
  openReadyOffice,
  openTestOffice,
  PASSPHRASE,
  sellPass,
  valueOf,
} from '../../support/box-office';
import { joinStore, makeDatabase } from '../../support/shared-stores';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
type Ready = Awaited<ReturnType<typeof openReadyOffice>>;

async function signIn(office: Office, at: Ready['desk']) {
  const { username, password } = ADMINISTRATOR;
  valueOf(await office.clientOf(at)['session.signIn']({ username, password }));
}

test('an event moves to a store with all it has, goes on there, and comes back to a file', async () => {
  await using database = await makeDatabase();
  await using office = await openReadyOffice({ keyPassphrase: PASSPHRASE });
  const { api } = office;
  const sold = [await sellPass(api), await sellPass(api, 'COUPLE'), await sellPass(api)];
  const codeOf = async (passId: string) => valueOf(await api['passes.get']({ passId })).code ?? '';
  const codes = await Promise.all(sold.map(({ passId }) => codeOf(passId)));
  const scan = async (code: string) => valueOf(await api['scans.scan']({ scanId: crypto.randomUUID(), code }));
  expect(await scan(codes[0] ?? '')).toMatchObject({ status: 'admitted' });

  const listener = { ...valueOf(await api['listener.status']({})).settings, port: 9_443 };
  valueOf(await api['listener.save'](listener));
  const listenerIsKept = async () => expect(valueOf(await api['listener.status']({})).settings).toEqual(listener);

  const address = database.url;
  expect(valueOf(await api['store.try']({ address }))).toMatchObject({ event: null, name: { host: '127.0.0.1' } });
  expect(valueOf(await api['store.share']({ address, deskName: 'Bar' }))).toEqual({ passes: 3, scans: 1 });
  expect(existsSync(path.join(office.folder, 'epass.db'))).toBe(false);
  expect(readdirSync(path.join(office.folder, 'replaced'))).toHaveLength(1);

  await signIn(office, office.desk);
  expect(valueOf(await api['store.status']({}))).toMatchObject({ kind: 'shared', fixed: false });
  await listenerIsKept();
  expect(await scan(codes[0] ?? '')).toMatchObject({ status: 'refused', reason: 'already-used' });
  expect(await scan(codes[1] ?? '')).toMatchObject({ status: 'admitted' });
  await sellPass(api);
  expect(valueOf(await api['reports.dashboard']({}))).toMatchObject({ sold: 4, admitted: 2 });
  expect(valueOf(await api['store.try']({ address }))).toMatchObject({ event: { name: 'Winter Gala', passes: 4 } });

  expect(valueOf(await api['store.leave']({}))).toEqual({ passes: 4, scans: 3 });
  await signIn(office, office.desk);
  expect(valueOf(await api['store.status']({}))).toEqual({ kind: 'file' });
  await listenerIsKept();
  expect(await scan(codes[1] ?? '')).toMatchObject({ status: 'refused', reason: 'already-used' });
  expect(await scan(codes[2] ?? '')).toMatchObject({ status: 'admitted' });
  expect(office.log.bugs).toEqual([]);
});

test('a backup of a store is a file like any other, verified', async () => {
  await using database = await makeDatabase();
  await using office = await openReadyOffice({ store: { address: database.url, deskName: 'Bar', fixed: true } });
  await sellPass(office.api);
  expect(valueOf(await office.api['backups.make']({}))).toMatchObject({ state: 'verified', holds: { passes: 1 } });
  const status = valueOf(await office.api['backups.status']({}));
  expect(status).toMatchObject({ journal: { state: 'store' }, failure: null });
  expect(readdirSync(path.join(office.folder, 'backups')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a store that has an event is not written over, and one without is not joined', async () => {
  await using database = await makeDatabase();
  await using first = await openReadyOffice({ store: { address: database.url, deskName: 'Bar', fixed: true } });
  await using second = await openReadyOffice();
  await sellPass(first.api);
  const taken = await second.api['store.share']({ address: database.url, deskName: 'Door' });
  expect(taken).toEqual({ ok: false, code: 'invalid-input', fields: { address: 'store-taken' } });
  await using empty = await makeDatabase();
  const nothing = await second.api['store.join']({ address: empty.url, deskName: 'Door' });
  expect(nothing).toEqual({ ok: false, code: 'invalid-input', fields: { address: 'store-empty' } });
});

test('an event is not brought back while another desk works on it, and a desk that is left behind stops', async () => {
  await using database = await makeDatabase();
  await using office = await openReadyOffice();
  valueOf(await office.api['store.share']({ address: database.url, deskName: 'Bar' }));
  await signIn(office, office.desk);
  const other = await joinStore(database.url);
  expect(await office.api['store.leave']({})).toMatchObject({ ok: false, code: 'store-in-use' });
  await other.close();
  // The server takes a moment to notice.
  await vi.waitFor(async () => valueOf(await office.api['store.leave']({})), { timeout: 60_000, interval: 200 });

  const late = openTestOffice({ store: { address: database.url, deskName: 'Late', fixed: true } });
  await expect(late).rejects.toMatchObject({ reason: 'store-left' });
});

test.each([
  ['not an address', 'store-address'],
  ['postgres://epass@127.0.0.1/', 'store-address'],
  ['postgres://epass@127.0.0.1:1/epass', 'store-away'],
])('what is wrong with %s is told at its field', async (address, problem) => {
  await using office = await openReadyOffice();
  const answer = await office.api['store.try']({ address });
  expect(answer).toEqual({ ok: false, code: 'invalid-input', fields: { address: problem } });
});
