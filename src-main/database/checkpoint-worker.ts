import { parentPort, workerData } from 'node:worker_threads';
import BetterSqlite from 'better-sqlite3';

/** While there is something to write back, and while there is not; in milliseconds. */
const BUSY_PAUSE = 100;
const IDLE_PAUSE = 500;
/** After a failure, until the next try. */
const FAILED_PAUSE = 1_000;
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

let sqlite = open();
let lastVersion = -1;
let quietTurns = 0;
/** The WAL is empty, and has been since the last commit. */
let isInOrder = false;
let timer = setTimeout(turn, 0);

function open(): BetterSqlite.Database {
  const opened = new BetterSqlite(file, { fileMustExist: true });
  opened.pragma('synchronous = FULL');
  opened.pragma('fullfsync = ON');
  opened.pragma('checkpoint_fullfsync = ON');
  opened.pragma('wal_autocheckpoint = 0');
  // Waits a little for a gap between two commits; what cannot be done now is done at a later turn.
  opened.pragma('busy_timeout = 200');
  return opened;
}

function turn(): void {
  timer = setTimeout(turn, takeTurn());
}

/** @returns milliseconds until the next one */
function takeTurn(): number {
  try {
    if (!sqlite.open) sqlite = open();
    writeBack();
    return quietTurns < LULL ? BUSY_PAUSE : IDLE_PAUSE;
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error;
    // A full or failing disk: nothing is lost, what is not written back stays in the WAL. A handle that has met an I/O
    // error is not to be trusted any more.
    close();
    quietTurns = 0;
    return FAILED_PAUSE;
  }
}

function writeBack(): void {
  const version = Number(sqlite.pragma('data_version', { simple: true }));
  quietTurns = version === lastVersion ? quietTurns + 1 : 0;
  if (version !== lastVersion) isInOrder = false;
  lastVersion = version;

  if (quietTurns <= 1) {
    const { log } = checkpoint('PASSIVE');
    if (log > LONGEST_WAL) checkpoint('RESTART');
  } else if (quietTurns >= LULL && !isInOrder) {
    // While somebody still reads from the WAL it cannot be emptied, and is tried again.
    isInOrder = checkpoint('TRUNCATE').busy === 0;
  }
}

function checkpoint(mode: 'PASSIVE' | 'RESTART' | 'TRUNCATE'): Checkpoint {
  const [result] = sqlite.pragma(`wal_checkpoint(${mode})`) as [Checkpoint];
  return result;
}

function close(): void {
  try {
    sqlite.close();
  } catch {
    // It is not used any more, whatever the disk says to that.
  }
}

parentPort?.once('message', () => {
  clearTimeout(timer);
  close();
});
parentPort?.postMessage('started');
