import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const CHUNK = 1_048_576;

/**
 * Writes the WAL once more, as it is, and flushes it. After a flush that failed, the system may take pages for written
 * that never reached the disk; a commit behind them would be gone with them in a power cut, although its own flush went
 * well. Only while this process's handle is closed: nobody else adds to the WAL.
 */
export function settleWal(database: string): void {
  const file = openExisting(`${database}-wal`);
  if (file === null) return;
  try {
    const { size } = fstatSync(file);
    const chunk = Buffer.alloc(Math.min(CHUNK, size));
    for (let at = 0; at < size; ) {
      const read = readSync(file, chunk, 0, Math.min(CHUNK, size - at), at);
      // A checkpoint in its own thread has made it shorter: what was there is in the database.
      if (read === 0) break;
      writeSync(file, chunk, 0, read, at);
      at += read;
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function openExisting(path: string): number | null {
  try {
    return openSync(path, constants.O_RDWR);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
