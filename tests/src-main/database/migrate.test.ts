import { compare } from 'bcrypt';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { NewerDatabaseError } from '../../../src-main/database/migrate';
import { earlierFile, fixtureFile, looseRow, openUpgraded } from './earlier-file';

test('a file of the earlier web application keeps its passes', async () => {
  using file = fixtureFile();
  await using office = await openUpgraded(file.file);

  const passes = await office.db.selectFrom('passes').selectAll().orderBy('created_at').execute();
  expect(passes).toHaveLength(40);
  expect(passes.reduce((sum, pass) => sum + pass.amount, 0)).toBe(27_810);
  expect(passes.reduce((sum, pass) => sum + pass.admits, 0)).toBe(53);
  expect(passes[0]).toEqual({
    pass_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name1: 'Aarav Sharma',
    phone1: '+919876500000',
    name2: null,
    phone2: null,
    pass_type: 'SINGLE',
    amount: 549,
    payment_mode: 'CASH',
    txn_info: null,
    timing: '7:00 PM - 11:00 PM',
    created_at: '2024-10-01T09:00:00.000Z',
    scanned_at: '2024-10-01T19:00:30.000Z',
    scanned_by: 'admin1',
    admits: 1,
    sold_by: null,
    sale_id: null,
    holder_key: 'aarav sharma|+919876500000',
    reference_key: null,
    search_text: `aarav sharma\n+919876500000\n${passes[0]?.pass_id}`,
    cancelled_at: null,
    cancelled_by: null,
    erased_at: null,
  });
  expect(passes[2]).toMatchObject({
    payment_mode: 'ONLINE',
    txn_info: 'UPI/2024/0002',
    reference_key: 'upi20240002',
  });
});

test('whoever was let in by the earlier web application is in the scan log, once', async () => {
  using file = fixtureFile();
  await using office = await openUpgraded(file.file);

  const scans = await office.db.selectFrom('scans').selectAll().orderBy('sequence').execute();
  const used = await office.db.selectFrom('passes').select('pass_id').where('scanned_at', 'is not', null).execute();
  expect(new Set(scans.map(({ pass_id }) => pass_id))).toEqual(new Set(used.map(({ pass_id }) => pass_id)));
  expect(scans).toHaveLength(8);
  expect(scans[1]).toMatchObject({
    scan_id: `earlier-${scans[1]?.pass_id}`,
    outcome: 'admitted',
    at: '2024-10-01T19:05:30.000Z',
    scanned_by: 'admin1',
    desk: null,
    people: 1,
  });
});

test('its accounts stay, as administrators with the passwords they had', async () => {
  using file = fixtureFile();
  await using office = await openUpgraded(file.file);

  const accounts = await office.db.selectFrom('admins').selectAll().orderBy('username').execute();
  expect(accounts.map(({ username, role }) => [username, role])).toEqual(
    [1, 2, 3, 4, 5].map((number) => [`admin${number}`, 'administrator']),
  );
  expect(accounts[0]).toMatchObject({
    display_name: 'Admin 1',
    created_at: '2024-09-20T08:01:00.000Z',
    one_time_until: null,
    disabled_at: null,
  });
  expect(await compare('password of admin5', accounts[4]?.password_hash ?? '')).toBe(true);
});

test('a second start finds nothing to do', async () => {
  using file = fixtureFile();
  const first = await openUpgraded(file.file);
  await first.close();
  const before = file.bytes();
  const second = await openUpgraded(file.file);
  expect(second.changes()).toBe(0);
  await second.close();
  expect(file.bytes().equals(before)).toBe(true);
});

test('a file of a newer version is refused by name and left alone', async () => {
  using file = fixtureFile();
  await (await openUpgraded(file.file)).close();
  const newer = new BetterSqlite(file.file);
  newer.exec(`INSERT INTO kysely_migration VALUES ('9999-from-the-future', '2030-01-01T00:00:00.000Z')`);
  newer.close();
  const before = file.bytes();

  await expect(openUpgraded(file.file)).rejects.toThrow(NewerDatabaseError);
  await expect(openUpgraded(file.file)).rejects.toThrow('9999-from-the-future');
  expect(file.bytes().equals(before)).toBe(true);
});

test('a file that cannot be upgraded stays, to the byte, what the earlier web application can go on with', async () => {
  using file = earlierFile({ passes: [looseRow(), looseRow({ name1: 'Second' })] });
  const earlier = new BetterSqlite(file.file);
  // In the way of the new scan log.
  earlier.exec('CREATE TABLE scans (whatever TEXT)');
  earlier.close();
  const before = file.bytes();

  await expect(openUpgraded(file.file)).rejects.toThrow('already exists');
  expect(file.bytes().equals(before)).toBe(true);
});

test('a file that lacks what makes a pass is not upgraded', async () => {
  using file = earlierFile({ schema: ['CREATE TABLE passes (id INTEGER, title TEXT)'] });
  const before = file.bytes();
  await expect(openUpgraded(file.file)).rejects.toThrow('no such column');
  expect(file.bytes().equals(before)).toBe(true);
});

test('columns that a pass can do without may be missing', async () => {
  using file = earlierFile({
    schema: [
      'CREATE TABLE passes (pass_id TEXT PRIMARY KEY, name1 TEXT, phone1 TEXT, pass_type TEXT)',
      'CREATE TABLE admins (username TEXT PRIMARY KEY, password_hash TEXT NOT NULL)',
      "INSERT INTO admins VALUES ('admin1', 'hash')",
    ],
    passes: [{ pass_id: 'P1', name1: 'Asha', phone1: '9876543210', pass_type: 'COUPLE' }],
  });
  await using office = await openUpgraded(file.file);
  expect(await office.db.selectFrom('passes').selectAll().execute()).toMatchObject([
    { pass_id: 'P1', amount: 999, admits: 2, payment_mode: 'CASH', timing: '', created_at: '2024-01-01T00:00:00.000Z' },
  ]);
  expect(await office.db.selectFrom('admins').selectAll().execute()).toMatchObject([
    { username: 'admin1', display_name: null, created_at: '2024-01-01T00:00:00.000Z', role: 'administrator' },
  ]);
});

test('the earlier tables are those of the seed, to the letter, before later migrations build on them', async () => {
  using fresh = earlierFile({ schema: [] });
  await using office = await openUpgraded(fresh.file);
  const indexes = office.sqlite
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'passes' AND sql IS NOT NULL",
    )
    .pluck()
    .all();
  expect(indexes.sort()).toEqual([
    'idx_created_at',
    'idx_pass_type',
    'idx_scanned_at',
    'passes_amount',
    'passes_cancelled',
    'passes_holder',
    'passes_kind',
    'passes_name',
    'passes_reference',
    'passes_to_come',
  ]);
});

test('the schema alone refuses a second admission, a pass of no type and a scan of no pass', async () => {
  using file = fixtureFile();
  await using office = await openUpgraded(file.file);
  const passId = office.sqlite
    .prepare<[], string>('SELECT pass_id FROM passes WHERE scanned_at IS NOT NULL')
    .pluck()
    .get();
  const scan = office.sqlite.prepare(
    `INSERT INTO scans (scan_id, pass_id, code_digest, outcome, at, scanned_by, people) VALUES (?, ?, '', ?, '', 'x', ?)`,
  );

  expect(() => scan.run('again', passId, 'admitted', 1)).toThrow('UNIQUE constraint failed: scans.pass_id');
  expect(() => scan.run('nobody', 'no such pass', 'already-used', 0)).toThrow('FOREIGN KEY');
  expect(() => scan.run('people without admission', passId, 'already-used', 1)).toThrow('CHECK');
  expect(() => scan.run('admission without pass', null, 'admitted', 1)).toThrow('CHECK');
  expect(() => office.sqlite.exec("UPDATE passes SET pass_type = 'VIP'")).toThrow('FOREIGN KEY');
  expect(() => office.sqlite.exec("DELETE FROM pass_types WHERE code = 'SINGLE'")).toThrow('FOREIGN KEY');
  expect(() => office.sqlite.exec("UPDATE passes SET cancelled_at = 'x' WHERE scanned_at IS NOT NULL")).toThrow(
    'CHECK',
  );
  expect(scan.run('refused', passId, 'already-used', 0).changes).toBe(1);
});
