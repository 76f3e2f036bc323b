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
const sqlite = new BetterSqlite(file, { fileMustExist: true });
sqlite.pragma('synchronous = FULL');
sqlite.pragma('fullfsync = ON');
sqlite.pragma('checkpoint_fullfsync = ON');
sqlite.pragma('wal_autocheckpoint = 0');
// Waits a little for a gap between two commits; what cannot be done now is done at a later turn.
sqlite.pragma('busy_timeout = 200');

let lastVersion = -1;
let quietTurns = 0;
let timer = setTimeout(turn, 0);

function turn(): void {
  const version = Number(sqlite.pragma('data_version', { simple: true }));
  quietTurns = version === lastVersion ? quietTurns + 1 : 0;
  lastVersion = version;

  if (quietTurns <= 1) {
    const { log } = checkpoint('PASSIVE');
    if (log > LONGEST_WAL) checkpoint('RESTART');
  } else if (quietTurns === LULL) {
    checkpoint('TRUNCATE');
  }
  timer = setTimeout(turn, quietTurns < LULL ? BUSY_PAUSE : IDLE_PAUSE);
}

function checkpoint(mode: 'PASSIVE' | 'RESTART' | 'TRUNCATE'): Checkpoint {
  const [result] = sqlite.pragma(`wal_checkpoint(${mode})`) as [Checkpoint];
  return result;
}

parentPort?.once('message', () => {
  clearTimeout(timer);
  sqlite.close();
});
parentPort?.postMessage('started');
