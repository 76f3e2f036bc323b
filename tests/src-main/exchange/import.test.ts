import { describe, expect, test } from 'vitest';
import type { ImportColumn, RowProblem } from '../../../src-shared/contract/exchange';
import { toInstant } from '../../../src-shared/instant';
import { COUPLE, SINGLE } from '../../support/box-office';
import { openStore, type Store, sale } from '../../support/passes-store';

const ID = '019ac4f2-7c00-7000-8000-0000000000aa';
const HEADING = 'type,name1,phone1,name2,phone2,payment,reference,pass id,sold at';
const GOOD = 'SINGLE,Asha,9876500001,,,CASH,,,';

const csvOf = (...rows: string[]) => [HEADING, ...rows].join('\n');
async function preview(store: Store, ...rows: string[]) {
  const csv = csvOf(...rows);
  const { mapping } = await store.exchange.inspect(csv);
  return store.exchange.preview(csv, mapping);
}
async function importAll(store: Store, importId: string, ...rows: string[]) {
  const csv = csvOf(...rows);
  const { mapping } = await store.exchange.inspect(csv);
  return store.exchange.importPasses({ importId, csv, mapping }, 'admin1');
}

test('an inspection shows the headings, the first rows and what the columns seem to be', async () => {
  await using store = await openStore();
  const rows = Array.from({ length: 8 }, (_, index) => `SINGLE,Guest ${index},98765000${index}0,,,CASH,,,`);
  expect(await store.exchange.inspect(csvOf(...rows))).toEqual({
    headings: HEADING.split(','),
    rows: 8,
    sample: rows.slice(0, 5).map((row) => row.split(',')),
    mapping: {
      passType: 0,
      name1: 1,
      phone1: 2,
      name2: 3,
      phone2: 4,
      paymentMode: 5,
      txnInfo: 6,
      passId: 7,
      soldAt: 8,
    },
  });
});

describe('a row is bad with', () => {
  const cases: [string, RowProblem, ImportColumn | null, string, string][] = [
    ['too few cells', 'too-few-cells', null, 'SINGLE,Asha,9876500001', ''],
    ['a type that is not there', 'pass-type-unknown', 'passType', 'VIP,Asha,9876500001,,,CASH,,,', 'VIP'],
    ['no name', 'name-missing', 'name1', 'SINGLE, ,9876500001,,,CASH,,,', ''],
    ['a name like a formula', 'name-invalid', 'name1', 'SINGLE,=1+1,9876500001,,,CASH,,,', '=1+1'],
    ['a name in a broken encoding', 'name-invalid', 'name1', 'SINGLE,Jos\ufffd,9876500001,,,CASH,,,', 'Jos\ufffd'],
    ['a second name like a formula', 'name-invalid', 'name2', 'SINGLE,Asha,9876500001,@x,,CASH,,,', '@x'],
    ['no phone number', 'phone-missing', 'phone1', 'SINGLE,Asha,,,,CASH,,,', ''],
    ['a phone number that cannot exist', 'phone-invalid', 'phone1', 'SINGLE,Asha,9.88E+09,,,CASH,,,', '9.88E+09'],
    ['a second one that cannot exist', 'phone-invalid', 'phone2', 'SINGLE,Asha,9876500001,,12,CASH,,,', '12'],
    ['no second name where two come in', 'second-name-missing', 'name2', 'COUPLE,Asha,9876500001,,,CASH,,,', ''],
    ['a payment nobody knows', 'payment-unknown', 'paymentMode', 'SINGLE,Asha,9876500001,,,later,,,', 'later'],
    ['no reference', 'reference-missing', 'txnInfo', 'SINGLE,Asha,9876500001,,,ONLINE,-,,', '-'],
    ['a reference like a formula', 'reference-invalid', 'txnInfo', 'SINGLE,Asha,9876500001,,,UPI,=x,,', '=x'],
    ['a pass id that is none', 'pass-id-invalid', 'passId', 'SINGLE,Asha,9876500001,,,CASH,,42,', '42'],
    ['a date that is none', 'date-invalid', 'soldAt', 'SINGLE,Asha,9876500001,,,CASH,,,28/11/2026', '28/11/2026'],
  ];
  test.each(cases)('%s', async (_case, problem, column, row, cell) => {
    await using store = await openStore();
    // The first row makes the column one of pass ids.
    const first = `SINGLE,First,9876500009,,,CASH,,${ID},`;
    const csv = csvOf(first, row);
    const mapping = {
      passType: 0,
      name1: 1,
      phone1: 2,
      name2: 3,
      phone2: 4,
      paymentMode: 5,
      txnInfo: 6,
      passId: 7,
      soldAt: 8,
    };
    const seen = await store.exchange.preview(csv, mapping);
    expect(seen).toMatchObject({ good: 1, bad: 1, problems: [{ line: 3, column, problem, cell }] });
  });

  test('everything that is wrong with it, at the line where a spreadsheet shows it', async () => {
    await using store = await openStore();
    const { good, bad, problems } = await preview(store, '"SINGLE","As\nha",9876500001,,,CASH,,,', '', 'VIP,,1,,,x,,,');
    expect({ good, bad }).toEqual({ good: 0, bad: 2 });
    expect(problems.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'name-invalid'],
      [4, 'pass-type-unknown'],
      [4, 'name-missing'],
      [4, 'phone-invalid'],
      [4, 'payment-unknown'],
    ]);
  });
});

describe('a row collides', () => {
  const problems = async (store: Store, ...rows: string[]) =>
    (await preview(store, ...rows)).problems.map(({ line, column, problem }) => [line, column, problem]);

  test('with an earlier row of the file', async () => {
    await using store = await openStore();
    expect(
      await problems(
        store,
        `SINGLE,José,9876500001,,,UPI,UTR-1,${ID},`,
        'SINGLE,JOSE,+91 98765 00001,,,CASH,,,',
        'SINGLE,Ravi,9876500002,,,UPI,utr 1,,',
        `SINGLE,Mira,9876500003,,,CASH,,${ID.toUpperCase()},`,
      ),
    ).toEqual([
      [3, 'name1', 'holder-twice-in-file'],
      [4, 'txnInfo', 'reference-twice-in-file'],
      [5, 'passId', 'pass-id-used'],
    ]);
  });

  test('with a pass that exists, unless that one is cancelled', async () => {
    await using store = await openStore();
    const asha = await store.passes.sell(
      sale({ name1: 'Asha', phone1: '9876500001', paymentMode: 'ONLINE', txnInfo: 'UTR 1' }),
      'admin1',
    );
    const rows = [GOOD, 'SINGLE,Ravi,9876500002,,,UPI,utr1,,', `SINGLE,Mira,9876500003,,,CASH,,${asha.passId},`];
    expect(await problems(store, ...rows)).toEqual([
      [2, 'name1', 'holder-has-pass'],
      [3, 'txnInfo', 'reference-used'],
      [4, 'passId', 'pass-id-used'],
    ]);

    await store.passes.cancel(asha.passId, 'admin1');
    expect(await problems(store, ...rows)).toEqual([[4, 'passId', 'pass-id-used']]);
  });

  test('with the capacity, from the first row that has no place', async () => {
    await using store = await openStore({ types: [{ ...SINGLE, capacity: 3 }, COUPLE] });
    await store.passes.sell(sale(), 'admin1');
    const rows = Array.from({ length: 4 }, (_, index) => `SINGLE,Guest ${index},98765001${index}0,,,CASH,,,`);
    expect(await problems(store, ...rows)).toEqual([
      [4, 'passType', 'sold-out'],
      [5, 'passType', 'sold-out'],
    ]);
  });

  test('and at most 500 of such problems are listed, while all bad rows are counted', async () => {
    await using store = await openStore();
    const seen = await preview(store, ...Array.from({ length: 1_200 }, () => 'VIP,,1,,,CASH,,,'));
    expect(seen).toMatchObject({ good: 0, bad: 1_200 });
    expect(seen.problems).toHaveLength(500);
  });
});

test('a preview sums what would be imported and changes nothing', async () => {
  await using store = await openStore();
  const seen = await preview(store, GOOD, 'Couple,Ravi,9876500002,Mira,,cash,,,', 'VIP,X,1,,,CASH,,,');
  expect(seen).toMatchObject({ good: 2, bad: 1, amount: 1_548, people: 3 });
  expect(await store.countPasses()).toBe(0);
});

describe('an import', () => {
  test('makes passes whose price, people and timing are the office’s', async () => {
    await using store = await openStore();
    expect(
      await importAll(
        store,
        crypto.randomUUID(),
        `couple,Asha,9876500001,Ravi,+442071838750,UPI,UTR 1,${ID},2026-11-20 10:00`,
        GOOD.replace('Asha', 'Mira'),
      ),
    ).toEqual({ imported: 2 });

    expect(await store.passes.get(ID)).toMatchObject({
      name1: 'Asha',
      phone1: '+919876500001',
      name2: 'Ravi',
      phone2: '+442071838750',
      passType: 'COUPLE',
      amount: 999,
      admits: 2,
      paymentMode: 'ONLINE',
      txnInfo: 'UTR 1',
      timing: '7:00 PM - 11:00 PM',
      createdAt: '2026-11-20T04:30:00.000Z',
      soldBy: null,
      scannedAt: null,
      cancelledAt: null,
    });
    const found = await store.passes.search({
      filter: { search: 'mira' },
      sort: 'createdAt',
      descending: false,
      page: 0,
      pageSize: 10,
    });
    expect(found.passes).toMatchObject([{ amount: 549, createdAt: toInstant(store.now()) }]);
    expect(await store.run('SELECT at, imported_by, passes FROM imports')).toEqual([
      { at: toInstant(store.now()), imported_by: 'admin1', passes: 2 },
    ]);
  });

  test('with one bad row changes nothing', async () => {
    await using store = await openStore();
    await expect(importAll(store, crypto.randomUUID(), GOOD, 'SINGLE,Ravi,12,,,CASH,,,')).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { csv: 'invalid' } },
    });
    await expect(importAll(store, crypto.randomUUID(), GOOD, GOOD)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await store.countPasses()).toBe(0);
    expect(await store.run('SELECT * FROM imports')).toEqual([]);
  });

  test('that fails half way leaves nothing behind', async () => {
    await using store = await openStore();
    await store.failInserts('imports');
    await expect(importAll(store, crypto.randomUUID(), GOOD)).rejects.toThrow('no room');
    expect(await store.countPasses()).toBe(0);
  });

  test('that a unique index refused is judged once more', async () => {
    await using store = await openStore();
    const races = await store.loseRaceOnce('INSERT');
    expect(await importAll(store, crypto.randomUUID(), GOOD)).toEqual({ imported: 1 });
    expect(await races()).toBe(2);
  });

  test('of no rows is refused', async () => {
    await using store = await openStore();
    await expect(importAll(store, crypto.randomUUID())).rejects.toMatchObject({
      details: { fields: { csv: 'required' } },
    });
  });

  test('sent again, once or many times at once, gives its first answer', async () => {
    await using store = await openStore();
    const importId = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => importAll(store, importId, GOOD)));
    expect(answers).toEqual(Array(5).fill({ imported: 1 }));
    expect(await importAll(store, importId, GOOD)).toEqual({ imported: 1 });
    expect(await store.countPasses()).toBe(1);
  });

  test('at the same time as another one of the same file imports it once', async () => {
    await using store = await openStore();
    const results = await Promise.allSettled([1, 2, 3].map(() => importAll(store, crypto.randomUUID(), GOOD)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await store.countPasses()).toBe(1);
  });

  test('at the same time as sales never goes beyond the capacity', async () => {
    await using store = await openStore({ types: [{ ...SINGLE, capacity: 10 }] });
    const rows = Array.from({ length: 8 }, (_, index) => `SINGLE,Import ${index},98764000${index}0,,,CASH,,,`);
    await Promise.allSettled([
      ...Array.from({ length: 5 }, () => store.passes.sell(sale(), 'admin1')),
      importAll(store, crypto.randomUUID(), ...rows),
      ...Array.from({ length: 5 }, () => store.passes.sell(sale(), 'admin1')),
    ]);
    expect(await store.countPasses()).toBeLessThanOrEqual(10);
  });

  test('of passes that are off sale here goes through: they were sold elsewhere', async () => {
    await using store = await openStore({ types: [{ ...SINGLE, onSale: false }] });
    expect(await importAll(store, crypto.randomUUID(), GOOD)).toEqual({ imported: 1 });
  });

  test('of a file without a type column takes the only type that there is', async () => {
    await using store = await openStore({ types: [SINGLE] });
    const file = { csv: 'name,phone,payment\nAsha,9876500001,cash', mapping: { name1: 0, phone1: 1, paymentMode: 2 } };
    await store.exchange.importPasses({ importId: crypto.randomUUID(), ...file }, 'admin1');
    expect(await store.countPasses()).toBe(1);

    await store.passTypes.save([SINGLE, COUPLE]);
    expect(await store.exchange.preview(file.csv, file.mapping)).toMatchObject({
      problems: [{ problem: 'pass-type-unknown', column: 'passType' }],
    });
  });
});

test('a large file lets other work through while it is judged and written', async () => {
  await using store = await openStore();
  const rows = Array.from(
    { length: 5_000 },
    (_, index) => `SINGLE,Guest ${index},98765${String(index).padStart(5, '0')},,,CASH,,,`,
  );
  let turns = 0;
  let running = true;
  const turn = () => {
    turns += 1;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  await preview(store, ...rows);
  const duringPreview = turns;
  await importAll(store, crypto.randomUUID(), ...rows);
  running = false;

  expect(duringPreview).toBeGreaterThanOrEqual(20);
  expect(turns - duringPreview).toBeGreaterThanOrEqual(75);
  expect(await store.countPasses()).toBe(5_000);
});
