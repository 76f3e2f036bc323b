import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { PassFilter } from '../../../src-shared/contract/passes';
import { exportedCsv } from '../../support/exported-csv';
import { openStore, type Store, sale } from '../../support/passes-store';

const exported = (store: Store, filter: PassFilter = {}) => exportedCsv(store.exchange, filter);
function parse(text: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true }).data;
}
/** Many passes, quickly. */
async function fill(store: Store, count: number): Promise<void> {
  await store.run(
    `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
     INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text)
     SELECT 'id-' || substr(CAST(100000 + i AS TEXT), 2), 'Guest', '+919876543210', 'SINGLE', 549, 'CASH', 'x',
       '2026-11-' || substr(CAST(101 + i / 1000 AS TEXT), 2) || 'T10:00:00.000Z', 1, '' FROM n`,
  );
}

test('a pass is a row that people and spreadsheets can read', async () => {
  await using store = await openStore({ event: { currency: { code: 'EUR', decimals: 2 } } });
  const pass = await store.passes.sell(
    sale({
      passType: 'COUPLE',
      name1: 'Asha "Ash" Rao, Jr.',
      phone1: '9876500001',
      name2: '007',
      phone2: '+442071838750',
      paymentMode: 'ONLINE',
      txnInfo: '123456789012345678',
    }),
    'admin1',
  );
  await store.admit(pass.passId, '2026-11-28T14:00:00.000Z', 'gate1');

  const text = await exported(store);
  expect(text.startsWith('\ufeff"Pass ID","Pass type",')).toBe(true);
  expect(text.endsWith('"\r\n')).toBe(true);
  expect(parse(text)).toEqual([
    {
      'Pass ID': pass.passId,
      'Pass type': 'COUPLE',
      'Type label': 'Couple',
      People: '2',
      'Name 1': 'Asha "Ash" Rao, Jr.',
      'Phone 1': "'+919876500001",
      'Name 2': "'007",
      'Phone 2': "'+442071838750",
      Payment: 'ONLINE',
      Reference: "'123456789012345678",
      Amount: '9.99',
      Currency: 'EUR',
      Timing: "'7:00 PM - 11:00 PM".slice(1),
      'Sold at': '2026-11-28 18:00:00',
      'Sold at (UTC)': '2026-11-28T12:30:00.000Z',
      'Sold by': 'admin1',
      'Admitted at': '2026-11-28 19:30:00',
      'Admitted by': 'gate1',
      'Cancelled at': '',
      'Erased at': '',
    },
  ]);
});

test('every field is in quotes and no cell runs as a formula, not even one of an earlier file', async () => {
  await using store = await openStore();
  await store.passes.sell(sale(), 'admin1');
  await store.db
    .updateTable('passes')
    .set({ name1: '=cmd|calc', name2: ' ＝1+1', txn_info: '@SUM(A1)', timing: '-1', sold_by: '\t=1' })
    .execute();
  const [, row = ''] = (await exported(store)).split('\r\n');

  expect(row).toContain(`"'=cmd|calc"`);
  for (const cell of Object.values(parse(await exported(store))[0] ?? {}))
    expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
  expect(row.replace(/"(?:[^"]|"")*"/g, '').replaceAll(',', '')).toBe('');
});

test('a large file comes in pieces that together are every pass once, in the order of their sale', async () => {
  await using store = await openStore();
  await fill(store, 4_500);
  const pieces = [];
  let cursor: string | null | undefined;
  do {
    const piece = await store.exchange.exportPiece({ filter: {}, ...(cursor ? { cursor } : {}) });
    pieces.push(piece);
    cursor = piece.cursor;
  } while (cursor !== null);

  expect(pieces.map(({ rows }) => rows)).toEqual([2_000, 2_000, 500]);
  expect(pieces.map(({ total }) => total)).toEqual([4_500, 4_500, 4_500]);
  const ids = parse(pieces.map(({ text }) => text).join('')).map((row) => row['Pass ID']);
  expect(ids).toEqual(Array.from({ length: 4_500 }, (_, index) => `id-${String(index).padStart(5, '0')}`));
  expect(pieces.every(({ text }) => text.endsWith('\r\n'))).toBe(true);
});

test('a number of rows that fills its pieces exactly ends with an empty piece or none', async () => {
  await using store = await openStore();
  await fill(store, 4_000);
  expect(parse(await exported(store))).toHaveLength(4_000);
});

test('a pass that is sold while the file is made is not in it, not even one of the same millisecond', async () => {
  await using store = await openStore();
  await fill(store, 2_500);
  await store.passes.sell(sale({ name1: 'Before' }), 'admin1');
  const first = await store.exchange.exportPiece({ filter: {} });
  await store.passes.sell(sale({ name1: 'During' }), 'admin1');
  store.wait(60_000);
  await store.passes.sell(sale({ name1: 'After' }), 'admin1');
  const second = await store.exchange.exportPiece({ filter: {}, cursor: first.cursor ?? '' });

  expect([first.total, second.total, first.rows + second.rows]).toEqual([2_501, 2_501, 2_501]);
  expect(second.cursor).toBeNull();
  expect(second.text).toContain('Before');
  expect(second.text).not.toMatch(/During|After/);
});

test('a file has what the filter lets through', async () => {
  await using store = await openStore();
  await store.passes.sell(sale({ name1: 'Cash' }), 'admin1');
  await store.passes.sell(sale({ name1: 'Online', paymentMode: 'ONLINE', txnInfo: 'U1' }), 'admin1');
  expect(parse(await exported(store, { paymentMode: 'ONLINE' })).map((row) => row['Name 1'])).toEqual(['Online']);
});

test('a file of nothing has its headings', async () => {
  await using store = await openStore();
  const piece = await store.exchange.exportPiece({ filter: {} });
  expect(piece).toMatchObject({ rows: 0, total: 0, cursor: null });
  expect(piece.text).toMatch(/^\ufeff"Pass ID",.*"\r\n$/);
});

test.each([
  ['Winter Gala', 'winter-gala-passes-2026-11-28.csv'],
  ['Été: Fête/../', 'ete-fete-passes-2026-11-28.csv'],
  ['शीत उत्सव', 'passes-2026-11-28.csv'],
])('the file of %j is called %s', async (name, fileName) => {
  await using store = await openStore({ event: { name } });
  expect(await store.exchange.exportPiece({ filter: {} })).toMatchObject({ fileName });
});

test.each(['', 'x', '1|2|3', 'NaN|a|b|c|d', '1|a|b|c|d|e'])(
  'a cursor such as %j that no piece gave is refused',
  async (cursor) => {
    await using store = await openStore();
    await expect(store.exchange.exportPiece({ filter: {}, cursor })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { cursor: 'invalid' } },
    });
  },
);
