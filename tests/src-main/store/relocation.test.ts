import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import {
  ADMINISTRATOR,
  connection,
  openReadyOffice,
  openTestOffice,
  PASSPHRASE,
  sellPass,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { copyDatabase, makeDatabase, onDatabase } from '../../support/shared-stores';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
const at = connection();

/** Somebody else's event in another store, which was named from outside. */
let theirs: Awaited<ReturnType<typeof makeDatabase>>;
let other: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  theirs = await makeDatabase();
  other = await openReadyOffice({ store: { address: theirs.url, deskName: 'Other', fixed: true } });
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await theirs[Symbol.asyncDispose]();
});

async function signIn(office: Office) {
  const { username, password } = ADMINISTRATOR;
  valueOf(await office.clientOf(at)['session.signIn']({ username, password }));
  return office.clientOf(at);
}

/** An event in a store, with a pass that was sold there. Its caller closes the office. */
async function shareEvent(address: string, folder: string) {
  const office = await openReadyOffice({ folder, keyPassphrase: PASSPHRASE });
  const { passId } = await sellPass(office.api);
  // A file has no address.
  expect(await office.api['store.relocate']({ address })).toEqual({ ok: false, code: 'conflict' });
  valueOf(await office.api['store.share']({ address, deskName: 'Bar' }));
  const api = await signIn(office);
  return { office, api, code: valueOf(await api['passes.get']({ passId })).code ?? '' };
}

/** As when a server moves: nobody answers any more where a store was, and it is somewhere else. Use with `await using`. */
async function moveStore(url: string) {
  const server = inject('postgres');
  const old = new URL(url).pathname.slice(1);
  const name = `epass_${randomBytes(6).toString('hex')}`;
  await onDatabase(server, `ALTER DATABASE ${old} ALLOW_CONNECTIONS false`);
  await onDatabase(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${old}'`);
  await vi.waitFor(() => onDatabase(server, `ALTER DATABASE ${old} RENAME TO ${name}`));
  await onDatabase(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  const moved = new URL(url);
  moved.pathname = name;
  return {
    url: moved.href,
    [Symbol.asyncDispose]: async () => void (await onDatabase(server, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

const refusedBy = (problem: string) => ({ ok: false, code: 'invalid-input', fields: { address: problem } });
const scan = (code: string) => ({ scanId: crypto.randomUUID(), code });

test('a desk whose store has moved goes on at the new address, with all that it had', async () => {
  using home = temporaryFolder();
  await using database = await makeDatabase();
  const { office, api, code } = await shareEvent(database.url, home.folder);
  await using _office = office;
  valueOf(await api['scans.scan'](scan(code)));
  await using moved = await moveStore(database.url);
  await vi.waitFor(async () => {
    expect(valueOf(await api['store.status']({}))).toMatchObject({ isAway: true, bytes: null, backsUp: false });
  });
  expect(valueOf(await api['health.notices']({}))).toMatchObject([{ kind: 'store-away' }]);

  expect(valueOf(await api['store.try']({ address: moved.url }))).toMatchObject({ event: { isThis: true, passes: 1 } });
  expect(valueOf(await api['store.relocate']({ address: moved.url }))).toBeNull();
  await signIn(office);
  expect(valueOf(await api['store.status']({}))).toMatchObject({ isAway: false, kind: 'shared' });
  expect(valueOf(await api['desks.list']({}))).toMatchObject([{ name: 'Bar', isThis: true, state: 'approved' }]);
  expect(valueOf(await api['scans.scan'](scan(code)))).toMatchObject({ reason: 'already-used' });
  await sellPass(api);
  expect(valueOf(await api['reports.dashboard']({}))).toMatchObject({ sold: 2, admitted: 1 });
});

test('a desk goes on with nothing but its own event, and stays where it is otherwise', async () => {
  using home = temporaryFolder();
  await using database = await makeDatabase();
  await using empty = await makeDatabase();
  const { office, api } = await shareEvent(database.url, home.folder);
  await using _office = office;
  const relocate = (address: string) => api['store.relocate']({ address });

  expect(valueOf(await api['store.try']({ address: theirs.url }))).toMatchObject({ event: { isThis: false } });
  expect(await relocate(theirs.url)).toEqual(refusedBy('store-other-event'));
  expect(await relocate(empty.url)).toEqual(refusedBy('store-empty'));
  expect(await relocate('postgres://epass@127.0.0.1:1/epass')).toEqual(refusedBy('store-away'));
  await sellPass(api);
  expect(valueOf(await api['store.status']({}))).toMatchObject({
    isAway: false,
    name: { database: new URL(database.url).pathname.slice(1) },
  });
});

test('a desk that could not be opened is given the new address at its own window, and at no other', async () => {
  using home = temporaryFolder();
  const { folder } = home;
  await using database = await makeDatabase();
  const { office: before, code } = await shareEvent(database.url, folder);
  await before[Symbol.asyncDispose]();
  await using moved = await moveStore(database.url);

  await using office = await openTestOffice({ folder, keyPassphrase: PASSPHRASE, rescue: true });
  const api = office.clientOf(at);
  expect(await api['office.status']({})).toMatchObject({ code: 'storage-failed' });
  const address = moved.url;
  expect(await office.clientOf(connection('https'))['store.relocate']({ address })).toMatchObject({ ok: false });
  expect(await api['store.relocate']({ address: theirs.url })).toEqual(refusedBy('store-other-event'));
  expect(valueOf(await api['store.try']({ address }))).toMatchObject({ event: { isThis: true } });
  expect(valueOf(await api['store.relocate']({ address }))).toBeNull();

  expect(valueOf(await api['office.status']({}))).toMatchObject({ stage: 'open', keys: 'ready', session: null });
  await signIn(office);
  expect(valueOf(await api['scans.scan'](scan(code)))).toMatchObject({ status: 'admitted' });
});

test('a desk that cannot be opened at the new address goes on at the one before', async () => {
  using home = temporaryFolder();
  const { folder } = home;
  await using database = await makeDatabase();
  const { office: before } = await shareEvent(database.url, folder);
  await before[Symbol.asyncDispose]();
  // The same event, in which no desk can be entered.
  await using copy = await copyDatabase(database);
  await onDatabase(
    copy.url,
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
     CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON desks FOR EACH ROW EXECUTE FUNCTION refuse()`,
  );

  await using office = await openTestOffice({ folder, keyPassphrase: PASSPHRASE, rescue: true });
  const api = await signIn(office);
  expect(valueOf(await api['store.try']({ address: copy.url }))).toMatchObject({ event: { isThis: true } });
  expect(await api['store.relocate']({ address: copy.url })).toMatchObject({ ok: false, code: 'storage-failed' });
  await signIn(office);
  expect(valueOf(await api['store.status']({}))).toMatchObject({ isAway: false, name: { database: database.name } });
  await sellPass(api);
});

test('a store that is named from outside is given no other address', async () => {
  expect(await other.api['store.relocate']({ address: theirs.url })).toEqual(refusedBy('store-fixed'));
});

test('what is behind an address is looked at: nothing of another program, and no event that was taken home', async () => {
  using home = temporaryFolder();
  await using foreign = await makeDatabase();
  await onDatabase(foreign.url, 'CREATE TABLE invoices (number int)');
  await using office = await openReadyOffice({ folder: home.folder, keyPassphrase: PASSPHRASE });
  expect(await office.api['store.try']({ address: foreign.url })).toEqual(refusedBy('store-foreign'));

  await using database = await makeDatabase();
  valueOf(await office.api['store.share']({ address: database.url, deskName: 'Bar' }));
  const api = await signIn(office);
  expect(valueOf(await api['store.try']({ address: database.url })).event).toMatchObject({ isThis: true });
  valueOf(await api['store.leave']({}));
  const again = await signIn(office);
  expect(valueOf(await again['store.try']({ address: database.url })).event).toBeNull();
});
