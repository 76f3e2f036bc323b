import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Input } from '../../../src-shared/contract/operation';
import type { PassFilter, passesContract } from '../../../src-shared/contract/passes';
import { toInstant } from '../../../src-shared/instant';
import { openStore, type Store, sale } from '../../support/passes-store';

type Search = Input<(typeof passesContract)['passes.search']>;

function search(store: Store, filter: PassFilter = {}, rest: Partial<Omit<Search, 'filter'>> = {}) {
  return store.passes.search({ filter, sort: 'createdAt', descending: false, page: 0, pageSize: 50, ...rest });
}
async function names(store: Store, filter: PassFilter = {}, rest: Partial<Omit<Search, 'filter'>> = {}) {
  return (await search(store, filter, rest)).passes.map(({ name1 }) => name1);
}

describe('a search', () => {
  test('finds names, phone numbers, references and pass ids', async () => {
    await using store = await openStore();
    const { passId } = await store.passes.sell(
      sale({
        passType: 'COUPLE',
        name1: 'José Núñez',
        phone1: '9876500001',
        name2: 'Ravi',
        phone2: '+44 20 7183 8750',
        paymentMode: 'ONLINE',
        txnInfo: 'UTR-4093',
      }),
      'admin1',
    );
    await store.passes.sell(sale({ name1: 'Asha', phone1: '9876500002' }), 'admin1');

    for (const typed of ['jose', 'NÚÑEZ ravi', '98765 00001', '098765-00001', '7183 8750', 'utr4093', passId]) {
      expect(await names(store, { search: typed })).toEqual(['José Núñez']);
    }
    expect(await names(store, { search: 'jose asha' })).toEqual([]);
  });

  test('takes the signs of LIKE for themselves', async () => {
    await using store = await openStore();
    for (const name1 of ['a_b', 'axb', '50%', '50 percent', 'c\\d', 'cd'])
      await store.passes.sell(sale({ name1 }), 'x');

    expect(await names(store, { search: 'a_b' })).toEqual(['a_b']);
    expect(await names(store, { search: '50%' })).toEqual(['50%']);
    expect(await names(store, { search: 'c\\d' })).toEqual(['c\\d']);
    expect(await names(store, { search: '%' })).toEqual(['50%']);
  });

  test('finds any part of any name that was sold', async () => {
    await using store = await openStore();
    const typed = fc.string({ unit: fc.constantFrom(...'aé_%\\\'" Zß中अा'), minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(typed, fc.nat(), fc.nat(), async (text, from, length) => {
        const name1 = `n${text}`.trim().replace(/\s+/g, ' ');
        const { passId } = await store.passes.sell(sale({ name1 }), 'admin1');
        const letters = [...name1];
        const start = from % letters.length;
        const part = letters.slice(start, start + 1 + (length % letters.length)).join('');
        const found = await search(store, { search: part }, { pageSize: 200, descending: true });
        expect(found.passes.map((pass) => pass.passId)).toContain(passId);
      }),
      { numRuns: 150 },
    );
  });
});

describe('filters', () => {
  test('by type, payment, seller and state all hold together', async () => {
    await using store = await openStore();
    const single = await store.passes.sell(sale({ name1: 'Single' }), 'admin1');
    await store.passes.sell(sale({ name1: 'Couple', passType: 'COUPLE', name2: 'Ravi' }), 'seller1');
    await store.passes.sell(sale({ name1: 'Online', paymentMode: 'ONLINE', txnInfo: 'U1' }), 'seller1');
    const gone = await store.passes.sell(sale({ name1: 'Gone' }), 'seller1');
    await store.admit(single.passId, toInstant(store.now()));
    await store.passes.cancel(gone.passId, 'admin1');

    expect(await names(store, { passType: 'COUPLE' })).toEqual(['Couple']);
    expect(await names(store, { paymentMode: 'ONLINE' })).toEqual(['Online']);
    expect(await names(store, { soldBy: 'seller1', paymentMode: 'CASH' })).toEqual(['Couple', 'Gone']);
    expect(await names(store, { state: 'admitted' })).toEqual(['Single']);
    expect(await names(store, { state: 'to-come' })).toEqual(['Couple', 'Online']);
    expect(await names(store, { state: 'cancelled' })).toEqual(['Gone']);
  });

  test('of more kinds than a statement has parts are found all the same', async () => {
    await using store = await openStore();
    await store.run(`
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 600)
      INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, sold_by,
        search_text)
      SELECT 'P' || n, 'Guest', '', 'SINGLE', 500, 'CASH', '', '2026-11-28T10:00:00.000Z', 1, 'seller' || n, 'guest'
      FROM numbers`);
    expect(await search(store, {})).toMatchObject({ total: 600, people: 600 });
    expect(await search(store, { passType: 'SINGLE' })).toMatchObject({ total: 600, people: 600 });
    expect(await search(store, { soldBy: 'seller77' })).toMatchObject({ total: 1 });
  });

  test('by day mean the days of the event, from midnight to midnight on its clocks', async () => {
    await using store = await openStore({ event: { timeZone: 'Asia/Kolkata' } });
    for (const at of [
      '2026-11-27T18:29:59.999Z',
      '2026-11-27T18:30:00.000Z',
      '2026-11-28T18:29:59.999Z',
      '2026-11-28T18:30:00.000Z',
    ]) {
      store.setClock(Date.parse(at));
      await store.passes.sell(sale({ name1: at }), 'admin1');
    }
    expect(await names(store, { soldFrom: '2026-11-28', soldTo: '2026-11-28' })).toEqual([
      '2026-11-27T18:30:00.000Z',
      '2026-11-28T18:29:59.999Z',
    ]);
    expect(await names(store, { soldFrom: '2026-11-29' })).toEqual(['2026-11-28T18:30:00.000Z']);
    expect(await names(store, { soldTo: '2026-11-27' })).toEqual(['2026-11-27T18:29:59.999Z']);
  });

  test('by day cover the 25 hours of the day on which clocks go back', async () => {
    await using store = await openStore({ event: { timeZone: 'Europe/Berlin' } });
    for (const at of [
      '2026-10-24T21:59:59.999Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T22:59:59.999Z',
      '2026-10-25T23:00:00.000Z',
    ]) {
      store.setClock(Date.parse(at));
      await store.passes.sell(sale({ name1: at }), 'admin1');
    }
    expect(await names(store, { soldFrom: '2026-10-25', soldTo: '2026-10-25' })).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T22:59:59.999Z',
    ]);
  });

  test('by the first and the last day that can be written let everything through', async () => {
    await using store = await openStore();
    await store.passes.sell(sale({ name1: 'Asha' }), 'admin1');
    expect(await names(store, { soldFrom: '0000-01-01', soldTo: '9999-12-31' })).toEqual(['Asha']);
  });
});

describe('the list', () => {
  test('sorts by each column, both ways, with passes that have no value last', async () => {
    await using store = await openStore();
    const first = await store.passes.sell(sale({ name1: 'élan', passType: 'COUPLE', name2: 'x' }), 'admin1');
    store.wait(1_000);
    const second = await store.passes.sell(sale({ name1: 'Zoe' }), 'admin1');
    store.wait(1_000);
    await store.passes.sell(sale({ name1: 'eva' }), 'admin1');
    await store.admit(second.passId, toInstant(store.now()));
    await store.admit(first.passId, toInstant(store.now() + 1_000));

    expect(await names(store, {}, { sort: 'createdAt' })).toEqual(['élan', 'Zoe', 'eva']);
    expect(await names(store, {}, { sort: 'createdAt', descending: true })).toEqual(['eva', 'Zoe', 'élan']);
    expect(await names(store, {}, { sort: 'name1' })).toEqual(['élan', 'eva', 'Zoe']);
    expect(await names(store, {}, { sort: 'passType' })).toEqual(['Zoe', 'eva', 'élan']);
    expect(await names(store, {}, { sort: 'amount', descending: true })).toEqual(['élan', 'eva', 'Zoe']);
    expect(await names(store, {}, { sort: 'scannedAt' })).toEqual(['Zoe', 'élan', 'eva']);
    expect(await names(store, {}, { sort: 'scannedAt', descending: true })).toEqual(['élan', 'Zoe', 'eva']);
  });

  test('comes in pages without a gap or a double, also for passes of one moment', async () => {
    await using store = await openStore();
    for (let index = 0; index < 23; index += 1) await store.passes.sell(sale(), 'admin1');
    const pages = await Promise.all(
      [0, 1, 2, 3].map((page) => search(store, {}, { sort: 'amount', page, pageSize: 7 })),
    );

    expect(pages.map(({ passes }) => passes.length)).toEqual([7, 7, 7, 2]);
    expect(new Set(pages.flatMap(({ passes }) => passes.map(({ passId }) => passId))).size).toBe(23);
    expect(pages.every(({ total }) => total === 23)).toBe(true);
  });

  test('gives the sums of everything the filter lets through, without cancelled passes unless they are asked for', async () => {
    await using store = await openStore();
    await store.passes.sell(sale(), 'admin1');
    await store.passes.sell(sale({ passType: 'COUPLE', name2: 'Ravi' }), 'admin1');
    const gone = await store.passes.sell(sale({ passType: 'COUPLE', name2: 'Mira' }), 'admin1');
    await store.passes.cancel(gone.passId, 'admin1');

    expect(await search(store, {}, { pageSize: 1 })).toMatchObject({ total: 3, people: 3, amount: 1_548 });
    expect(await search(store, { state: 'cancelled' })).toMatchObject({ total: 1, people: 2, amount: 999 });
    expect(await search(store, { search: 'nobody' })).toEqual({
      passes: [],
      total: 0,
      isMore: false,
      people: 0,
      amount: 0,
    });
  });
});
