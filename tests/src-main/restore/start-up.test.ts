import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUpProblemOf } from '../../../src-main/desktop/start-up-problem';
import { startUpSentence } from '../../../src-main/serve-words';
import type { StartUpProblem } from '../../../src-shared/start-up-problem';
import {
  connection,
  openReadyOffice,
  openTestOffice,
  sellPass,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { contentsOf, passesIn, pathOf, signIn } from './restorable';

/** An event that was not closed in order, the last sale of which is in its WAL alone; a backup of it lies beside it. */
const model = temporaryFolder();
let backup: { readonly id: string };
let sold: string[];

beforeAll(async () => {
  await using office = await openReadyOffice();
  const { api, folder } = office;
  await sellPass(api);
  backup = valueOf(await api['backups.make']({}));
  for (let number = 0; number < 100; number += 1) await sellPass(api);
  for (const name of ['epass.db', 'epass.db-wal']) copyFileSync(path.join(folder, name), path.join(model.folder, name));
  const [from, to] = [pathOf(folder, backup), pathOf(model.folder, backup)];
  mkdirSync(path.dirname(to), { recursive: true });
  for (const end of ['', '.json']) copyFileSync(from + end, to + end);
  sold = passesIn(from);
  expect(statSync(path.join(model.folder, 'epass.db-wal')).size).toBeGreaterThan(0);
}, 120_000);
afterAll(() => model[Symbol.dispose]());

function eventFolder() {
  const temporary = temporaryFolder();
  for (const name of Object.keys(contentsOf(model.folder))) {
    mkdirSync(path.dirname(path.join(temporary.folder, name)), { recursive: true });
    copyFileSync(path.join(model.folder, name), path.join(temporary.folder, name));
  }
  return temporary;
}

function change(file: string, statement: string): void {
  const sqlite = new BetterSqlite(file);
  sqlite.exec(statement);
  sqlite.close();
}

/** Puts an event of its own, with a WAL that was not worked in, in the place of the one that is there. */
function replaceWith(file: string, statement: string): void {
  for (const end of ['', '-wal']) writeFileSync(file + end, '');
  const other = `${file}.other`;
  const sqlite = new BetterSqlite(other);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('wal_autocheckpoint = 0');
  sqlite.exec('CREATE TABLE bookmarks (url TEXT)');
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.exec(statement);
  for (const end of ['', '-wal']) copyFileSync(other + end, file + end);
  sqlite.close();
}

const PROBLEMS: readonly (readonly [StartUpProblem, (file: string) => void, RegExp])[] = [
  [
    'not-a-database',
    (file) => {
      writeFileSync(file, 'name,phone\nAsha,98765\n'.repeat(200));
      rmSync(`${file}-wal`);
    },
    /is not a database/,
  ],
  [
    'damaged',
    (file) => {
      // A whole page of the event, in the file and in every copy of it in the WAL.
      for (const end of ['', '-wal']) {
        const bytes = readFileSync(file + end);
        bytes.fill(0xff, 4_096 * 6, 4_096 * 9);
        writeFileSync(file + end, bytes);
      }
    },
    /is damaged\. Start with --restore and a backup/,
  ],
  ['damaged', (file) => truncateSync(file, 5_000), /is damaged/],
  [
    'newer',
    (file) => change(file, `INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '')`),
    /newer version/,
  ],
  [
    'no-access',
    (file) => {
      for (const end of ['', '-wal']) rmSync(file + end);
      mkdirSync(file);
    },
    /no access/,
  ],
  ['another-application', (file) => replaceWith(file, `INSERT INTO bookmarks VALUES ('x')`), /of another application/],
];

test.each(PROBLEMS)(
  'a file that is %s changes by no byte, whoever opens it',
  async (problem, spoil, sentence) => {
    using event = eventFolder();
    const { folder } = event;
    spoil(path.join(folder, 'epass.db'));
    const before = contentsOf(folder);

    // Without a window: an error with words.
    const error = await openTestOffice({ folder }).catch((thrown: unknown) => thrown);
    expect(startUpProblemOf(error)).toBe(problem);
    expect(startUpSentence(error, { folder, port: 443 })).toMatch(sentence);
    expect(contentsOf(folder)).toEqual(before);

    // With one: somebody who can bring a backup back, and nothing else.
    const office = await openTestOffice({ folder, rescue: true });
    const api = office.clientOf(connection());
    expect(startUpProblemOf(office.problem())).toBe(problem);
    expect(await api['office.status']({})).toEqual({ ok: false, code: 'storage-failed' });
    expect(await api['setUp.create'](null as never)).toEqual({ ok: false, code: 'storage-failed' });
    expect(await office.clientOf(connection('https'))['restore.list']({})).toEqual({
      ok: false,
      code: 'not-signed-in',
    });
    expect(await office.clientOf(connection('gate'))['restore.list']({})).toMatchObject({ code: 'unknown-operation' });
    expect(valueOf(await api['restore.list']({}))).toMatchObject([{ id: backup.id, holds: { passes: 1 } }]);
    await office[Symbol.asyncDispose]();
    expect(contentsOf(folder)).toEqual(before);
  },
  60_000,
);

test('a file that may only be read is told to whoever starts, and stays as it is', async () => {
  using event = eventFolder();
  const { folder } = event;
  const file = path.join(folder, 'epass.db');
  const before = contentsOf(folder);
  for (const end of ['', '-wal']) chmodSync(file + end, 0o444);
  const error = await asOrdinaryPerson(folder, () => openTestOffice({ folder }).catch((thrown: unknown) => thrown));
  expect(startUpProblemOf(error)).toBe('read-only');
  expect(contentsOf(folder)).toEqual(before);
}, 60_000);

const NOBODY = 65_534;

/** The administrator of a machine may write everything, so the test steps down for a moment. */
async function asOrdinaryPerson<T>(folder: string, work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  chownSync(folder, NOBODY, NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

test('where an event is damaged, a backup takes its place, the office opens, and the damaged file is kept to the byte', async () => {
  using event = eventFolder();
  const { folder } = event;
  const file = path.join(folder, 'epass.db');
  PROBLEMS[1]?.[1](file);
  const [bytes, wal] = [readFileSync(file), readFileSync(`${file}-wal`)];
  await using office = await openTestOffice({ folder, rescue: true });
  const api = office.clientOf(connection());
  const tried = valueOf(await api['restore.try']({ id: backup.id }));
  expect(tried).toMatchObject({ current: null, holds: { passes: 1 }, journal: { state: 'none' }, keys: 'kit-needed' });
  const { keptAs } = valueOf(await api['restore.apply']({ id: backup.id }));
  expect(office.problem()).toBeNull();
  expect(valueOf(await api['office.status']({}))).toMatchObject({ stage: 'open' });
  await signIn(api);
  expect(passesIn(file)).toEqual(sold);
  const kept = path.join(folder, keptAs ?? '');
  expect(readFileSync(kept).equals(bytes)).toBe(true);
  expect(readFileSync(`${kept}-wal`).equals(wal)).toBe(true);
}, 60_000);

test('an event that another program holds is not to be replaced', async () => {
  using event = eventFolder();
  const other = new BetterSqlite(path.join(event.folder, 'epass.db'));
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  const error = await openTestOffice({ folder: event.folder, rescue: true }).catch((thrown: unknown) => thrown);
  expect(startUpProblemOf(error)).toBe('in-use');
  other.exec('ROLLBACK');
  other.close();
}, 60_000);

test('an event that cannot be read further than its accounts is closed again before it is told', async () => {
  using event = eventFolder();
  const file = path.join(event.folder, 'epass.db');
  change(file, `UPDATE settings SET value = 'no JSON' WHERE name = 'event'`);
  const error = await openTestOffice({ folder: event.folder }).catch((thrown: unknown) => thrown);
  expect(startUpProblemOf(error)).toBe('unknown');
  // A file that nobody has open any more has no WAL beside it.
  expect(existsSync(`${file}-wal`)).toBe(false);
}, 60_000);
