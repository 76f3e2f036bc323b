import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sale } from '../../../src-shared/contract/passes';
import { fromInstant, Instant, toInstant } from '../../../src-shared/instant';
import { COUPLE, SINGLE, TEST_BEGINS } from '../../support/box-office';
import { exportedCsv } from '../../support/exported-csv';
import { openStore, type Store } from '../../support/passes-store';

const LARGE = { code: 'TABLE-10', label: '10 at a table', price: 4_321, admits: 10, capacity: null, onSale: true };
const EVENT = { timeZone: 'Europe/Berlin', country: 'IN', currency: { code: 'EUR', decimals: 2 } };

/** What breaks files: signs of CSV and of formulas, digits, apostrophes, marks, scripts, directions. */
const nasty = fc.string({
  unit: fc.constantFrom(...`,;"'|=+-@＝ 019.:/eE%‘Zéपि中ا😀\u0301\u200f\u00a0`),
  minLength: 1,
  maxLength: 14,
});
const text = fc.oneof(nasty, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }));
const phone = fc
  .tuple(fc.constantFrom('+9198765', '098765', '+4420718', '+1212555', '+4915112'), fc.integer({ min: 0, max: 99_999 }))
  .map(([prefix, rest]) => `${prefix}${String(rest).padStart(5, '0')}`);
const guest = fc.record({
  passType: fc.constantFrom('SINGLE', 'COUPLE', 'TABLE-10'),
  name1: text,
  phone1: phone,
  name2: text,
  phone2: fc.option(phone, { nil: undefined }),
  paymentMode: fc.constantFrom('CASH' as const, 'ONLINE' as const),
  txnInfo: fc.option(text, { nil: undefined }),
  /** Milliseconds before the tests begin. */
  soldBefore: fc.nat(200 * 86_400_000),
  afterwards: fc.constantFrom('nothing', 'admitted', 'cancelled'),
});

const open = () => openStore({ event: EVENT, types: [SINGLE, COUPLE, LARGE] });

type Guest = typeof guest extends fc.Arbitrary<infer T> ? T : never;

async function sellTo(store: Store, { soldBefore, afterwards, ...details }: Guest) {
  const parsed = Sale.safeParse({ saleId: crypto.randomUUID(), ...details });
  if (!parsed.success) return;
  store.setClock(TEST_BEGINS - soldBefore);
  const sold = await store.passes.sell(parsed.data, 'admin1').catch(() => null);
  store.setClock(TEST_BEGINS);
  if (!sold) return;
  if (afterwards === 'admitted') await store.admit(sold.passId, '2026-11-28T12:00:00.000Z', 'gate1');
  if (afterwards === 'cancelled') await store.passes.cancel(sold.passId, 'admin1');
}

/** All that a file carries; it tells moments of admission and cancellation to the second. */
async function everything(store: Store) {
  const { passes, ...sums } = await store.passes.search({
    filter: {},
    sort: 'createdAt',
    descending: false,
    page: 0,
    pageSize: 200,
  });
  const toSecond = (at: Instant | null) => at && toInstant(Math.floor(fromInstant(at) / 1_000) * 1_000);
  return {
    ...sums,
    passes: passes.map(({ cancelledAt, scannedAt, ...pass }) => ({
      ...pass,
      cancelledAt: toSecond(cancelledAt),
      scannedAt: toSecond(scannedAt),
    })),
  };
}

async function carryOver(from: Store, to: Store) {
  const csv = await exportedCsv(from.exchange);
  const { mapping } = await to.exchange.inspect(csv);
  const preview = await to.exchange.preview(csv, mapping);
  await to.exchange.importPasses({ importId: crypto.randomUUID(), csv, mapping }, 'admin1');
  return preview;
}

test('what one office exports is the same passes, and the same sums, in the office that imports it', async () => {
  await using from = await open();
  await using to = await open();
  let carried = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(guest, { minLength: 4, maxLength: 25 }), async (guests) => {
      for (const store of [from, to]) {
        for (const table of ['scans', 'passes', 'imports']) await store.run(`DELETE FROM ${table}`);
      }
      for (const one of guests) await sellTo(from, one);
      const before = await everything(from);
      fc.pre(before.total > 0);
      const preview = await carryOver(from, to);
      carried += before.total;

      expect(preview).toEqual({
        good: before.total,
        bad: 0,
        amount: before.amount,
        people: before.people,
        problems: [],
      });
      expect(await everything(to)).toEqual(before);
    }),
    { numRuns: 25 },
  );
  expect(carried).toBeGreaterThan(50);
});

test('a pass that was admitted at one office counts as admitted, once, at the office that imports it', async () => {
  await using from = await open();
  await using to = await open();
  const sale = Sale.parse({
    saleId: crypto.randomUUID(),
    passType: 'SINGLE',
    name1: 'Asha',
    phone1: '9876543210',
    paymentMode: 'CASH',
  });
  const { passId } = await from.passes.sell(sale, 'admin1');
  await from.admit(passId, '2026-11-28T12:00:00.000Z', 'gate1');
  await carryOver(from, to);

  expect(await to.passes.get(passId)).toMatchObject({ scannedAt: '2026-11-28T12:00:00.000Z', scannedBy: 'gate1' });
  expect(await to.run('SELECT pass_id, outcome, at, scanned_by, people FROM scans')).toEqual([
    {
      pass_id: passId,
      outcome: 'admitted',
      at: Instant.parse('2026-11-28T12:00:00.000Z'),
      scanned_by: 'gate1',
      people: 1,
    },
  ]);
  await expect(to.passes.cancel(passId, 'admin1')).rejects.toMatchObject({ code: 'conflict' });
});
