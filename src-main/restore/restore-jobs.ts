import type { KeyObject } from 'node:crypto';
import type BetterSqlite from 'better-sqlite3';
import type { Holdings, JournalAddition } from '../../src-shared/contract/backups';
import type { Instant } from '../../src-shared/instant';
import { BackupFailure } from '../backups/backup-failure.ts';
import { readHoldings, readIdentity } from '../backups/event-contents.ts';
import { isSealed, openingKey } from '../backups/seal.ts';
import { NewerDatabaseError } from '../database/migrate.ts';
import { integrityCheck } from '../database/quick-check.ts';
import { UnusableDatabaseError } from '../database/unusable-database.ts';
import { ReplayError, replayJournal } from '../journal/replay.ts';
import { eraseAgain } from './erase-again.ts';
import { migrateCopy, openCopy } from './migrate-copy.ts';
import { readSoundEvent } from './read-event.ts';
import { copyToScratch } from './scratch-copy.ts';

export interface TryInput {
  /** Path of the backup. It is only read. */
  readonly backup: string;
  readonly passphrase?: string | undefined;
  /** Where the copy goes: a new file in a folder of its own. */
  readonly copy: string;
  /** Folders that may have a `journal` of it. */
  readonly roots: readonly string[];
  /** The event's file, whether or not it can be read. */
  readonly current: string;
}

export interface Tried {
  /** With what the journal added. */
  readonly holds: Holdings;
  readonly journal: JournalAddition;
  readonly eventId: string | null;
  /** What the event holds that it would replace; null where it cannot be read. */
  readonly current: Holdings | null;
}

export interface FinishInput {
  /** A copy that `restoreTry` made. */
  readonly copy: string;
  readonly roots: readonly string[];
  readonly current: string;
}

/** What a restore asks of the thread of backups. */
export interface RestoreJobs {
  readonly restoreTry: { readonly input: TryInput; readonly output: Tried };
  readonly restoreFinish: { readonly input: FinishInput; readonly output: Holdings };
  readonly restoreCount: { readonly input: { readonly file: string }; readonly output: Holdings | null };
}

export const restoreJobs = { restoreTry, restoreFinish, restoreCount };

/**
 * Makes what a restore would leave: the backup, brought to this version and, by the journal, to the last change that
 * anybody was told of.
 * @throws ExpectedError `wrong-passphrase` or `disk-full`
 * @throws BackupFailure when the backup is not what it was, or cannot be read
 */
async function restoreTry(input: TryInput, onProgress: (done: number) => void): Promise<Tried> {
  const { backup, passphrase, copy } = input;
  await copyToScratch({
    backup,
    passphrase,
    target: copy,
    onProgress: (done) => onProgress(0.4 * done),
  });
  await migrateCopy(copy).catch((error: unknown) => {
    const isForeign = error instanceof NewerDatabaseError || error instanceof UnusableDatabaseError;
    throw isForeign ? new BackupFailure('copy-damaged', error) : error;
  });
  onProgress(0.5);
  const key = passphrase !== undefined && isSealed(backup) ? await openingKey(backup, passphrase) : null;
  return withCopy(copy, (sqlite) => {
    const journal = applyJournal(sqlite, input.roots, key);
    onProgress(0.9);
    assertSound(sqlite);
    const { eventId } = readIdentity(sqlite);
    return { holds: readHoldings(sqlite), journal, eventId, current: restoreCount({ file: input.current }) };
  });
}

/**
 * Adds what was sold and scanned since the trial, and makes the copy an event of its own: its journal begins anew, so
 * that no number of it can ever stand for two changes.
 */
function restoreFinish({ copy, roots, current }: FinishInput, onProgress: (done: number) => void): Holdings {
  return withCopy(copy, (sqlite) => {
    // What is sealed was read by the trial; whatever was sold since then lies beside the event, where it can be read.
    applyJournal(sqlite, roots, null);
    eraseAgain(sqlite, current);
    onProgress(0.5);
    sqlite.exec('DELETE FROM journal; UPDATE journal_lineage SET lineage = lower(hex(randomblob(16)))');
    assertSound(sqlite);
    return readHoldings(sqlite);
  });
}

/**
 * A journal that does not fit the backup is no reason to be without the backup: it is said, and nothing of it applied.
 * What the journal lacks further on ends it there.
 */
function applyJournal(sqlite: BetterSqlite.Database, roots: readonly string[], key: KeyObject | null): JournalAddition {
  try {
    const { state, sales, admissions, until } = replayJournal(sqlite, roots, key);
    return { state, sales, admissions, until: until as Instant | null };
  } catch (error) {
    if (!(error instanceof ReplayError) && !isConstraint(error)) throw error;
    return { state: 'ends-early', sales: 0, admissions: 0, until: null };
  }
}

function isConstraint(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');
}

/** @returns null for a file that cannot be read */
function restoreCount({ file }: { readonly file: string }): Holdings | null {
  return readSoundEvent(file, readHoldings);
}

function withCopy<T>(copy: string, work: (sqlite: BetterSqlite.Database) => T): T {
  const sqlite = openCopy(copy);
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}

function assertSound(sqlite: BetterSqlite.Database): void {
  const said: unknown = integrityCheck(sqlite);
  if (said !== 'ok') throw new BackupFailure('copy-damaged', said);
}
