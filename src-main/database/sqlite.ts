import type BetterSqlite from 'better-sqlite3';
import { Kysely, type LogConfig } from 'kysely';
import { Dialect } from './dialect';
import { Storage } from './storage';
import type { Tables } from './tables';

export type Database = Kysely<Tables>;

export interface OpenedFile {
  readonly db: Database;
  /**
   * The handle below, for what is SQLite's alone: pragmas, checkpoints, the size of the file. Ask for it each time: after
   * an I/O error another one takes its place.
   */
  readonly sqlite: BetterSqlite.Database;
  /** The connection itself, which outlives its handles. */
  readonly storage: Storage;
  /** Goes up with every row that is written, so that a figure can tell whether it is still true. */
  changes(): number;
  close(): Promise<void>;
}

interface OpenOptions {
  /** Milliseconds since 1970, for when the disk began to fail. */
  readonly now?: () => number;
  /** Hears of every query, with the time it took. */
  readonly log?: LogConfig;
}

/**
 * Opens or creates the file so that what is committed survives a power cut. `migrate` brings it up to date and turns on
 * its WAL.
 * @throws UnusableDatabaseError when the file is not a database, damaged, read-only, in use or out of reach
 */
export function openSqlite(path: string, { now = () => 0, log = [] }: OpenOptions = {}): OpenedFile {
  const storage = new Storage(path, now);
  const db = new Kysely<Tables>({ dialect: new Dialect(storage), log });
  return {
    db,
    get sqlite() {
      return storage.handle;
    },
    storage,
    changes: () => storage.changes(),
    async close() {
      await db.destroy();
      storage.close();
    },
  };
}
