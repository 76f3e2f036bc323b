import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { engineOf } from '../../src-main/database/engine';
import { remakeFigures } from '../../src-main/database/figures/figures';
import { migrate } from '../../src-main/database/migrate';
import { type Database, openSqlite } from '../../src-main/database/sqlite';
import { change } from '../../src-main/database/transact';
import { remakeWords } from '../../src-main/database/words/words';
import { createPasses } from '../../src-main/passes/passes';
import { findPeople } from '../../src-main/privacy/people';
import { createReports } from '../../src-main/reports/reports';
import { createGateSearch } from '../../src-main/scans/gate-search';
import { openSettings } from '../../src-main/settings/settings';
import type { PassFilter, PassSort } from '../../src-shared/contract/passes';
import { TEST_BEGINS, TEST_EVENT, temporaryFolder } from '../support/box-office';
import { type PostgresServer, startPostgres } from '../support/postgres-server';
import { joinStore, makeDatabase } from '../support/shared-stores';
import { makeListIndexes, NAMES, sellMany, withoutLists } from './many-sold';
import { printTable } from './table';

/** `EPASS_BENCH_PASSES=1000000` measures that size alone. */
const asked = Number(process.env['EPASS_BENCH_PASSES'] ?? Number.NaN);
const SIZES = Number.isNaN(asked) ? [500, 100_000, 1_000_000] : [asked];
const TIMES = 40;
const PAGE = 50;
/** Of so many places deep inside a list, each is gone on from several times. */
const DEEP = 10;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

/** What the pages of a desk and the phones ask for, each time with other words, on both engines in one run. */
test.each(SIZES)('lists and figures at %i passes', async (passes) => {
  const engines = [
    { engine: 'SQLite', ...(await measureFile(passes)) },
    { engine: 'PostgreSQL', ...(await measureStore(passes)) },
  ];
  const [file, store] = engines;
  if (!file || !store) throw new Error('both are measured');
  printTable(
    `${passes} passes: until each is answered, in milliseconds, ${TIMES} times`,
    Object.keys(file.took).map((what) => ({
      what,
      'SQLite p50': quantile(file.took[what], 0.5),
      p95: quantile(file.took[what], 0.95),
      'PostgreSQL p50': quantile(store.took[what], 0.5),
      'p95 ': quantile(store.took[what], 0.95),
    })),
  );
  printTable(
    `${passes} passes: bringing an event up to what lists go by, in seconds`,
    engines.map(({ engine, indexes, words }) => ({ engine, 'indexes of passes': indexes, 'index of words': words })),
  );
});

async function measureFile(passes: number) {
  using temporary = temporaryFolder();
  const { db, changes, close } = openSqlite(path.join(temporary.folder, 'epass.db'));
  try {
    return await measure(db, changes, passes);
  } finally {
    await close();
  }
}

async function measureStore(passes: number) {
  await using database = await makeDatabase(server.url);
  const store = await joinStore(database.url);
  try {
    return await measure(store.db, store.changes, passes);
  } finally {
    await store.close();
  }
}

async function measure(db: Database, changes: () => number, passes: number) {
  await migrate(db);
  const settings = await openSettings(db);
  await settings.save('event', TEST_EVENT);
  await withoutLists(db);
  await sellMany(db, passes);
  const indexes = await seconds(() => makeListIndexes(db));
  const words = await seconds(() => change(db, remakeWords));
  await change(db, remakeFigures);
  // A server does that by itself, some minutes later.
  await sql.raw(engineOf(db) === 'postgres' ? 'VACUUM ANALYZE' : 'ANALYZE passes').execute(db);

  const { search } = createPasses({ db, settings, now: () => TEST_BEGINS });
  let asking = 0;
  const reports = createReports({ db, settings, changes: () => changes() + asking, nameOf: (id) => id });
  const findAtGate = createGateSearch(db);
  const sample = await db
    .selectFrom('passes')
    .select(['pass_id', 'phone1', 'name1'])
    .where('pass_id', 'in', await everyNth(db, Math.floor(passes / TIMES)))
    .execute();
  const of = (time: number) => sample[time % sample.length] ?? { pass_id: '', phone1: '', name1: '' };
  /** Mostly zeros, which nearly every number and id has somewhere. */
  const lowest = (await db.selectFrom('passes').select('phone1').orderBy('phone1').limit(TIMES).execute()).map(
    ({ phone1 }) => phone1.slice(4, 11),
  );
  const list =
    (filterOf: (time: number) => PassFilter, sort: PassSort = 'createdAt', page: (time: number) => number = () => 0) =>
    (time: number) =>
      search({ filter: filterOf(time), sort, descending: time % 2 === 0, page: page(time), pageSize: PAGE });
  const pages = Math.floor(passes / PAGE);
  const middle = (time: number) => Math.floor((pages * (time + 1)) / (TIMES + 2));
  /** As somebody asks who turns page after page in the midst of it: from where the page before begins. */
  const turning = async (filter: PassFilter, sort: PassSort, part = 1) => {
    const lists = Array.from({ length: DEEP }, (_, time) => ({
      filter,
      sort,
      descending: time % 2 === 0,
      pageSize: PAGE,
      page: Math.floor(part * middle((time * TIMES) / DEEP)),
    }));
    const firsts: string[] = [];
    for (const list of lists) firsts.push((await search(list)).passes[0]?.passId ?? '');
    return (time: number) => {
      const at = time % DEEP;
      const { page, ...list } = lists[at] ?? { page: 0, filter, sort, descending: true, pageSize: PAGE };
      return search({ ...list, page: page + 1, near: { page, passId: firsts[at] ?? '' } });
    };
  };
  const day = (time: number) => `2026-11-${10 + (time % 15)}`;
  const first = (time: number) => NAMES[time]?.first ?? '';
  const last = (time: number) => NAMES[time]?.last ?? '';

  const questions: Readonly<Record<string, (time: number) => Promise<unknown>>> = {
    'newest passes': list(() => ({})),
    'a common word (1 %)': list((time) => ({ search: first(time) })),
    'a whole name': list((time) => ({ search: of(time).name1 })),
    'the middle of a word': list((time) => ({ search: last(time).slice(1, 5) })),
    'what all have (+91)': list(() => ({ search: '+91' })),
    'two letters': list((time) => ({ search: first(time).slice(0, 2) })),
    'a letter that nobody has': list(() => ({ search: 'q' })),
    'two letters that nobody has': list(() => ({ search: 'aq' })),
    'seven digits of a number': list((time) => ({ search: of(time).phone1.slice(4, 11) })),
    'digits that many have in another order': list((time) => ({ search: lowest[time % lowest.length] ?? '' })),
    'a pass id': list((time) => ({ search: of(time).pass_id })),
    'nothing that there is': list((time) => ({ search: `${first(time)}${last(time)}` })),
    'a common word, by name': list((time) => ({ search: first(time) }), 'name1'),
    'a day': list((time) => ({ soldFrom: day(time), soldTo: day(time) })),
    'a common kind': list(() => ({ passType: 'SINGLE', paymentMode: 'CASH' })),
    'a rare kind': list(() => ({ passType: 'VIP', soldBy: 'seller2' })),
    admitted: list(() => ({ state: 'admitted' })),
    cancelled: list(() => ({ state: 'cancelled' })),
    'a day, a kind and a state': list((time) => ({
      soldFrom: day(time),
      soldTo: day(time),
      passType: 'COUPLE',
      state: 'to-come',
    })),
    'a common word of a rare kind': list((time) => ({ search: first(time), passType: 'VIP', soldBy: 'seller2' })),
    'a common word of a day': list((time) => ({ search: first(time), soldFrom: day(time), soldTo: day(time) })),
    'a page deep inside': list(() => ({}), 'createdAt', middle),
    'the last page': list(
      () => ({}),
      'createdAt',
      () => pages - 1,
    ),
    'by name': list(() => ({}), 'name1'),
    'by name, deep inside': await turning({}, 'name1'),
    'by name, deep inside, from its address': list(() => ({}), 'name1', middle),
    'by amount, deep inside, from its address': list(() => ({}), 'amount', middle),
    'by type, deep inside, from its address': list(() => ({}), 'passType', middle),
    'by admission, deep inside, from its address': list(() => ({}), 'scannedAt', middle),
    'a common kind, deep inside, from its address': list(
      () => ({ passType: 'SINGLE' }),
      'createdAt',
      (time) => Math.floor(0.6 * middle(time)),
    ),
    'by amount': list(() => ({}), 'amount'),
    'by amount, deep inside': await turning({}, 'amount'),
    'by type': list(() => ({}), 'passType'),
    'by admission': list(() => ({}), 'scannedAt'),
    'by type, deep inside': await turning({}, 'passType'),
    'by admission, deep inside': await turning({}, 'scannedAt'),
    'a common kind, deep inside': await turning({ passType: 'SINGLE' }, 'createdAt', 0.6),
    'a common kind and state, deep inside': await turning({ passType: 'SINGLE', state: 'to-come' }, 'createdAt', 0.3),
    dashboard: () => {
      asking += 1;
      return reports.dashboard();
    },
    'figures of the gate': () => reports.gate(),
    'the gate looks a name up': (time) => findAtGate(of(time).name1),
    'the gate looks a common name up': (time) => findAtGate(first(time)),
    'what is known of a person': (time) => findPeople(db, of(time).phone1, 'UTC'),
  };
  const took: Record<string, number[]> = {};
  for (const [what, ask] of Object.entries(questions)) {
    await ask(TIMES);
    took[what] = [];
    for (let time = 0; time < TIMES; time += 1) took[what].push((await seconds(() => ask(time))) * 1_000);
  }
  return { took, indexes, words };
}

/** Ids of passes from all over the office, in the order of their phone numbers. */
async function everyNth(db: Database, nth: number): Promise<string[]> {
  const ids = await db.selectFrom('passes').select('pass_id').orderBy('phone1').execute();
  return ids.filter((_, index) => index % nth === 0).map(({ pass_id }) => pass_id);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const beganAt = performance.now();
  await work();
  return (performance.now() - beganAt) / 1_000;
}

function quantile(values: readonly number[] = [], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
}
