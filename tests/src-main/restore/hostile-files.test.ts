import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readWrongFigures } from '../../../src-main/backups/event-contents';
import { migrateCopy } from '../../../src-main/restore/migrate-copy';
import { connection, openReadyOffice, sellPass, temporaryFolder, valueOf } from '../../support/box-office';
import { contentsOf, inFile, pathOf } from './restorable';

const prepared = temporaryFolder();
const good = path.join(prepared.folder, 'good.db');
let pointed = '';
let office: Awaited<ReturnType<typeof openReadyOffice>>;

beforeAll(async () => {
  const dialogs = { chooseFile: () => Promise.resolve(pointed), chooseFolder: () => Promise.resolve(null) };
  office = await openReadyOffice({ dialogs });
  await sellPass(office.api);
  copyFileSync(pathOf(office.folder, valueOf(await office.api['backups.make']({}))), good);
  // In the next lull the WAL is emptied, which is not what these tests look for.
  await vi.waitFor(() => expect(statSync(path.join(office.folder, 'epass.db-wal')).size).toBe(0), { timeout: 60_000 });
}, 60_000);
afterAll(async () => {
  await office[Symbol.asyncDispose]();
  prepared[Symbol.dispose]();
});

/** A copy of a good file with something wrong about it. */
function spoilt(statement: string): string {
  const file = path.join(prepared.folder, `${crypto.randomUUID()}.db`);
  copyFileSync(good, file);
  const sqlite = new BetterSqlite(file);
  sqlite.exec(statement);
  sqlite.close();
  return file;
}

function written(bytes: Buffer | string): string {
  const file = path.join(prepared.folder, `${crypto.randomUUID()}.db`);
  writeFileSync(file, bytes);
  return file;
}

function patched(place: number, bytes: readonly number[]): string {
  const content = readFileSync(good);
  Buffer.from(bytes).copy(content, place);
  return written(content);
}

/** But for the backups that the office makes by itself, every half minute that it looks whether one is due. */
function untouched() {
  const contents = Object.entries(contentsOf(office.folder));
  return Object.fromEntries(contents.filter(([name]) => !/^backups\/(hourly|daily|csv)\//.test(name)));
}

test('a good file without a manifest is taken, so that what follows is refused for its own reason', async () => {
  pointed = written(readFileSync(good));
  const { backup } = valueOf(await office.api['restore.choose']({}));
  expect(valueOf(await office.api['restore.try']({ id: backup?.id ?? '' }))).toMatchObject({ holds: { passes: 1 } });
}, 60_000);

test.each<[string, () => string]>([
  ['nothing but text', () => written('this is not a database, but it is long enough to look at')],
  ['an empty file', () => written('')],
  ['a page of nothing', () => written(Buffer.alloc(4_096))],
  [
    'a database of another application',
    () => {
      const file = path.join(prepared.folder, `${crypto.randomUUID()}.db`);
      const sqlite = new BetterSqlite(file);
      sqlite.exec('CREATE TABLE invoices (id)');
      sqlite.close();
      return file;
    },
  ],
  [
    'a trigger of ours that does something else',
    () =>
      spoilt(`DROP TRIGGER scan_figures_insert;
        CREATE TRIGGER scan_figures_insert AFTER INSERT ON scans BEGIN DELETE FROM scans; END`),
  ],
  ['a trigger', () => spoilt(`CREATE TRIGGER t AFTER INSERT ON scans BEGIN DELETE FROM scans; END`)],
  [
    'a view in the place of a table',
    () => spoilt(`ALTER TABLE passes RENAME TO p; CREATE VIEW passes AS SELECT * FROM p`),
  ],
  ['a virtual table', () => spoilt(`CREATE VIRTUAL TABLE words USING fts5(word)`)],
  [
    'nothing that forbids a second admission',
    () =>
      spoilt(
        inFile(good, (sqlite) => {
          const names = sqlite
            .prepare<[], string>(
              `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'scans' AND sql LIKE '%UNIQUE%'`,
            )
            .pluck()
            .all();
          return names.map((name) => `DROP INDEX ${name};`).join('');
        }),
      ),
  ],
  [
    'a migration of a newer version',
    () => spoilt(`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '')`),
  ],
  ['pages of 64 KiB that it does not have', () => patched(16, [0, 1])],
  ['four billion pages', () => patched(28, [0xff, 0xff, 0xff, 0xff])],
  [
    'half of itself',
    () => {
      const file = written(readFileSync(good));
      truncateSync(file, Math.floor(readFileSync(good).length / 2));
      return file;
    },
  ],
  [
    'a manifest that is none',
    () => {
      const file = written(readFileSync(good));
      writeFileSync(`${file}.json`, '{"format":"epass-backup/1"}');
      return file;
    },
  ],
  ['the head of an encrypted backup and nothing behind it', () => written('EPASSSEALED1')],
])(
  'a file that is or has %s is refused, and nothing is changed',
  async (_case, make) => {
    pointed = make();
    const { backup } = valueOf(await office.api['restore.choose']({}));
    const before = untouched();
    const choice = { id: backup?.id ?? '', passphrase: 'any passphrase' };
    expect(await office.api['restore.try'](choice)).toEqual({ ok: false, code: 'backup-unusable' });
    expect(await office.api['restore.apply'](choice)).toEqual({ ok: false, code: 'backup-unusable' });
    expect(untouched()).toEqual(before);
    valueOf(await office.api['passTypes.list']({}));
  },
  60_000,
);

test.each<[string, () => string]>([
  [
    'a link to a good file',
    () => {
      const link = path.join(prepared.folder, 'link.db');
      rmSync(link, { force: true });
      symlinkSync(good, link);
      return link;
    },
  ],
  [
    'a folder',
    () => {
      const folder = path.join(prepared.folder, 'folder.db');
      mkdirSync(folder, { recursive: true });
      return folder;
    },
  ],
  ['the event itself', () => path.join(office.folder, 'epass.db')],
  [
    'the event by another name',
    () => {
      const other = path.join(office.folder, 'other.db');
      rmSync(other, { force: true });
      linkSync(path.join(office.folder, 'epass.db'), other);
      return other;
    },
  ],
])('%s cannot be chosen', async (_case, make) => {
  pointed = make();
  expect(await office.api['restore.choose']({})).toEqual({ ok: false, code: 'backup-unusable' });
});

test('a file that is gone is not found, and in a browser there is no dialog to point at one', async () => {
  pointed = path.join(prepared.folder, 'gone.db');
  expect(await office.api['restore.choose']({})).toEqual({ ok: false, code: 'not-found' });
  const browser = office.clientOf(connection('https'));
  expect(await browser['restore.choose']({})).toEqual({ ok: false, code: 'unknown-operation' });
});

test('a file that turns into a link after it was chosen is not followed', async () => {
  pointed = written(readFileSync(good));
  const { backup } = valueOf(await office.api['restore.choose']({}));
  rmSync(pointed);
  symlinkSync(good, pointed);
  expect(await office.api['restore.try']({ id: backup?.id ?? '' })).toMatchObject({ ok: false });
});

test('figures that somebody has written into a file are made anew of its rows', async () => {
  const file = spoilt(`UPDATE pass_figures SET sold_amount = 1; DELETE FROM quarter_figures;
    DROP TRIGGER pass_figures_insert`);
  await migrateCopy(file);
  expect(inFile(file, readWrongFigures)).toEqual([]);
  const triggers = (sqlite: BetterSqlite.Database) =>
    sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY 1").pluck().all();
  expect(inFile(file, triggers)).toEqual(inFile(good, triggers));
});
