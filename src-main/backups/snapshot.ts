import { closeSync, lstatSync, renameSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import type { BackupKind } from '../../src-shared/contract/backups';
import type { Instant } from '../../src-shared/instant';
import { integrityCheck } from '../database/quick-check.ts';
import { BackupFailure } from './backup-failure.ts';
import {
  type Figures,
  readEncryption,
  readFigures,
  readHoldings,
  readIdentity,
  readWrongFigures,
  readWrongWords,
} from './event-contents.ts';
import { KINDS, type Manifest, manifestPath, writeManifest } from './manifest.ts';
import {
  type Digest,
  digestOf,
  ensureFolder,
  openNew,
  sweepTemporary,
  syncFile,
  syncFolder,
  temporaryName,
} from './safe-files.ts';
import { sealFile } from './seal.ts';
import { openForReading, verifyDatabase } from './verify.ts';

export interface SnapshotInput {
  /** The event's `epass.db`, open or not. */
  readonly file: string;
  /** The folder that holds `backups`. */
  readonly root: string;
  readonly kind: BackupKind;
  readonly at: Instant;
  /** Version of the program. */
  readonly program: string;
  /** Bytes that must stay free, so that a backup is never what stops the selling. */
  readonly leaveFree: number;
}

export interface Snapshot {
  /** Of the finished backup. */
  readonly path: string;
  readonly manifest: Manifest;
  /** Tables of figures that do not stand for the rows. Nothing is lost by that, and a restore makes them anew. */
  readonly wrongFigures: readonly string[];
  /** Whether passes are not found by the index over words. It is made anew by a restore, too. */
  readonly wrongWords: boolean;
}

const OWNER = 'snapshot';
/** Somebody who sells meanwhile can make figures differ for a moment, not again and again. */
const TRIES = 3;

/**
 * Makes a consistent, verified copy of the event under a final name, or nothing. Runs in the thread of backups, from a
 * connection of its own: nobody waits for it. The copy is encrypted if the event says so.
 * @throws BackupFailure
 */
export function makeSnapshot(input: SnapshotInput, onProgress: (done: number) => void): Snapshot {
  const { root, kind, at, program } = input;
  const folder = path.join(root, 'backups', kind);
  ensureFolder(path.join(root, 'backups'));
  ensureFolder(folder);
  for (const other of KINDS) sweepTemporary(path.join(root, 'backups', other), OWNER);
  const plain = path.join(folder, temporaryName(OWNER));
  const sealed = path.join(folder, temporaryName(OWNER));
  const note = path.join(folder, temporaryName(OWNER));
  try {
    assertRoom(input, folder);
    copyEvent(input.file, plain);
    onProgress(0.4);
    const { encryption, ...contents } = readContents(plain);
    const digest = digestOf(plain);
    const stored: Digest = encryption ? sealFile(plain, sealed, encryption) : digest;
    onProgress(0.6);

    const fileName = freeName(folder, at, encryption ? '.db.sealed' : '.db');
    const manifest: Manifest = {
      format: 'epass-backup/1',
      ...contents,
      at,
      kind,
      program,
      fileName,
      ...stored,
      plain: digest,
      encryption,
    };
    verifyDatabase(plain, manifest);
    const wrongFigures = withReader(plain, readWrongFigures);
    const wrongWords = withReader(plain, readWrongWords);
    assertSame(digestOf(encryption ? sealed : plain), stored);
    onProgress(0.9);

    writeManifest(note, manifest);
    const final = path.join(folder, fileName);
    // The manifest first: a name that ends in .db is never without what says whether it is whole.
    renameSync(note, manifestPath(final));
    renameSync(encryption ? sealed : plain, final);
    syncFolder(folder);
    return { path: final, manifest, wrongFigures, wrongWords };
  } catch (error) {
    throw soundOrDamaged(input.file, error);
  } finally {
    for (const file of [plain, sealed, note]) rmSync(file, { force: true });
  }
}

/** In the order in which they sort. @returns a name that nothing has in this folder */
export function freeName(folder: string, at: Instant, ending: '.db' | '.db.sealed'): string {
  const time = at.replaceAll(/[-:]|\.\d+/g, '');
  for (let number = 1; ; number += 1) {
    const stem = number === 1 ? `epass-${time}` : `epass-${time}-${number}`;
    if (['.db', '.db.sealed'].every((one) => isFree(path.join(folder, stem + one)))) return stem + ending;
  }
}

function isFree(file: string): boolean {
  return !lstatSync(file, { throwIfNoEntry: false }) && !lstatSync(manifestPath(file), { throwIfNoEntry: false });
}

function assertRoom({ file, leaveFree }: SnapshotInput, folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const wal = lstatSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  // Once as it is and once encrypted; the WAL can hold what is not in the file yet.
  const needed = 2 * (lstatSync(file).size + wal);
  if (bavail * bsize - needed < leaveFree) throw new BackupFailure('disk-full', `${bavail * bsize} bytes are free`);
}

function copyEvent(file: string, target: string): void {
  // SQLite follows links to a file and would make it readable by others; an empty one of ours it fills.
  closeSync(openNew(target));
  const source = new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    source.pragma('trusted_schema = OFF');
    for (let attempt = 1; ; attempt += 1) {
      const before = inOneRead(source, () => readFigures(source));
      source.prepare('VACUUM INTO ?').run(target);
      const after = inOneRead(source, () => readFigures(source));
      emptyOutbox(target);
      const copied = withReader(target, readFigures);
      if (liesBetween(copied, before, after)) return;
      if (attempt === TRIES) throw new BackupFailure('copy-damaged', 'the copy counts differently');
      rmSync(target);
      closeSync(openNew(target));
    }
  } finally {
    source.close();
  }
}

/** What waits for the journal is in the journal's own keeping: in a copy it would be written a second time. */
function emptyOutbox(target: string): void {
  const copy = new BetterSqlite(target, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = MEMORY');
    copy.pragma('secure_delete = ON');
    const has = copy.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'journal'`).get();
    if (has) copy.exec('DELETE FROM journal');
  } finally {
    copy.close();
  }
  syncFile(target);
}

/** Between one count and the next, people sell and scan. In a quiet moment every figure has to be the same. */
function liesBetween(copied: Figures, before: Figures, after: Figures): boolean {
  const { tables: _, ...figures } = copied;
  const names = Object.keys({ ...before.tables, ...after.tables, ...copied.tables });
  const fits = (value: number | undefined, one: number | undefined, other: number | undefined) =>
    value !== undefined &&
    value >= Math.min(one ?? Number.NaN, other ?? Number.NaN) &&
    value <= Math.max(one ?? Number.NaN, other ?? Number.NaN);
  return (
    names.every((name) => fits(copied.tables[name], before.tables[name], after.tables[name])) &&
    (Object.keys(figures) as (keyof typeof figures)[]).every((key) => fits(figures[key], before[key], after[key]))
  );
}

/** Whether the copy failed because of what it is a copy of: pages, rows that break a rule, or lists that lack some. */
function soundOrDamaged(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isOfContent =
    (error instanceof BackupFailure && error.problem === 'copy-damaged') ||
    /^SQLITE_(CORRUPT|NOTADB|CONSTRAINT)/.test(code);
  if (!isOfContent) return error;
  try {
    const said = withReader(file, integrityCheck);
    return said === 'ok' ? new BackupFailure('copy-damaged', error) : new BackupFailure('event-damaged', said);
  } catch (cause) {
    return new BackupFailure('event-damaged', cause);
  }
}

function readContents(file: string) {
  return withReader(file, (sqlite) => ({
    ...readIdentity(sqlite),
    tables: { ...readFigures(sqlite).tables },
    holdings: readHoldings(sqlite),
    encryption: readEncryption(sqlite),
  }));
}

function withReader<T>(file: string, read: (sqlite: BetterSqlite.Database) => T): T {
  const sqlite = openForReading(file);
  try {
    return read(sqlite);
  } finally {
    sqlite.close();
  }
}

function inOneRead<T>(sqlite: BetterSqlite.Database, read: () => T): T {
  return sqlite.transaction(read).deferred();
}

function assertSame(found: Digest, expected: Digest): void {
  if (found.sha256 !== expected.sha256) throw new BackupFailure('copy-damaged', 'read back differently');
}
