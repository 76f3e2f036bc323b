import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { migrate } from '../../../../src-main/database/migrate';
import { WRITERS_LOCK } from '../../../../src-main/database/postgres/locks';
import { openSharedStore } from '../../../../src-main/database/postgres/shared-store';
import { parseStoreAddress } from '../../../../src-main/database/postgres/store-address';
import { isConnectionLost, StoreAwayError } from '../../../../src-main/database/postgres/store-errors';
import { change, snapshot, together } from '../../../../src-main/database/transact';
import { TEST_BEGINS, testLog } from '../../../support/box-office';
import { joinStore, makeDatabase, openTestStore } from '../../../support/shared-stores';
import { openRelay } from '../../../support/store-relay';

test('several desks that come to an empty store at once find one set of tables', async () => {
  await using database = await makeDatabase();
  const desks = await Promise.all([1, 2, 3].map(() => joinStore(database.url)));
  const did = await Promise.all(desks.map(({ db }) => migrate(db)));
  expect(did.filter(Boolean)).toHaveLength(1);
  const [first] = desks;
  expect(await first?.db.selectFrom('pass_types').select('code').orderBy('position').execute()).toEqual([
    { code: 'SINGLE' },
    { code: 'COUPLE' },
  ]);
  await Promise.all(desks.map((desk) => desk.close()));
});

test('what one desk decides by what it has read still holds when it writes', async () => {
  await using store = await openTestStore();
  const other = await joinStore(store.url);
  const takeNext = (desk: typeof other) =>
    change(desk.db, async (within) => {
      const { count } = await within
        .selectFrom('settings')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      await within
        .insertInto('settings')
        .values({ name: `place ${count}`, value: '0' })
        .execute();
    });
  await Promise.all(Array.from({ length: 20 }, (_, turn) => takeNext(turn % 2 === 0 ? store : other)));
  const rows = await store.db.selectFrom('settings').select('name').execute();
  expect(rows.map(({ name }) => name).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `place ${n}`).sort());
  await other.close();
});

test('scans of one desk do not wait for a decision of another', async () => {
  await using store = await openTestStore();
  const other = await joinStore(store.url);
  let decide: () => void = () => undefined;
  const decided = new Promise<void>((resolve) => {
    decide = resolve;
  });
  const slow = change(store.db, async () => decided);
  await together(other.db, (within) => within.selectFrom('passes').selectAll().execute());
  decide();
  await slow;
  await other.close();
});

test('changes that wait for another desk leave the connections to scans', async () => {
  await using store = await openTestStore();
  const desk = await openSharedStore(parseStoreAddress(store.url), {
    now: () => TEST_BEGINS,
    log: testLog(),
    connections: 2,
  });
  let decide: () => void = () => undefined;
  const decided = new Promise<void>((resolve) => {
    decide = resolve;
  });
  const elsewhere = change(store.db, async () => decided);
  const names = ['a', 'b', 'c', 'd'];
  const changes = names.map((name) =>
    change(desk.db, (within) => within.insertInto('settings').values({ name, value: '0' }).execute()),
  );
  await vi.waitFor(() => expect(desk.connections().open).toBe(1));
  const scan = together(desk.db, (within) => within.selectFrom('passes').selectAll().execute());
  expect(desk.connections().waiting).toBe(0);
  expect(await scan).toEqual([]);
  decide();
  await Promise.all([elsewhere, ...changes]);
  const rows = await store.db.selectFrom('settings').select('name').orderBy('name').execute();
  expect(rows.map(({ name }) => name)).toEqual(names);
  await desk.close();
});

test('changes that wait while the store is gone are all refused when the first one is', async () => {
  await using database = await makeDatabase();
  await using relay = await openRelay(database.url);
  const desk = await joinStore(relay.url);
  await migrate(desk.db);
  relay.silence();
  let ran = 0;
  const all = Array.from({ length: 20 }, () =>
    change(desk.db, async (within) => {
      ran += 1;
      await within.selectFrom('settings').selectAll().execute();
    }),
  );
  const ends = await Promise.allSettled(all);
  const reasons = ends.map((end) => (end.status === 'rejected' ? (end.reason as unknown) : null));
  expect(reasons[0]).toBeInstanceOf(StoreAwayError);
  // One error for all: nobody but the first has tried.
  expect(new Set(reasons).size).toBe(1);
  expect(ran).toBe(0);
  await desk.close();
}, 60_000);

test('a snapshot shows one moment, whatever is written meanwhile', async () => {
  await using store = await openTestStore();
  const count = (within: typeof store.db) => within.selectFrom('settings').selectAll().execute();
  const [before, after] = await snapshot(store.db, async (within) => {
    const first = await count(within);
    await store.db.insertInto('settings').values({ name: 'meanwhile', value: '0' }).execute();
    return [first, await count(within)];
  });
  expect(after).toEqual(before);
  expect(await count(store.db)).toHaveLength(1);
});

test('a desk hears of what another one has changed, and its figures are no longer held for true', async () => {
  await using store = await openTestStore();
  const other = await joinStore(store.url);
  const heard: string[] = [];
  other.onHeard((what) => heard.push(what));
  const before = other.changes();
  await store.db.insertInto('settings').values({ name: 'a', value: '0' }).execute();
  await vi.waitFor(() => expect(heard).toEqual(expect.arrayContaining(['settings', 'written'])));
  expect(other.changes()).toBeGreaterThan(before);
  await other.close();
});

test('a duty is held by one desk, and goes on to another when that desk is gone', async () => {
  await using store = await openTestStore();
  const other = await joinStore(store.url);
  expect(await store.holds('77')).toBe(true);
  expect(await store.holds('77')).toBe(true);
  expect(await other.holds('77')).toBe(false);
  await store.close();
  await vi.waitFor(async () => expect(await other.holds('77')).toBe(true));
  await other.close();
});

test('many that ask at once wait for each other, however long, and nobody takes the store for gone', async () => {
  await using store = await openTestStore();
  const many = Array.from({ length: 60 }, () => sql`SELECT pg_sleep(0.3)`.execute(store.db));
  await Promise.all(many);
  expect(store.state()).toMatchObject({ failingSince: null, reopened: 0 });
});

test('a connection that breaks while it is in use is an error of what was asked, and of nothing else', async () => {
  await using store = await openTestStore();
  const unheard: unknown[] = [];
  const hear = (error: unknown) => void unheard.push(error);
  process.on('uncaughtException', hear);
  try {
    let tries = 0;
    const value = await together(store.db, async (within) => {
      tries += 1;
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(within);
      if (tries > 1) return 'done';
      const other = await joinStore(store.url);
      await sql`SELECT pg_terminate_backend(${rows[0]?.pid})`.execute(other.db);
      await vi.waitFor(() => expect(store.state().dead).toBe(true));
      await other.close();
      return within.selectFrom('settings').selectAll().execute();
    });
    expect([value, tries]).toEqual(['done', 2]);
  } finally {
    process.off('uncaughtException', hear);
  }
  expect(unheard).toEqual([]);
});

test('a line that is dead without a word ends what waits at it, long before a statement may take', async () => {
  await using database = await makeDatabase();
  await using relay = await openRelay(database.url);
  const store = await joinStore(relay.url);
  const waiting = sql`SELECT pg_sleep(0.5)`.execute(store.db);
  // Connected, and with what it asked at the server.
  await vi.waitFor(() => expect(store.connections().open).toBe(1));
  relay.silence();
  await expect(Promise.race([waiting, pause(25_000)])).rejects.toThrow(StoreAwayError);
  expect(store.state().dead).toBe(true);

  relay.speak();
  await vi.waitFor(() => expect(store.state().dead).toBe(false), { timeout: 20_000 });
  expect((await sql`SELECT 1 AS answer`.execute(store.db)).rows).toEqual([{ answer: 1 }]);
  await store.close();
});

test('a client that was ended between two statements has lost its connection, as one in the middle of one has', async () => {
  await using database = await makeDatabase();
  const client = new pg.Client(parseStoreAddress(database.url).config);
  await client.connect();
  const waiting = client.query('SELECT pg_sleep(30)').catch((error: unknown) => error);
  const ended = client.end();
  const errors = [await waiting, await client.query('SELECT 1').catch((error: unknown) => error)];
  await ended;
  expect(errors.map(isConnectionLost)).toEqual([true, true]);
});

test('who did not get a turn in time tries again, on a connection that begins anew', async () => {
  await using store = await openTestStore();
  const impatient = await openSharedStore(parseStoreAddress(store.url), {
    now: () => TEST_BEGINS,
    log: testLog(),
    connections: 1,
  });
  const holder = new pg.Client(parseStoreAddress(store.url).config);
  await holder.connect();
  await holder.query(`SELECT pg_advisory_lock(${WRITERS_LOCK})`);
  const insert = change(impatient.db, (within) =>
    within.insertInto('settings').values({ name: 'late', value: '0' }).execute(),
  );
  await vi.waitFor(() => expect(impatient.state().busy).toBe(1), { timeout: 20_000 });
  await holder.end();
  await insert;
  expect(await store.db.selectFrom('settings').select('name').execute()).toEqual([{ name: 'late' }]);
  await impatient.close();
}, 30_000);
