import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { finishRestore, makeScratchFolder, putBack, putInPlace } from '../../../src-main/restore/put-in-place';
import { restoreOnStart } from '../../../src-main/restore/restore-on-start';
import { toInstant } from '../../../src-shared/instant';
import { BACKUP_WORKER, TEST_BEGINS, temporaryFolder, testLog } from '../../support/box-office';
import { FIXTURE } from '../database/earlier-file';

const AT = toInstant(TEST_BEGINS);
const PUT_AND_DIE = path.join(import.meta.dirname, 'put-and-die.ts');

/** A folder with an old event, the last row of which is in its WAL alone, and a finished copy of a new one. */
function prepare(folder: string): string {
  const live = path.join(folder, 'live.db');
  const old = new BetterSqlite(live);
  old.pragma('journal_mode = WAL');
  old.pragma('wal_autocheckpoint = 0');
  old.exec(`CREATE TABLE event (name); INSERT INTO event VALUES ('old')`);
  old.pragma('wal_checkpoint(TRUNCATE)');
  old.exec(`INSERT INTO event VALUES ('only in the WAL')`);
  copyFileSync(live, path.join(folder, 'epass.db'));
  copyFileSync(`${live}-wal`, path.join(folder, 'epass.db-wal'));
  old.close();
  rmSync(live);
  const copy = path.join(makeScratchFolder(folder), 'epass.db');
  const next = new BetterSqlite(copy);
  next.exec(`CREATE TABLE event (name); INSERT INTO event VALUES ('new')`);
  next.close();
  return copy;
}

const OLD = ['old', 'only in the WAL'];
const NEW = ['new'];

function rowsOf(folder: string, file = 'epass.db'): unknown[] {
  const sqlite = new BetterSqlite(path.join(folder, file), { fileMustExist: true });
  try {
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    return sqlite.prepare('SELECT name FROM event').pluck().all();
  } finally {
    sqlite.close();
  }
}

/** What is kept, with all that it had in its WAL. */
function keptIn(folder: string): unknown[][] {
  const kept = path.join(folder, 'replaced');
  return readdirSync(kept)
    .filter((name) => name.endsWith('.db'))
    .map((name) => rowsOf(kept, name));
}

test('the new event is in the place of the old one, which is kept with its WAL', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const copy = prepare(folder);
  expect(putInPlace(folder, copy, AT)).toBe('replaced/epass-20261128T123000Z.db');
  finishRestore(folder);
  expect(rowsOf(folder)).toEqual(NEW);
  expect(keptIn(folder)).toEqual([OLD]);
  expect(readdirSync(folder).sort()).toEqual(['epass.db', 'replaced']);
});

test('what is put back is what was there, and of the new event nothing is left', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const keptAs = putInPlace(folder, prepare(folder), AT);
  putBack(folder, keptAs);
  expect(rowsOf(folder)).toEqual(OLD);
  expect(readdirSync(path.join(folder, 'replaced'))).toEqual([]);
});

test('where there was nothing, nothing is kept, and nothing is there again when it is put back', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const copy = prepare(folder);
  for (const name of ['epass.db', 'epass.db-wal']) rmSync(path.join(folder, name));
  const keptAs = putInPlace(folder, copy, AT);
  expect(keptAs).toBeNull();
  expect(rowsOf(folder)).toEqual(NEW);
  putBack(folder, keptAs);
  expect(readdirSync(folder).filter((name) => name.startsWith('epass'))).toEqual([]);
});

test('two restores in one second keep both events', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  putInPlace(folder, prepare(folder), AT);
  for (const name of readdirSync(folder)) if (name.startsWith('epass.db')) rmSync(path.join(folder, name));
  expect(putInPlace(folder, prepare(folder), AT)).toBe('replaced/epass-20261128T123000Z-2.db');
  expect(keptIn(folder)).toEqual([OLD, OLD]);
});

test('a copy that nobody decided on is cleared away at the next start, and the event stays', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  prepare(folder);
  finishRestore(folder);
  expect(rowsOf(folder)).toEqual(OLD);
  expect(readdirSync(folder)).toEqual(['epass.db']);
});

async function putAndDie(folder: string, copy: string, step: number): Promise<[number | null, string | null]> {
  const args = [PUT_AND_DIE, folder, copy, AT, String(step)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return (await once(child, 'exit')) as [number | null, string | null];
}

test('a restore on the command line first finishes the one before, and keeps what that brought', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const copy = prepare(folder);
  const backup = path.join(folder, 'earlier.db');
  copyFileSync(FIXTURE, backup);
  // As far as the decision and not much further.
  for (let step = 1; !existsSync(path.join(folder, 'restore-decided.json')); step += 1)
    await putAndDie(folder, copy, step);
  const { keptAs, holds } = await restoreOnStart({
    folder,
    file: backup,
    passphrase: null,
    now: () => TEST_BEGINS,
    log: testLog(),
    backupWorker: BACKUP_WORKER,
    store: null,
    version: '0.0.0-test',
  });
  expect(holds.passes).toBe(40);
  expect(rowsOf(folder, keptAs ?? '')).toEqual(NEW);
  expect(keptIn(folder)).toContainEqual(OLD);
}, 60_000);

test('killed before any of its steps, a restore leaves the old event or the new one, and the old one is never lost', async () => {
  using temporary = temporaryFolder();
  const model = path.join(temporary.folder, 'model');
  mkdirSync(model);
  const copy = path.relative(model, prepare(model));
  const ends: string[] = [];
  for (let step = 1, finished = false; !finished; step += 1) {
    const folder = path.join(temporary.folder, `run-${step}`);
    cpSync(model, folder, { recursive: true });
    const [code, signal] = await putAndDie(folder, path.join(folder, copy), step);
    finished = code === 0;
    expect([step, finished ? 0 : signal]).toEqual([step, finished ? 0 : 'SIGKILL']);

    // As the next start does, and once more, should it be killed too.
    finishRestore(folder);
    finishRestore(folder);
    const rows = rowsOf(folder);
    ends.push(rows.length === 1 ? 'new' : 'old');
    if (rows.length === 1) expect([step, rows, keptIn(folder)]).toEqual([step, NEW, [OLD]]);
    else expect([step, rows]).toEqual([step, OLD]);
    expect([step, readdirSync(folder).filter((name) => name.startsWith('restore-'))]).toEqual([step, []]);
  }
  // It was killed on both sides of the decision, or this has shown nothing.
  expect(ends.indexOf('new')).toBeGreaterThan(3);
  expect(ends.length - ends.indexOf('new')).toBeGreaterThan(3);
  expect(ends.lastIndexOf('old')).toBeLessThan(ends.indexOf('new'));
}, 120_000);
