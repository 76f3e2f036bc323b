import BetterSqlite from 'better-sqlite3';
import { quickCheck } from '../database/quick-check.ts';

/**
 * Reads the event's file without changing a byte of it: a connection that may only read leaves the WAL where it is,
 * while one that may write would work it into the file on closing, however damaged that is. SQLite may leave empty
 * `-wal` and `-shm` files, which whoever opens the event next takes up: taking them away could hit somebody else's.
 * @param patience milliseconds to wait for somebody who writes
 * @throws whatever SQLite says of the file
 */
export function readEvent<T>(file: string, read: (sqlite: BetterSqlite.Database) => T, patience = 5_000): T {
  const sqlite = new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout: patience });
  try {
    sqlite.pragma('trusted_schema = OFF');
    sqlite.pragma('cell_size_check = ON');
    return read(sqlite);
  } finally {
    sqlite.close();
  }
}

/**
 * The same for what is counted or copied: a damaged file reads as if less were in it, or something else.
 * @returns null where the file cannot be read, or is not sound
 */
export function readSoundEvent<T>(file: string, read: (sqlite: BetterSqlite.Database) => T): T | null {
  try {
    return readEvent(file, (sqlite) => (quickCheck(sqlite) === 'ok' ? read(sqlite) : null));
  } catch {
    return null;
  }
}
