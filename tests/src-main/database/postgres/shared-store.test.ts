import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { migrate } from '../../../../src-main/database/migrate';
import { change, snapshot, together } from '../../../../src-main/database/transact';
import { joinStore, makeDatabase, openTestStore } from '../../../support/shared-stores';

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
