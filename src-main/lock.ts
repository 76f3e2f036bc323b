import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { LOCK_FILE } from './folder-files';

/** Another process has the folder open. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';

  constructor(folder: string) {
    super(`Another E-Pass Box Office has the folder ${folder} open. Close it first, or choose another folder.`);
  }
}

/**
 * Takes a folder for this process alone. The lock is the operating system's, on a file that SQLite holds exclusively:
 * it ends with the process however that ends, so there is no stale lock to recognise.
 * @returns gives the folder back
 * @throws FolderInUseError
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, LOCK_FILE);
  // SQLite would make it readable by others.
  closeSync(openSync(file, 'a', 0o600));
  const lock = new BetterSqlite(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new FolderInUseError(folder);
    }
    throw error;
  }
  return () => void lock.close();
}
