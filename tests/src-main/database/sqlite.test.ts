import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../../src-main/database/migrate';
import { openSqlite } from '../../../src-main/database/sqlite';
import { UnusableDatabaseError } from '../../../src-main/database/unusable-database';
import { temporaryFolder } from '../../support/box-office';
import { earlierFile, fixtureFile, looseRow, openUpgraded } from './earlier-file';

const NOBODY = 65_534;

test('what is committed survives a power cut: a WAL that is flushed at every commit', async () => {
  using temporary = temporaryFolder();
  await using office = await openUpgraded(path.join(temporary.folder, 'epass.db'));
  const pragma = (name: string): unknown => office.sqlite.pragma(name, { simple: true });

  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('fullfsync')).toBe(1);
  expect(pragma('checkpoint_fullfsync')).toBe(1);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('trusted_schema')).toBe(0);
  expect(pragma('secure_delete')).toBe(1);
});

test('the SQLite inside knows how to keep a WAL while another connection makes its checkpoints', async () => {
  using temporary = temporaryFolder();
  await using office = await openUpgraded(path.join(temporary.folder, 'epass.db'));
  const version = office.sqlite.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
});

test('the count of changes goes up with every row that is written and with nothing else', async () => {
  using file = fixtureFile();
  await using office = await openUpgraded(file.file);
  const before = office.changes();
  await office.db.selectFrom('passes').selectAll().execute();
  await office.db.updateTable('passes').set({ timing: 'later' }).where('pass_id', '=', 'nothing').execute();
  expect(office.changes()).toBe(before);
  await office.db.updateTable('passes').set({ timing: 'later' }).execute();
  expect(office.changes()).toBe(before + 40);
});

test('transactions that are begun together run one after the other', async () => {
  using temporary = temporaryFolder();
  await using office = await openUpgraded(path.join(temporary.folder, 'epass.db'));
  const steps: string[] = [];
  const transaction = (name: string) =>
    office.db.transaction().execute(async (within) => {
      steps.push(`${name} begins`);
      await within.selectFrom('passes').select('pass_id').execute();
      await within.insertInto('settings').values({ name, value: 'null' }).execute();
      steps.push(`${name} ends`);
    });
  await Promise.all([transaction('one'), transaction('two')]);
  expect(steps).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});

test('a transaction takes the write lock at once, so that what it read still holds when it writes', async () => {
  using temporary = temporaryFolder();
  await using office = await openUpgraded(path.join(temporary.folder, 'epass.db'));
  const other = new BetterSqlite(path.join(temporary.folder, 'epass.db'), { timeout: 0 });
  await office.db.transaction().execute(async (within) => {
    await within.selectFrom('settings').selectAll().execute();
    expect(() => other.exec("INSERT INTO settings VALUES ('late', 'null')")).toThrow('locked');
  });
  other.close();
});

test('a disk that is full says so, and the transaction is gone as a whole', async () => {
  using file = earlierFile({ passes: [looseRow()] });
  await using office = await openUpgraded(file.file);
  const pages = Number(office.sqlite.pragma('page_count', { simple: true }));
  office.sqlite.pragma(`max_page_count = ${pages}`);

  const filling = office.db.transaction().execute(async (within) => {
    await within.updateTable('passes').set({ timing: 'lost' }).execute();
    const value = 'x'.repeat(1_000_000);
    await within.insertInto('settings').values({ name: 'too big', value }).execute();
  });
  await expect(filling).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  const passes = await office.db.selectFrom('passes').select('timing').execute();
  expect(passes).toEqual([{ timing: '7:00 PM - 11:00 PM' }]);
});

describe('a file that cannot serve', () => {
  async function reasonOf(file: string): Promise<string> {
    try {
      await using _ = await openUpgraded(file);
      return 'opened';
    } catch (error) {
      if (error instanceof UnusableDatabaseError) return error.reason;
      throw error;
    }
  }

  test('is named when it is not a database', async () => {
    using temporary = temporaryFolder();
    const file = path.join(temporary.folder, 'epass.db');
    const text = 'name,phone\nAsha,98765\n'.repeat(200);
    writeFileSync(file, text);
    expect(await reasonOf(file)).toBe('not-a-database');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('is named when it belongs to another application, and stays as it is', async () => {
    using other = earlierFile({ schema: ['CREATE TABLE bookmarks (url TEXT)'] });
    const before = other.bytes();
    expect(await reasonOf(other.file)).toBe('another-application');
    expect(other.bytes().equals(before)).toBe(true);
  });

  test('is named when it is damaged', async () => {
    using file = earlierFile({
      passes: Array.from({ length: 200 }, (_, index) => looseRow({ name1: `Guest ${index}` })),
    });
    truncateSync(file.file, Math.floor(statSync(file.file).size / 2));
    expect(await reasonOf(file.file)).toBe('damaged');
  });

  test('is named when one page in the midst of it is damaged, before anything is sold on it', async () => {
    using file = earlierFile({
      passes: Array.from({ length: 200 }, (_, index) => looseRow({ name1: `Guest ${index}` })),
    });
    const office = await openUpgraded(file.file);
    const page = office.sqlite
      .prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'passes' AND pagetype = 'leaf' LIMIT 1 OFFSET 5")
      .pluck()
      .get();
    await office.close();
    const bytes = file.bytes();
    bytes.fill(0xff, ((page ?? 1) - 1) * 4_096, (page ?? 1) * 4_096);
    writeFileSync(file.file, bytes);
    expect(await reasonOf(file.file)).toBe('damaged');
  });

  test('is named when it is a folder', async () => {
    using temporary = temporaryFolder();
    mkdirSync(path.join(temporary.folder, 'epass.db'));
    expect(await reasonOf(path.join(temporary.folder, 'epass.db'))).toBe('no-access');
  });

  test('is named when it may only be read', async () => {
    using file = fixtureFile();
    const before = file.bytes();
    chmodSync(file.file, 0o444);
    expect(await asOrdinaryPerson(file.file, () => reasonOf(file.file))).toBe('read-only');
    expect(file.bytes().equals(before)).toBe(true);
  });

  /** The administrator of a machine may write everything, so the test steps down for a moment. */
  async function asOrdinaryPerson<T>(file: string, work: () => Promise<T>): Promise<T> {
    if (process.geteuid?.() !== 0) return work();
    chownSync(path.dirname(file), NOBODY, NOBODY);
    process.seteuid?.(NOBODY);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
    }
  }
});

test('a file that the earlier application left in the middle of a write is rolled back first', async () => {
  using file = earlierFile({ passes: [looseRow({ pass_id: 'sold' })] });
  const writing = new BetterSqlite(file.file);
  // A page cache of nothing makes SQLite write to the file before it commits, which leaves a hot journal behind.
  writing.pragma('cache_size = 1');
  writing.exec('BEGIN');
  const insert = writing.prepare('INSERT INTO passes (pass_id, name1) VALUES (?, ?)');
  for (let number = 0; number < 500; number += 1) insert.run(`half-${number}`, 'x'.repeat(500));
  const torn = { file: readFileSync(file.file), journal: readFileSync(`${file.file}-journal`) };
  writing.exec('ROLLBACK');
  writing.close();
  writeFileSync(file.file, torn.file);
  writeFileSync(`${file.file}-journal`, torn.journal);

  await using office = await openUpgraded(file.file);
  const passes = await office.db.selectFrom('passes').select('pass_id').execute();
  expect(passes).toEqual([{ pass_id: 'sold' }]);
});

test('opening alone changes nothing in a file', async () => {
  using file = fixtureFile();
  const before = file.bytes();
  const opened = openSqlite(file.file);
  await sql`SELECT 1`.execute(opened.db);
  await opened.close();
  expect(file.bytes().equals(before)).toBe(true);
});

test('a new file becomes an office', async () => {
  using temporary = temporaryFolder();
  const opened = openSqlite(path.join(temporary.folder, 'epass.db'));
  await migrate(opened.db);
  const types = await opened.db.selectFrom('pass_types').select(['code', 'price', 'admits']).execute();
  await opened.close();
  expect(types).toEqual([
    { code: 'SINGLE', price: 549, admits: 1 },
    { code: 'COUPLE', price: 999, admits: 2 },
  ]);
});
