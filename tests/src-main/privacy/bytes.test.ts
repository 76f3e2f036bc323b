import { copyFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../src-main/database/migrate';
import { openSqlite } from '../../../src-main/database/sqlite';
import { erasePasses } from '../../../src-main/privacy/erase-passes';
import { createPrivacy } from '../../../src-main/privacy/privacy';
import { emptyWal, wipingOfFile } from '../../../src-main/privacy/wipe';
import { openSettings } from '../../../src-main/settings/settings';
import { toInstant } from '../../../src-shared/instant';
import { TEST_BEGINS, temporaryFolder, testLog } from '../../support/box-office';
import { sale } from '../../support/passes-store';
import { findBytes, openPrivacyStore } from '../../support/privacy-store';

/** Nobody else in these tests is called so. `ä` is stored as typed, and folded where it is searched for. */
const PLANTED = {
  name1: 'Zäzilia Plantedname',
  phone1: '+442071838751',
  name2: 'Yolanda Plantedsecond ☂☃☄',
  phone2: '+442071838752',
  paymentMode: 'ONLINE',
  txnInfo: 'PLANT-ED-0815',
} as const;
const TEXTS = [
  'Zäzilia Plantedname',
  'zazilia plantedname',
  'Plantedname',
  'Plantedsecond',
  '442071838751',
  '442071838752',
  'PLANT-ED-0815',
  'planted0815',
];
/** What the index of words has of three letters in a row, of which the first may be that of the row before. */
const LETTERS = '☃☄';

test('of a person who was erased no byte is left in the database, its WAL, archives and the next copy', async () => {
  await using store = await openPrivacyStore();
  // Enough for pages to have been divided around the planted row.
  for (let guest = 0; guest < 300; guest++) await store.passes.sell(sale(), 'admin1');
  const { passId } = await store.passes.sell(sale({ ...PLANTED, passType: 'COUPLE' }), 'admin1');
  for (let guest = 0; guest < 300; guest++) await store.passes.sell(sale(), 'admin1');
  await store.admit(passId, '2026-11-28T14:00:00.000Z');
  // Pages that another application gave up without overwriting them.
  const careless = new BetterSqlite(store.file);
  careless.pragma('secure_delete = OFF');
  careless.exec(`
    CREATE TABLE careless (text TEXT);
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999)
      INSERT INTO careless SELECT 'Plantedname ' || hex(randomblob(500)) FROM n;
    DROP TABLE careless`);
  careless.close();
  await store.archive('passes-2026-11-28.csv');
  expect(findBytes(store.folder, TEXTS).map((line) => line.split(':')[0])).toContain(
    'backups/csv/passes-2026-11-28.csv',
  );

  await store.privacy.erase([passId], 'admin1');
  await store.privacy.close();
  store.sqlite.prepare('VACUUM INTO ?').run(path.join(store.folder, 'next-backup.db'));

  expect(findBytes(store.folder, [...TEXTS, LETTERS])).toEqual([]);
});

test('of everybody who was erased no byte is left, although pages were divided while they filled up', async () => {
  await using store = await openPrivacyStore();
  // What is left in the middle of divided pages is rare: many rows, in an order that divides pages everywhere.
  store.sqlite.exec(`
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)
    INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, txn_info, timing, created_at, admits,
      holder_key, reference_key, search_text)
    SELECT lower(hex(randomblob(16))), 'Plantedname ' || i, '+442071838751' || i, 'SINGLE', 549, 'ONLINE', 'PLANT-ED-0815-' || i,
      'x', '2026-11-28T10:00:00.000Z', 1, 'plantedname ' || hex(randomblob(4)) || i, hex(randomblob(4)) || 'planted0815' || i,
      'plantedname ' || i || char(10) || '+442071838751' || i FROM n`);
  expect(await store.privacy.eraseAll('admin1')).toEqual({ erased: 5_000 });
  await store.privacy.close();

  expect(findBytes(store.folder, TEXTS)).toEqual([]);
  expect(store.settings.erasureLeft()).toEqual({ files: false, database: false });
});

test('what the earlier web application has left of its passes goes too, deleted rows among it', async () => {
  using temporary = temporaryFolder();
  const file = path.join(temporary.folder, 'epass.db');
  copyFileSync(path.resolve('tests/fixtures/earlier-epass.db'), file);
  const earlier = new BetterSqlite(file);
  earlier
    .prepare(`INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing)
      VALUES ('x', 'Plantedname', '+442071838751', 'SINGLE', 1, 'CASH', 'x')`)
    .run();
  const people = earlier
    .prepare<[], { name: string; phone: string; reference: string | null }>(
      'SELECT name1 AS name, phone1 AS phone, txn_info AS reference FROM passes',
    )
    .all();
  earlier.exec("DELETE FROM passes WHERE pass_id = 'x'");
  earlier.close();
  const texts = [...people.flatMap(({ name, phone, reference }) => [name, phone, reference ?? name]), ...TEXTS];
  expect(findBytes(temporary.folder, texts)).toContain('epass.db: Plantedname');

  const opened = openSqlite(file);
  const { db, changes, close } = opened;
  await migrate(db);
  const settings = await openSettings(db);
  const privacy = createPrivacy({
    db,
    wiping: wipingOfFile(db, () => opened.sqlite),
    settings,
    changes,
    roots: () => [temporary.folder],
    redact: async () => {},
    now: () => TEST_BEGINS,
    log: testLog(),
  });
  expect(await privacy.eraseAll('admin1')).toEqual({ erased: 40 });
  await privacy.close();
  expect(findBytes(temporary.folder, texts)).toEqual([]);
  await close();
});

test('a copy that is being read keeps the WAL for a while, and no byte outlasts it', async () => {
  await using store = await openPrivacyStore();
  const { passId } = await store.passes.sell(sale(PLANTED), 'admin1');
  const reader = new BetterSqlite(store.file, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM passes').get();

  expect(await store.privacy.erase([passId], 'admin1')).toMatchObject({ erased: 1 });
  expect(findBytes(store.folder, TEXTS)).not.toEqual([]);
  expect(store.settings.erasureLeft()).toEqual({ files: false, database: true });
  reader.close();
  await store.privacy.close();
  expect(findBytes(store.folder, TEXTS)).toEqual([]);
});

test('an erasure that a crash has cut short is finished when the office opens again', async () => {
  await using store = await openPrivacyStore();
  const { passId } = await store.passes.sell(sale(PLANTED), 'admin1');
  await store.archive('passes.csv');
  // As far as the commit.
  await store.db.transaction().execute(async (within) => {
    await erasePasses(within, [passId], toInstant(store.now()));
    await store.settings.write(within, 'erasureLeft', { files: true, database: true });
  });
  await store.settings.reload();

  const redacted: string[][] = [];
  const reopened = store.reopenPrivacy({ redact: async (passIds) => void redacted.push([...passIds]) });
  await reopened.check();
  await reopened.close();
  expect(redacted).toEqual([[passId]]);
  expect(findBytes(store.folder, TEXTS)).toEqual([]);
});

test('the file is written anew in a lull, and not while somebody sells', async () => {
  let look = async () => {};
  await using store = await openPrivacyStore({
    every: (_milliseconds, work) => {
      look = work;
      return () => {
        look = async () => {};
      };
    },
  });
  const { passId } = await store.passes.sell(sale(PLANTED), 'admin1');
  await store.privacy.erase([passId], 'admin1');
  for (let sold = 0; sold < 10; sold++) {
    await look();
    await store.passes.sell(sale(), 'admin1');
  }
  for (let quiet = 0; quiet < 5; quiet++) await look();
  expect(store.settings.erasureLeft()).toEqual({ files: false, database: true });
  await look();
  expect(store.settings.erasureLeft()).toEqual({ files: false, database: false });
});

test('after a restore everything is gone over once more, because the file was another one a moment ago', async () => {
  await using store = await openPrivacyStore();
  const { passId } = await store.passes.sell(sale(PLANTED), 'admin1');
  await store.privacy.erase([passId], 'admin1');
  await store.privacy.close();
  expect(store.settings.erasureLeft()).toEqual({ files: false, database: false });

  const redacted: string[][] = [];
  const restored = store.reopenPrivacy({ restored: true, redact: async (passIds) => void redacted.push([...passIds]) });
  await restored.check();
  expect(redacted).toEqual([[passId]]);
  expect(store.settings.erasureLeft()).toEqual({ files: false, database: true });
  await restored.close();
  expect(store.settings.erasureLeft()).toEqual({ files: false, database: false });
});

test('emptying the WAL waits for nobody, and whoever writes afterwards waits for a lock as before', async () => {
  await using store = await openPrivacyStore();
  const timeout = () => Number(store.sqlite.pragma('busy_timeout', { simple: true }));
  expect(await emptyWal(store.db, () => store.sqlite, 1_000)).toBe(true);
  expect(timeout()).toBe(5_000);

  const reader = new BetterSqlite(store.file);
  reader.exec('BEGIN; SELECT count(*) FROM passes');
  const asked: string[] = [];
  const handle = () => ({
    pragma: (source: string) => {
      asked.push(`${timeout()} ${source}`);
      return store.sqlite.pragma(source, { simple: source === 'busy_timeout' });
    },
  });
  await store.passes.sell(sale(), 'admin1');
  expect(await emptyWal(store.db, handle, 200)).toBe(false);
  reader.close();
  expect(asked.filter((line) => line.includes('TRUNCATE'))).toContain('0 wal_checkpoint(TRUNCATE)');
  expect(timeout()).toBe(5_000);
});

test('what was deleted is overwritten at once, long before the file is written anew', async () => {
  await using store = await openPrivacyStore();
  const { passId } = await store.passes.sell(sale(PLANTED), 'admin1');
  await store.privacy.erase([passId], 'admin1');
  expect(store.settings.erasureLeft().database).toBe(true);
  expect(findBytes(store.folder, TEXTS)).toEqual([]);
});
