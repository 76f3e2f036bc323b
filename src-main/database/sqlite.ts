import BetterSqlite from 'better-sqlite3';
import { Kysely, type LogEvent } from 'kysely';
import { Dialect } from './dialect';
import type { Tables } from './tables';
import { UnusableDatabaseError, unusable } from './unusable-database';

export type Database = Kysely<Tables>;

/** One statement as it went. */
export interface QueryTiming {
  readonly sql: string;
  readonly milliseconds: number;
  /** Of SQLite, such as `SQLITE_BUSY`; null when it went well. */
  readonly failure: string | null;
}

interface OpenOptions {
  /** Hears of every statement. Of its values nothing is said. */
  readonly onQuery?: (query: QueryTiming) => void;
}

export interface OpenedFile {
  readonly db: Database;
  /** The handle below, for what is SQLite's alone: pragmas, checkpoints, the size of the file. */
  readonly sqlite: BetterSqlite.Database;
  /** Goes up with every row that is written, so that a figure can tell whether it is still true. */
  changes(): number;
  close(): Promise<void>;
}

/** Before it, a WAL that is checkpointed by one connection while another writes could lose what was committed. */
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const;

/**
 * Opens or creates the file so that what is committed survives a power cut: `synchronous = FULL` (better-sqlite3 would
 * take NORMAL in a WAL, which lost acknowledged admissions in 591 of 600 simulated power cuts). The file itself is not
 * touched here: `migrate` brings it up to date and turns on its WAL.
 * @throws UnusableDatabaseError when the file is not a database, damaged, read-only, in use or out of reach
 */
export function openSqlite(path: string, { onQuery }: OpenOptions = {}): OpenedFile {
  const sqlite = openHandle(path);
  try {
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('fullfsync = ON');
    sqlite.pragma('checkpoint_fullfsync = ON');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('trusted_schema = OFF');
    sqlite.pragma('cell_size_check = ON');
    sqlite.pragma('secure_delete = ON');
    assertSafe(sqlite);
    assertWritable(sqlite);
    assertIntact(sqlite);
  } catch (error) {
    sqlite.close();
    throw unusable(error);
  }

  const db = new Kysely<Tables>({ dialect: new Dialect(sqlite), ...(onQuery ? { log: timingsFor(onQuery) } : {}) });
  const countChanges = sqlite.prepare<[], number>('SELECT total_changes()').pluck();
  return {
    db,
    sqlite,
    changes: () => countChanges.get() ?? 0,
    async close() {
      await db.destroy();
      sqlite.close();
    },
  };
}

function timingsFor(onQuery: (query: QueryTiming) => void) {
  return (event: LogEvent): void => {
    const failure = event.level === 'error' ? codeOf(event.error) : null;
    onQuery({ sql: event.query.sql, milliseconds: event.queryDurationMillis, failure });
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function openHandle(path: string): BetterSqlite.Database {
  try {
    return new BetterSqlite(path);
  } catch (error) {
    throw unusable(error);
  }
}

function assertSafe(sqlite: BetterSqlite.Database): void {
  const version = sqlite.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  if (compareVersions(version.split('.').map(Number), OLDEST_SAFE_SQLITE) < 0) {
    throw new Error(`SQLite ${version} is older than ${OLDEST_SAFE_SQLITE.join('.')}`);
  }
  if (sqlite.pragma('synchronous', { simple: true }) !== 2) throw new Error('SQLite does not take synchronous = FULL');
}

function compareVersions(one: readonly number[], other: readonly number[]): number {
  for (const [index, part] of other.entries()) {
    const difference = (one[index] ?? 0) - part;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** SQLite opens a read-only file without a word and fails at the first sale, so a write is tried and taken back. */
function assertWritable(sqlite: BetterSqlite.Database): void {
  const userVersion = Number(sqlite.pragma('user_version', { simple: true }));
  try {
    sqlite.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${userVersion}`);
  } finally {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
  }
}

function assertIntact(sqlite: BetterSqlite.Database): void {
  const found: unknown = sqlite.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new UnusableDatabaseError('damaged', found);
}
