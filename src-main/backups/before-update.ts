import { sql } from 'kysely';
import type { BackupProblem } from '../../src-shared/contract/backups';
import { toInstant } from '../../src-shared/instant';
import { needsMigrating } from '../database/migrate';
import type { Database } from '../database/sqlite';
import { UnusableDatabaseError, type UnusableReason } from '../database/unusable-database';
import type { Log } from '../log';
import { asBackupFailure } from './backup-failure';
import { runJob } from './run-job';

interface BeforeUpdateOptions {
  readonly db: Database;
  /** Where backups are made. */
  readonly folder: string;
  /** Has something done with a file that holds the event as it is now. */
  readonly withFile: <T>(work: (file: string) => Promise<T>) => Promise<T>;
  readonly worker: URL;
  readonly now: () => number;
  readonly version: string;
  readonly log: Log;
}

/**
 * Backs an event up before `migrate` changes its file, if it will and if anything is in it. An event that cannot be
 * backed up is not changed: the one of an earlier version still opens it.
 * @throws UnusableDatabaseError with what a person can do about it; BackupFailure for what nobody foresaw
 */
export async function backUpBeforeUpdate(options: BeforeUpdateOptions): Promise<void> {
  const { db, folder, withFile, worker, now, version, log } = options;
  if (!(await needsMigrating(db)) || !(await hasContent(db))) return;
  try {
    const input = {
      root: folder,
      kind: 'before-update',
      at: toInstant(now()),
      program: version,
      leaveFree: 0,
    } as const;
    const { manifest } = await withFile((file) => runJob(worker, { name: 'snapshot', input: { ...input, file } }));
    log.info('backup made before an update', { bytes: manifest.bytes, migration: manifest.migration });
  } catch (error) {
    const failed = asBackupFailure(error);
    const reason = REASONS[failed.problem];
    throw reason ? new UnusableDatabaseError(reason, failed) : failed;
  }
}

const REASONS: Partial<Record<BackupProblem, UnusableReason>> = {
  'event-damaged': 'damaged',
  'disk-full': 'disk-full',
  'no-access': 'no-access',
  'folder-gone': 'no-access',
};

/** Passes or accounts, in whichever version of the tables. */
async function hasContent(db: Database): Promise<boolean> {
  const tables = await db.introspection.getTables();
  for (const name of ['passes', 'admins']) {
    if (!tables.some((table) => table.name === name)) continue;
    const { rows } = await sql`SELECT 1 FROM ${sql.table(name)} LIMIT 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}
