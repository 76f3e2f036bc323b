import { parentPort, workerData } from 'node:worker_threads';
import BetterSqlite from 'better-sqlite3';

/** While there is something to write back, and while there is not; in milliseconds. */
const BUSY_PAUSE = 100;
const IDLE_PAUSE = 500;
/** So many pauses without a commit are a lull in which the file is put in order. */
const LULL = 20;
/** Pages of 4 KiB, 16 MiB: a longer WAL is made to start again even if the gate has to wait a moment for it. */
const LONGEST_WAL = 4_096;

interface Checkpoint {
  readonly busy: 0 | 1;
  /** Pages in the WAL, and how many of them are in the file by now. */
  readonly log: number;
  readonly checkpointed: number;
}

const { file } = workerData as { readonly file: string };
/** Null after an error of the disk: the next turn opens the file anew. */
let sqlite: BetterSqlite.Database | null = openFile();

function openFile(): BetterSqlite.Database {
  const opened = new BetterSqlite(file, { fileMustExist: true });
  opened.pragma('synchronous = FULL');
  opened.pragma('fullfsync = ON');
  opened.pragma('checkpoint_fullfsync = ON');
  opened.pragma('wal_autocheckpoint = 0');
  // Waits a little for a gap between two commits; what cannot be done now is done at a later turn.
  opened.pragma('busy_timeout = 200');
  return opened;
}

let lastVersion = -1;
let quietTurns = 0;
let timer = setTimeout(turn, 0);

function turn(): void {
  try {
    sqlite ??= openFile();
    look(sqlite);
  } catch (error) {
    // A full disk gets room again, and one that failed may work again. What is not in the file yet is in the WAL.
    if (!isOfDisk(error)) throw error;
    sqlite?.close();
    sqlite = null;
    lastVersion = -1;
  }
  timer = setTimeout(turn, quietTurns < LULL && sqlite ? BUSY_PAUSE : IDLE_PAUSE);
}

function look(opened: BetterSqlite.Database): void {
  const version = Number(opened.pragma('data_version', { simple: true }));
  quietTurns = version === lastVersion ? quietTurns + 1 : 0;
  lastVersion = version;

  if (quietTurns <= 1) {
    const { log } = checkpoint(opened, 'PASSIVE');
    if (log > LONGEST_WAL) checkpoint(opened, 'RESTART');
  } else if (quietTurns === LULL) {
    checkpoint(opened, 'TRUNCATE');
  }
}

function checkpoint(opened: BetterSqlite.Database, mode: 'PASSIVE' | 'RESTART' | 'TRUNCATE'): Checkpoint {
  const [result] = opened.pragma(`wal_checkpoint(${mode})`) as [Checkpoint];
  return result;
}

function isOfDisk(error: unknown): boolean {
  return error instanceof BetterSqlite.SqliteError && /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY)/.test(error.code);
}

parentPort?.once('message', () => {
  clearTimeout(timer);
  sqlite?.close();
});
parentPort?.postMessage('started');
