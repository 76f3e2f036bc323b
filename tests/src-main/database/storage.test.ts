import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../support/box-office';
import { openJournalStore, replayed } from '../journal/journal-store';
import { openUpgraded } from './earlier-file';

/** Makes the next write fail the way SQLite does when the disk does not take it. */
function failWrites(sqlite: BetterSqlite.Database, code = 'SQLITE_IOERR_WRITE'): void {
  sqlite.function('disk', () => {
    throw new BetterSqlite.SqliteError('disk I/O error', code);
  });
  sqlite.exec('CREATE TEMP TRIGGER failing BEFORE INSERT ON settings BEGIN SELECT disk(); END');
}

test('after an I/O error the file is opened anew for whoever comes next, with its journal', async () => {
  await using store = await openJournalStore();
  const copy = store.snapshot();
  await store.setting('before', '');
  const before = store.storage.handle;
  failWrites(before);

  await expect(store.setting('failed', '')).rejects.toMatchObject({ code: 'SQLITE_IOERR_WRITE' });
  expect(store.storage.state()).toMatchObject({ dead: true });
  expect(store.storage.state().failingSince).not.toBeNull();

  await store.setting('after', '');
  expect(store.storage.handle).not.toBe(before);
  expect(before.open).toBe(false);
  expect(store.storage.state()).toMatchObject({ dead: false, failingSince: null, reopened: 1 });
  expect(store.storage.handle.pragma('synchronous', { simple: true })).toBe(2);
  expect(store.storage.handle.pragma('foreign_keys', { simple: true })).toBe(1);
  const rows = store.rows();
  await store.close();
  expect(replayed(copy, [store.folder])).toMatchObject({ state: 'complete', last: 2, rows });
});

test.for(['SQLITE_IOERR_FSYNC', 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_CANTOPEN', 'SQLITE_READONLY_DBMOVED'])(
  'a connection that met %s is not used again',
  async (code) => {
    await using store = await openJournalStore();
    failWrites(store.storage.handle, code);
    await expect(store.setting('failed', '')).rejects.toMatchObject({ code });
    await store.setting('after', '');
    expect(store.storage.state()).toMatchObject({ reopened: 1, dead: false });
  },
);

test.for(['SQLITE_FULL', 'SQLITE_BUSY'])('a connection that met %s goes on', async (code) => {
  await using store = await openJournalStore();
  failWrites(store.storage.handle, code);
  await expect(store.setting('failed', '')).rejects.toMatchObject({ code });
  expect(store.storage.state().dead).toBe(false);
  expect(store.storage.state().failingSince === null).toBe(code !== 'SQLITE_FULL');
  store.storage.handle.exec('DROP TRIGGER failing');
  await store.setting('after', '');
  expect(store.storage.state()).toMatchObject({
    reopened: 0,
    failingSince: null,
    busy: code === 'SQLITE_BUSY' ? 1 : 0,
  });
});

test('nothing of a transaction that met an I/O error stays, even if its work goes on regardless', async () => {
  await using store = await openJournalStore();
  const stubborn = store.db.transaction().execute(async (within) => {
    await within.insertInto('settings').values({ name: 'first', value: '1' }).execute();
    failWrites(store.storage.handle);
    const write = (name: string) => within.insertInto('settings').values({ name, value: '1' }).execute();
    await write('second').catch(() => undefined);
    store.storage.handle.exec('DROP TRIGGER failing');
    await write('third').catch(() => undefined);
  });
  await expect(stubborn).rejects.toMatchObject({ code: 'SQLITE_IOERR_WRITE' });
  const names = await store.db.selectFrom('settings').select('name').execute();
  expect(names).toEqual([]);
});

test('while the file is gone every use is refused as a failing disk, and no other file is made in its place', {
  timeout: 60_000,
}, async () => {
  await using store = await openJournalStore();
  await store.setting('before', '');
  const file = path.join(store.folder, 'epass.db');
  failWrites(store.storage.handle);
  await expect(store.setting('failed', '')).rejects.toThrow();
  renameSync(file, `${file}.away`);

  await expect(store.setting('failed', '')).rejects.toMatchObject({ code: 'SQLITE_IOERR_WRITE' });
  await expect(store.setting('failed', '')).rejects.toMatchObject({ code: 'SQLITE_IOERR_WRITE' });
  expect(() => new BetterSqlite(file, { fileMustExist: true })).toThrow();

  renameSync(`${file}.away`, file);
  // Nobody has to ask: it is tried every second.
  await vi.waitUntil(() => !store.storage.state().dead, { timeout: 30_000, interval: 20 });
  await store.setting('after', '');
  expect(store.storage.state().failingSince).toBeNull();
});

test('another file that has come to lie under the name is not written to', async () => {
  await using store = await openJournalStore();
  await store.setting('before', '');
  const copy = store.snapshot('copy.db');
  await store.setting('since then', '');
  failWrites(store.storage.handle);
  await expect(store.setting('failed', '')).rejects.toThrow();
  // SQLite would take the WAL of the other one for its own.
  for (const suffix of ['-wal', '-shm']) writeFileSync(`${store.folder}/epass.db${suffix}`, '');
  renameSync(copy, path.join(store.folder, 'epass.db'));
  await expect(store.setting('lost?', '')).rejects.toMatchObject({ code: 'SQLITE_IOERR_WRITE' });
  expect(store.storage.state().dead).toBe(true);
});

test('the count of changes never goes back, so that no figure is taken for a newer one', async () => {
  await using store = await openJournalStore();
  await store.setting('before', '');
  const before = store.storage.changes();
  failWrites(store.storage.handle);
  await expect(store.setting('failed', '')).rejects.toThrow();
  await store.db.selectFrom('settings').selectAll().execute();
  expect(store.storage.changes()).toBeGreaterThan(before);
});

test('what a thread had set of the connection is set of the next one too', async () => {
  await using store = await openJournalStore();
  store.storage.pragma('wal_autocheckpoint = 0');
  failWrites(store.storage.handle);
  await expect(store.setting('failed', '')).rejects.toThrow();
  await store.setting('after', '');
  expect(store.storage.handle.pragma('wal_autocheckpoint', { simple: true })).toBe(0);
});

test('whoever waits for the connection gets it in the order of asking, also after a refusal', async () => {
  using temporary = temporaryFolder();
  await using office = await openUpgraded(path.join(temporary.folder, 'epass.db'));
  const order: number[] = [];
  const work = (number: number) =>
    office.db.transaction().execute(async (within) => {
      order.push(number);
      await within
        .insertInto('settings')
        .values({ name: 'same', value: `${number}` })
        .execute();
    });
  const results = await Promise.allSettled([1, 2, 3, 4].map(work));
  expect(order).toEqual([1, 2, 3, 4]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
});
