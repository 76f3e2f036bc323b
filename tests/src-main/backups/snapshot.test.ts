import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { listBackups, pathOfBackup } from '../../../src-main/backups/backup-files';
import { encryptionFor } from '../../../src-main/backups/seal';
import { migrate } from '../../../src-main/database/migrate';
import { filesIn, filesWith, job, openEvent, otherFolder, sellAtOnce, treeOf } from './event-file';

test('a backup is one whole database that says what it holds, readable by this user alone', async () => {
  await using event = await openEvent(40);

  const { path: file, manifest } = await event.snapshot();

  expect(treeOf(path.join(event.root, 'backups'))).toEqual([
    'd700 manual',
    '-600 manual/epass-20261128T123000Z.db',
    '-600 manual/epass-20261128T123000Z.db.json',
  ]);
  expect(manifest).toMatchObject({
    kind: 'manual',
    migration: '0009-pages',
    holdings: { eventName: 'Winter Gala', passes: 40, people: 40, amount: 40 * 549, admitted: 20, scans: 20 },
    tables: { passes: 40, scans: 20 },
    encryption: null,
  });
  using copy = openCopy(file);
  expect(copy.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.sqlite.prepare('SELECT count(*) FROM passes').pluck().get()).toBe(40);
});

test('what still waits for the journal is counted and left out, to the last byte', async () => {
  await using event = await openEvent(3);
  const note = event.sqlite.prepare(`INSERT INTO journal (at, change) VALUES ('2026-11-28T12:30:00.000Z', ?)`);
  for (let number = 0; number < 500; number += 1) note.run(`["passes",{"name1":"Waiting ${'x'.repeat(200)}"}]`);

  const { path: file, manifest } = await event.snapshot();

  using copy = openCopy(file);
  expect(copy.sqlite.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(0);
  expect(manifest.sequence).toBe(500);
  expect(manifest.lineage).toBe(event.sqlite.prepare('SELECT lineage FROM journal_lineage').pluck().get());
  expect(readFileSync(file).includes('Waiting xxx')).toBe(false);
});

test('backups of one second get names of their own, and are listed newest first', async () => {
  await using event = await openEvent(1);
  await event.snapshot();
  await event.snapshot();
  await event.snapshot({ kind: 'hourly' });

  const found = await listBackups(event.root, 'here');

  expect(found.map(({ backup }) => backup.id)).toEqual([
    'here/manual/epass-20261128T123000Z-2.db',
    'here/hourly/epass-20261128T123000Z.db',
    'here/manual/epass-20261128T123000Z.db',
  ]);
  expect(found.every(({ backup }) => backup.state === 'verified')).toBe(true);
  expect(found.map(({ backup, path: file }) => pathOfBackup(backup.id, { here: event.root }) === file)).toEqual(
    found.map(() => true),
  );
});

test.each([
  'here/manual/../../epass.db',
  'here/manual/epass-20261128T123000Z.db/x',
  'here/csv/epass-20261128T123000Z.db',
  'second/manual/epass-20261128T123000Z.db',
  'elsewhere/manual/epass-20261128T123000Z.db',
  '/etc/passwd',
  '',
])('%j is the id of no backup', (id) => {
  expect(pathOfBackup(id, { here: '/event', second: null })).toBeNull();
});

test('an encrypted backup leaves nothing readable, and what came before it stays as it was', async () => {
  await using event = await openEvent(30);
  await event.settings.save('backups', { secondFolder: null, encryption: await encryptionFor('a long passphrase') });

  const { path: file, manifest } = await event.snapshot();

  expect(path.basename(file)).toBe('epass-20261128T123000Z.db.sealed');
  expect(manifest.encryption).toEqual(event.settings.backups().encryption);
  expect(manifest.plain.sha256).not.toBe(manifest.sha256);
  expect(filesIn(path.join(event.root, 'backups'))).toHaveLength(2);
  expect(filesWith(path.join(event.root, 'backups'), 'Guest Number')).toEqual([]);
  await expect(
    job({ name: 'verify', input: { backup: file, passphrase: 'a long passphrase' } }),
  ).resolves.toMatchObject({
    encrypted: true,
  });
});

test('what an interrupted backup left is cleared away, and nothing else', async () => {
  await using event = await openEvent(1);
  const folder = path.join(event.root, 'backups/hourly');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, '.tmp-snapshot-0123456789abcdef'), 'Guest');
  writeFileSync(path.join(folder, 'notes of somebody.txt'), '');

  await event.snapshot();

  expect(filesIn(folder)).toEqual(['notes of somebody.txt']);
});

test('a folder that somebody replaced with a link is refused, and nothing is written behind it', async () => {
  await using event = await openEvent(1);
  using other = otherFolder();
  mkdirSync(path.join(event.root, 'backups'));
  symlinkSync(other.folder, path.join(event.root, 'backups/manual'));

  await expect(event.snapshot()).rejects.toMatchObject({ name: 'BackupFailure' });

  expect(filesIn(other.folder)).toEqual([]);
});

test('links and files in the place of a backup are never written through, and never listed as one', async () => {
  await using event = await openEvent(1);
  const folder = path.join(event.root, 'backups/manual');
  mkdirSync(folder, { recursive: true });
  const victim = path.join(event.root, 'victim');
  writeFileSync(victim, 'untouched');
  symlinkSync(victim, path.join(folder, 'epass-20261128T123000Z.db'));
  symlinkSync(victim, path.join(folder, 'epass-20261128T123000Z-2.db.json'));

  const { path: file } = await event.snapshot();

  expect(path.basename(file)).toBe('epass-20261128T123000Z-3.db');
  expect(readFileSync(victim, 'utf8')).toBe('untouched');
  expect((await listBackups(event.root, 'here')).map(({ path: one }) => one)).toEqual([file]);
});

test('an event that is damaged gives no backup, and says that it is the event', async () => {
  await using event = await openEvent(400);
  event.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  using other = otherFolder();
  const file = path.join(other.folder, 'epass.db');
  const bytes = readFileSync(event.file);
  const page = bytes.indexOf('Guest Number200') & ~4_095;
  writeFileSync(file, bytes.fill(0, page, page + 4_096));

  await expect(event.snapshot({ file, root: other.folder })).rejects.toMatchObject({ problem: 'event-damaged' });

  expect(filesIn(path.join(other.folder, 'backups'))).toEqual([]);
});

test('an event whose lists know less than its rows gives no backup either', async () => {
  await using event = await openEvent(10);
  using other = otherFolder();
  const { path: whole } = await event.snapshot();
  const file = path.join(other.folder, 'epass.db');
  copyFileSync(whole, file);
  const sqlite = new BetterSqlite(file);
  sqlite.unsafeMode();
  sqlite.pragma('writable_schema = ON');
  const hidden = `type = 'index' AND tbl_name = 'passes' AND sql IS NOT NULL`;
  const lists = sqlite.prepare(`SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE ${hidden}`).all();
  sqlite.exec(`DELETE FROM sqlite_schema WHERE ${hidden}`);
  sqlite.pragma('writable_schema = RESET');
  sellAtOnce(sqlite, 1, 'Unlisted');
  sqlite.pragma('writable_schema = ON');
  const restore = sqlite.prepare('INSERT INTO sqlite_schema VALUES (:type, :name, :tbl_name, :rootpage, :sql)');
  for (const list of lists) restore.run(list);
  sqlite.close();

  await expect(event.snapshot({ file, root: other.folder })).rejects.toMatchObject({ problem: 'event-damaged' });

  expect(filesIn(path.join(other.folder, 'backups'))).toEqual([]);
});

test('no backup is begun where it would leave too little room', async () => {
  await using event = await openEvent(1);

  await expect(event.snapshot({ leaveFree: Number.MAX_SAFE_INTEGER })).rejects.toMatchObject({ problem: 'disk-full' });

  expect(filesIn(path.join(event.root, 'backups'))).toEqual([]);
});

test('a file of the earlier web application is backed up with what it holds', async () => {
  await using event = await openEvent(0);
  using other = otherFolder();
  const file = path.join(other.folder, 'epass.db');
  const earlier = new BetterSqlite(file);
  earlier.exec(`CREATE TABLE passes (pass_id TEXT PRIMARY KEY, name1 TEXT, pass_type TEXT, amount INTEGER, created_at TIMESTAMP,
      scanned_at TIMESTAMP);
    INSERT INTO passes VALUES ('a', 'Asha', 'SINGLE', 549, '2024-10-01 10:00:00', NULL),
      ('b', 'Ben', 'COUPLE', 999, '2024-10-01 11:00:00', '2024-10-02 18:30:00')`);
  earlier.close();

  const { manifest } = await event.snapshot({ file, root: other.folder, kind: 'before-update' });

  expect(manifest).toMatchObject({
    eventId: null,
    lineage: null,
    sequence: 0,
    migration: null,
    holdings: {
      eventName: '',
      passes: 2,
      people: 3,
      amount: 1_548,
      admitted: 1,
      scans: 0,
      lastAt: '2024-10-02T18:30:00.000Z',
    },
  });
});

test('a backup can be migrated and opened as it is', async () => {
  await using event = await openEvent(5);
  sellAtOnce(event.sqlite, 5, 'Later');
  const { path: file } = await event.snapshot();
  const { openSqlite } = await import('../../../src-main/database/sqlite');
  const opened = openSqlite(file);
  await migrate(opened.db);
  expect(await opened.db.selectFrom('passes').select('pass_id').execute()).toHaveLength(10);
  await opened.close();
});

function openCopy(file: string) {
  const sqlite = new BetterSqlite(file, { readonly: true });
  return { sqlite, [Symbol.dispose]: () => void sqlite.close() };
}
