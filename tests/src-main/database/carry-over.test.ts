import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmount, readInstant } from '../../../src-main/database/migrations/earlier/earlier-values';
import { Pass } from '../../../src-shared/contract/passes';
import { type Cell, earlierFile, type LooseRow, looseRow, openUpgraded } from './earlier-file';

/** The passes of a file with these rows, after its upgrade, in the order of the rows. */
async function upgrade(rows: readonly LooseRow[]) {
  using file = earlierFile({ passes: rows });
  await using office = await openUpgraded(file.file);
  return {
    passes: await office.db.selectFrom('passes').selectAll().orderBy('created_at').orderBy('pass_id').execute(),
    scans: await office.db.selectFrom('scans').selectAll().execute(),
    types: await office.db.selectFrom('pass_types').selectAll().orderBy('position').execute(),
  };
}

async function upgradeOne(details: LooseRow) {
  const { passes, scans, types } = await upgrade([looseRow(details)]);
  return { pass: passes[0], scan: scans[0], types };
}

test.each<[Cell, string | null]>([
  ['2024-10-01 19:45:00', '2024-10-01T19:45:00.000Z'],
  ['2024-10-01 19:45:00.123456', '2024-10-01T19:45:00.123Z'],
  ['2024-10-01T19:45:00', '2024-10-01T19:45:00.000Z'],
  ['2024-10-01T19:45:00Z', '2024-10-01T19:45:00.000Z'],
  ['2024-10-01T19:45:00.5+05:30', '2024-10-01T14:15:00.500Z'],
  ['2024-10-01 19:45:00+00:00', '2024-10-01T19:45:00.000Z'],
  ['2024-10-01 19:45', '2024-10-01T19:45:00.000Z'],
  ['2024-10-01', '2024-10-01T00:00:00.000Z'],
  ['  2024-10-01 19:45:00 ', '2024-10-01T19:45:00.000Z'],
  [1_727_811_900, '2024-10-01T19:45:00.000Z'],
  [1_727_811_900.25, '2024-10-01T19:45:00.250Z'],
  [1_727_811_900_000, '2024-10-01T19:45:00.000Z'],
  [1_727_811_900_000_000, '2024-10-01T19:45:00.000Z'],
  ['1727811900', '2024-10-01T19:45:00.000Z'],
  ['2024-02-30 10:00:00', null],
  ['2024-13-01 10:00:00', null],
  ['2024-10-01 25:00:00', null],
  ['0001-01-01 00:00:00', null],
  ['yesterday', null],
  ['', null],
  [0, null],
  [1, null],
  [null, null],
])('a moment written as %j is %j', (written, instant) => {
  expect(readInstant(written)).toBe(instant);
});

test.each<[Cell, number | null]>([
  [549, 549],
  [0, 0],
  [549.5, 550],
  ['549.00', 549],
  ['₹1,299', 1_299],
  [-5, 0],
  ['free', null],
  [null, null],
])('an amount written as %j is %j', (written, amount) => {
  expect(readAmount(written)).toBe(amount);
});

test('any moment that Python wrote is read back to the millisecond', () => {
  const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.constantFrom(' ', 'T'), (moment, between) => {
      const iso = moment.toISOString();
      expect(readInstant(iso.replace('T', between).replace('Z', '000'))).toBe(iso);
    }),
  );
});

test('a pass whose time of use is illegible stays used', async () => {
  for (const scanned_at of ['yes', 1, '', '2024-02-30 10:00:00', Buffer.from('x')]) {
    const { pass, scan } = await upgradeOne({ scanned_at, scanned_by: null });
    expect(pass).toMatchObject({ scanned_at: '2024-10-01T10:00:00.000Z', scanned_by: 'unknown' });
    expect(scan).toMatchObject({ outcome: 'admitted', pass_id: pass?.pass_id, scanned_by: 'unknown', people: 1 });
  }
});

test('somebody who let a pass in keeps the name in the file, also without an account', async () => {
  const { pass, scan } = await upgradeOne({ scanned_at: '2024-10-01 19:45:00', scanned_by: 'left-long-ago' });
  expect(pass).toMatchObject({ scanned_at: '2024-10-01T19:45:00.000Z', scanned_by: 'left-long-ago' });
  expect(scan).toMatchObject({ at: '2024-10-01T19:45:00.000Z', scanned_by: 'left-long-ago' });
});

test('a pass that does not say when it was sold counts as the first one of its file', async () => {
  const { passes } = await upgrade([
    looseRow({ pass_id: 'A', created_at: '2024-10-02 10:00:00' }),
    looseRow({ pass_id: 'B', created_at: 'garbage' }),
    looseRow({ pass_id: 'C', created_at: null }),
    looseRow({ pass_id: 'D', created_at: '2024-10-01 10:00:00' }),
  ]);
  expect(passes.map(({ pass_id, created_at }) => [pass_id, created_at.slice(0, 10)])).toEqual([
    ['B', '2024-10-01'],
    ['C', '2024-10-01'],
    ['D', '2024-10-01'],
    ['A', '2024-10-02'],
  ]);
});

test('phone numbers become international where such a number exists, and stay as found where none does', async () => {
  const { pass } = await upgradeOne({ phone1: '098765 43210', phone2: '12345' });
  expect(pass).toMatchObject({ phone1: '+919876543210', phone2: '12345' });
  expect((await upgradeOne({ phone1: 9_876_543_210 })).pass?.phone1).toBe('+919876543210');
  expect((await upgradeOne({ phone1: '+1 212 555 2368' })).pass?.phone1).toBe('+12125552368');
});

test('of passes that turn out to be for one holder the first sold keeps the key, and all of them stay', async () => {
  const { passes } = await upgrade([
    looseRow({ pass_id: 'later', phone1: '+919876543210', created_at: '2024-10-02 10:00:00' }),
    looseRow({ pass_id: 'earlier', name1: ' asha  RAO ', created_at: '2024-10-01 10:00:00' }),
  ]);
  expect(passes.map(({ pass_id, holder_key }) => [pass_id, holder_key])).toEqual([
    ['earlier', 'asha rao|+919876543210'],
    ['later', null],
  ]);
});

test('of online payments with one reference the first keeps the key; cash has none', async () => {
  const online = { payment_mode: 'ONLINE', txn_info: 'UPI 77' };
  const { passes } = await upgrade([
    looseRow({ ...online, pass_id: 'A', name1: 'One' }),
    looseRow({ ...online, pass_id: 'B', name1: 'Two', txn_info: 'upi-77' }),
    looseRow({ ...online, pass_id: 'C', name1: 'Three', txn_info: null }),
    looseRow({ pass_id: 'D', name1: 'Four', txn_info: 'paid in coins' }),
  ]);
  expect(passes.map(({ reference_key }) => reference_key)).toEqual(['upi77', null, null, null]);
  expect(passes.map(({ txn_info }) => txn_info)).toEqual(['UPI 77', 'upi-77', null, 'paid in coins']);
});

test('blanks are nothing, and what a pass must have becomes empty rather than lost', async () => {
  const blank = { name1: ' ', phone1: '', name2: '  ', phone2: '', txn_info: ' ', timing: null };
  const { pass } = await upgradeOne(blank);
  expect(pass).toMatchObject({ name1: '', phone1: '', name2: null, phone2: null, txn_info: null, timing: '' });
  expect(pass?.holder_key).toBeNull();
});

test('a couple without a second name, and an online payment without a reference, are carried over', async () => {
  const { pass } = await upgradeOne({ pass_type: 'COUPLE', amount: 999, payment_mode: 'ONLINE' });
  expect(pass).toMatchObject({ admits: 2, name2: null, payment_mode: 'ONLINE', txn_info: null, reference_key: null });
});

test('unknown types come off sale at the amount most of their passes cost', async () => {
  const { passes, types } = await upgrade([
    looseRow({ pass_id: 'A', pass_type: 'Vip table', amount: 2_000, name2: 'Guest' }),
    looseRow({ pass_id: 'B', pass_type: 'VIP TABLE', amount: 1_500 }),
    looseRow({ pass_id: 'C', pass_type: 'vip table', amount: 1_500 }),
    looseRow({ pass_id: 'D', pass_type: ' single', amount: 0 }),
    looseRow({ pass_id: 'E', pass_type: null, amount: null }),
    looseRow({ pass_id: 'F', pass_type: '★', amount: 10 }),
  ]);
  expect(types.slice(2)).toEqual([
    { code: 'VIP_TABLE', label: 'Vip table', price: 1_500, admits: 2, capacity: null, on_sale: 0, position: 2 },
    { code: 'OTHER', label: 'Other', price: 10, admits: 1, capacity: null, on_sale: 0, position: 3 },
  ]);
  expect(passes.map(({ pass_type, amount }) => [pass_type, amount])).toEqual([
    ['VIP_TABLE', 2_000],
    ['VIP_TABLE', 1_500],
    ['VIP_TABLE', 1_500],
    ['SINGLE', 0],
    ['OTHER', 10],
    ['OTHER', 10],
  ]);
});

test('another way to pay than cash was online, and its name is kept where there is no reference', async () => {
  expect((await upgradeOne({ payment_mode: 'UPI' })).pass).toMatchObject({ payment_mode: 'ONLINE', txn_info: 'UPI' });
  expect((await upgradeOne({ payment_mode: 'cash' })).pass).toMatchObject({ payment_mode: 'CASH', txn_info: null });
  expect((await upgradeOne({ payment_mode: 'online' })).pass).toMatchObject({ payment_mode: 'ONLINE', txn_info: null });
});

test('ids that are not UUIDs stay, because codes were signed over them; a row without one gets one', async () => {
  const { passes, scans } = await upgrade([
    looseRow({ pass_id: 'PASS 7', name1: 'One', scanned_at: '2024-10-01 19:45:00' }),
    looseRow({ pass_id: null, name1: 'Two', scanned_at: '2024-10-01 19:46:00' }),
    looseRow({ pass_id: '', name1: 'Three' }),
  ]);
  expect(passes.map(({ pass_id }) => pass_id)).toEqual(['PASS 7', 'earlier-row-2', 'earlier-row-3']);
  expect(scans.map(({ scan_id }) => scan_id)).toEqual(['earlier-PASS 7', 'earlier-earlier-row-2']);
});

test('whatever is in a file, no pass is lost, none that was used is fresh again, and all of them can be shown', {
  timeout: 120_000,
}, async () => {
  const cell = fc.oneof(
    fc.constantFrom<Cell>(null, '', ' ', 'SINGLE', 'COUPLE', 'CASH', 'ONLINE', '9876543210', '2024-10-01 10:00:00'),
    fc.string({ maxLength: 12 }),
    fc.double(),
    fc.integer(),
    fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
  );
  const names = Object.keys(looseRow()).filter((name) => name !== 'pass_id');
  const row = fc.record(Object.fromEntries(names.map((name) => [name, cell])));

  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (broken) => {
      const rows = broken.map((details, index) => looseRow({ ...details, pass_id: `P${index}` }));
      const { passes, scans } = await upgrade(rows);
      expect(passes).toHaveLength(rows.length);
      expect(new Set(passes.map(({ pass_id }) => pass_id))).toEqual(new Set(rows.map(({ pass_id }) => pass_id)));

      const used = new Set(rows.filter(({ scanned_at }) => scanned_at !== null).map(({ pass_id }) => pass_id));
      const carried = passes.filter(({ scanned_at }) => scanned_at !== null);
      expect(new Set(carried.map(({ pass_id }) => pass_id))).toEqual(used);
      expect(scans).toHaveLength(used.size);
      expect(new Set(scans.map(({ pass_id }) => pass_id))).toEqual(used);
      for (const pass of passes) {
        Pass.parse({
          passId: pass.pass_id,
          name1: pass.name1,
          phone1: pass.phone1,
          name2: pass.name2,
          phone2: pass.phone2,
          passType: pass.pass_type,
          passTypeLabel: pass.pass_type,
          admits: pass.admits,
          amount: pass.amount,
          paymentMode: pass.payment_mode,
          txnInfo: pass.txn_info,
          timing: pass.timing,
          createdAt: pass.created_at,
          soldBy: pass.sold_by,
          scannedAt: pass.scanned_at,
          scannedBy: pass.scanned_by,
          cancelledAt: pass.cancelled_at,
          cancelledBy: pass.cancelled_by,
        });
      }
    }),
    { numRuns: 60 },
  );
});
