import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchWords } from '../../../src-main/passes/pass-keys';
import type { Input } from '../../../src-shared/contract/operation';
import type { Pass, PassFilter, PassSort, passesContract } from '../../../src-shared/contract/passes';
import { openStore, type Store } from '../../support/passes-store';

type Search = Input<(typeof passesContract)['passes.search']>;
type Row = Pass & { readonly searchText: string };

/** More than are looked at one by one, so that lists are gone through by an index. */
const PASSES = 9_000;
/** Most of them are of one kind; some kinds, states and names are rare, and one word is in nearly all. */
const FILL = `
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${PASSES})
  INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, sold_by,
    search_text, scanned_at, scanned_by, cancelled_at)
  SELECT 'P' || ((n * 7919) % 10007), 'Guest ' || n, '+9198' || (10000000 + n),
    CASE WHEN n % 3 = 0 THEN 'COUPLE' WHEN n % 601 = 0 THEN 'VIP' ELSE 'SINGLE' END, 500 + (n % 4) * 10,
    CASE WHEN n % 500 = 1 THEN 'ONLINE' ELSE 'CASH' END, '',
    '2026-11-' || (10 + n % 15) || 'T1' || (n % 10) || ':' || (10 + n % 50) || ':00.000Z', 1 + n % 2,
    CASE WHEN n % 5 = 0 THEN NULL WHEN n % 97 = 1 THEN 'seller9' ELSE 'seller' || (n % 2) END,
    CASE WHEN n % 100 = 0 THEN 'asha ' WHEN n % 7 = 0 THEN 'ravi ' ELSE 'xu ' END || 'guest ' || n
      || CASE WHEN n % 1000 = 7 THEN ' qz' WHEN n % 1500 = 9 THEN ' ñंß中"''%_\\' WHEN n % 2 = 0 THEN ' हिन्दी' ELSE '' END,
    CASE WHEN n % 4 = 1 THEN '2026-11-28T19:' || (10 + n % 50) || ':00.000Z' END,
    CASE WHEN n % 4 = 1 THEN 'gate1' END,
    CASE WHEN n % 40 = 2 THEN '2026-11-27T19:00:00.000Z' END
  FROM numbers`;

/** The rare one comes between the common ones. */
const TYPES = ['SINGLE', 'VIP', 'COUPLE'];

let store: Store;
let rows: readonly Row[];

beforeAll(async () => {
  store = await openStore({
    event: { timeZone: 'UTC' },
    types: TYPES.map((code) => ({
      code,
      label: code,
      price: 500,
      admits: 2,
      capacity: null,
      onSale: true,
    })),
  });
  await store.run(FILL);
  const all = await Promise.all(
    Array.from({ length: PASSES / 200 }, (_, page) =>
      store.passes.search({ filter: {}, sort: 'createdAt', descending: true, page, pageSize: 200 }),
    ),
  );
  const texts = await store.db.selectFrom('passes').select(['pass_id', 'search_text']).execute();
  const textOf = new Map(texts.map(({ pass_id, search_text }) => [pass_id, search_text]));
  rows = all.flatMap(({ passes }) => passes.map((pass) => ({ ...pass, searchText: textOf.get(pass.passId) ?? '' })));
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

/** Common, rare and never sold; of one letter and of many; of several scripts, and signs that databases read otherwise. */
const WORDS = [
  'asha',
  'ravi',
  'guest',
  'gue st',
  'guest 1',
  'q',
  'qz',
  'nobody',
  '+9198',
  '123',
  '12',
  'xu gu',
  'guest 4321',
  'हिन्दी',
  'हि',
  'ñ',
  'ंß',
  '中',
  '中"',
  '"\'',
  '%',
  '_',
  '%_\\',
  '\\',
  "'",
  '"',
  'xu guest 9',
  'guest\u0000',
];
const partsOf = (word: string) => {
  const letters = Array.from(word);
  return fc
    .tuple(fc.nat(letters.length - 1), fc.nat(letters.length))
    .map(([from, length]) => letters.slice(from, from + 1 + length).join(''));
};
const maybe = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const filters: fc.Arbitrary<PassFilter> = fc
  .record({
    search: fc.option(fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS).chain(partsOf)), {
      nil: undefined,
    }),
    passType: maybe('SINGLE', 'COUPLE', 'VIP'),
    paymentMode: maybe('CASH', 'ONLINE'),
    soldBy: maybe('seller0', 'seller1', 'seller9', 'nobody'),
    state: maybe('admitted', 'to-come', 'cancelled'),
    soldFrom: maybe('2026-11-01', '2026-11-12', '2026-11-20'),
    soldTo: maybe('2026-11-10', '2026-11-22', '2026-12-01'),
  })
  .map((filter) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)));
/** Mostly one thing is asked for at a time. */
const fewer = fc
  .tuple(filters, fc.constantFrom('search', 'passType', 'paymentMode', 'soldBy', 'state', 'soldFrom'))
  .map(([filter, only]) => Object.fromEntries(Object.entries(filter).filter(([name]) => name === only)));

function letsThrough(filter: PassFilter, row: Row): boolean {
  const day = row.createdAt.slice(0, 10);
  const state = row.cancelledAt !== null ? 'cancelled' : row.scannedAt !== null ? 'admitted' : 'to-come';
  return (
    searchWords(filter.search ?? '').every((word) => row.searchText.includes(word)) &&
    (filter.passType ?? row.passType) === row.passType &&
    (filter.paymentMode ?? row.paymentMode) === row.paymentMode &&
    (filter.soldBy ?? row.soldBy) === row.soldBy &&
    (filter.state ?? state) === state &&
    (filter.soldFrom ?? day) <= day &&
    (filter.soldTo ?? day) >= day
  );
}

const SORTED_BY: Readonly<Record<PassSort, (row: Row) => string | number | null>> = {
  createdAt: (row) => row.createdAt,
  name1: (row) => row.searchText,
  passType: (row) => TYPES.indexOf(row.passType),
  amount: (row) => row.amount,
  scannedAt: (row) => row.scannedAt,
};

/** What very many passes are sorted by where they are equal in what was asked for. */
const THEN_BY: Readonly<Partial<Record<PassSort, (row: Row) => string | null>>> = {
  passType: (row) => row.createdAt,
  scannedAt: (row) => (row.scannedAt === null ? row.createdAt : null),
};
const MANY = 2_000;

function compare(one: string | number | null, other: string | number | null, descending: boolean): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other === descending ? 1 : -1;
}

describe('among thousands of passes', () => {
  test('a list has what the filter lets through, in order, without a gap or a double', {
    timeout: 300_000,
  }, async () => {
    const searches = fc.record({
      filter: fc.oneof(filters, fewer, fc.constant({})),
      sort: fc.constantFrom<PassSort>('createdAt', 'name1', 'passType', 'amount', 'scannedAt'),
      descending: fc.boolean(),
      from: fc.double({ min: 0, max: 1.05, noNaN: true }),
      pageSize: fc.constantFrom(7, 50, 200),
    });
    await fc.assert(
      fc.asyncProperty(searches, async ({ from, ...search }) => {
        const { filter, sort, descending, pageSize } = search;
        const through = rows.filter((row) => letsThrough(filter, row));
        const page = Math.floor((from * through.length) / pageSize);
        const found = await store.passes.search({ ...search, page });

        const by = SORTED_BY[sort];
        const thenBy = (row: Row) => (through.length > MANY ? (THEN_BY[sort]?.(row) ?? null) : null);
        const sorted = through.toSorted(
          (one, other) => compare(by(one), by(other), descending) || compare(thenBy(one), thenBy(other), descending),
        );
        const expected = sorted.slice(page * pageSize, (page + 1) * pageSize);
        const keysOf = (row: Row) => [by(row), thenBy(row)];
        expect(found.passes.map((pass) => keysOf(toRow(pass)))).toEqual(expected.map(keysOf));
        expect(found.passes.every((pass) => letsThrough(filter, toRow(pass)))).toBe(true);
        expect(new Set(found.passes.map(({ passId }) => passId)).size).toBe(found.passes.length);
        await expectNeighbours({ ...search, page }, found.passes);
        expectSums(found, through, filter);
      }),
      { numRuns: 150 },
    );
  });

  test('far inside a list its pages are the same from the page beside them, from one kind and state to the next', {
    timeout: 300_000,
  }, async () => {
    const searches = fc.record({
      filter: fc.constantFrom<PassFilter>({}, { search: 'guest' }, { paymentMode: 'CASH' }),
      sort: fc.constantFrom<PassSort>('createdAt', 'name1', 'passType', 'amount', 'scannedAt'),
      descending: fc.boolean(),
      // Anywhere, and about where the types and the admitted ones end.
      from: fc.oneof(...[2_300, 3_000, 4_500, 6_000].map((at) => fc.integer({ min: at - 200, max: at + 200 }))),
      pageSize: fc.constantFrom(7, 50),
    });
    await fc.assert(
      fc.asyncProperty(searches, async ({ from, ...search }) => {
        const page = Math.floor(from / search.pageSize);
        const { passes } = await store.passes.search({ ...search, page });
        await expectNear({ ...search, page }, passes);
      }),
      { numRuns: 80 },
    );
  });
});

function toRow(pass: Pass): Row {
  const row = rows.find(({ passId }) => passId === pass.passId);
  if (!row) throw new Error('a pass that was never sold');
  return row;
}

/** What is on the next page is not on this one. */
async function expectNeighbours(search: Search, passes: readonly Pass[]): Promise<void> {
  const next = await store.passes.search({ ...search, page: search.page + 1 });
  const here = new Set(passes.map(({ passId }) => passId));
  expect(next.passes.filter(({ passId }) => here.has(passId))).toEqual([]);
}

/** From a page that was shown the pages around it are the same, and so is the page itself. */
async function expectNear(search: Search, [first]: readonly Pass[]): Promise<void> {
  if (!first) return;
  const near = { page: search.page, passId: first.passId };
  for (const page of [search.page - 3, search.page - 1, search.page, search.page + 1, search.page + 3]) {
    if (page < 0) continue;
    const [there, plain] = [
      await store.passes.search({ ...search, page, near }),
      await store.passes.search({ ...search, page }),
    ];
    expect(there.passes).toEqual(plain.passes);
    if (!plain.isMore) expect(there).toEqual(plain);
    // The page that somebody comes from stays one of the list.
    if (plain.isMore && page < search.page) expect(there.total).toBeGreaterThan(search.page * search.pageSize);
  }
  const gone = await store.passes.search({ ...search, near: { page: search.page, passId: 'gone' } });
  expect(gone.passes.map(({ passId }) => passId)).toContain(first.passId);
}

function expectSums(
  found: { total: number; isMore: boolean; people: number | null; amount: number | null },
  through: readonly Row[],
  filter: PassFilter,
): void {
  const inSums = through.filter(({ cancelledAt }) => cancelledAt === null || filter.state === 'cancelled');
  if (found.isMore) {
    expect(found).toMatchObject({ people: null, amount: null });
    expect(through.length).toBeGreaterThanOrEqual(found.total);
    return;
  }
  expect(found).toMatchObject({
    total: through.length,
    people: inSums.reduce((sum, { admits }) => sum + admits, 0),
    amount: inSums.reduce((sum, { amount }) => sum + amount, 0),
  });
}
