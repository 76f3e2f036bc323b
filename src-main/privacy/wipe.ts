import { setTimeout as pause } from 'node:timers/promises';
import type BetterSqlite from 'better-sqlite3';
import { sql } from 'kysely';
import type { Database } from '../database/sqlite';
import { tidyWords } from '../database/words/words';

/** Between two attempts to empty the WAL while somebody reads from it, such as a backup; in milliseconds. */
const BETWEEN_ATTEMPTS = 50;

interface Checkpoint {
  readonly busy: 0 | 1;
  /** Pages in the WAL, and how many of them are in the file by now. */
  readonly log: number;
  readonly checkpointed: number;
}

const NOTHING_DONE: Checkpoint = { busy: 1, log: 0, checkpointed: 0 };

/** How what was overwritten goes away for good, which is the engine's own affair. */
export interface Wiping {
  /** @param patience milliseconds @returns whether nothing is left in a log of changes that this desk can reach */
  emptyWal(patience: number): Promise<boolean>;
  /** Writes all that is left anew. */
  rewrite(): Promise<void>;
}

export function wipingOfFile(db: Database, handle: Handle): Wiping {
  return { emptyWal: (patience) => emptyWal(db, handle, patience), rewrite: () => rewriteFile(db) };
}

/**
 * A server keeps its log of changes for itself, and for replicas, for as long as it is set to. Its tables are written anew,
 * which holds up scans for as long as that takes.
 */
export function wipingOfStore(db: Database): Wiping {
  return {
    emptyWal: () => Promise.resolve(true),
    async rewrite() {
      await sql`VACUUM (FULL) passes`.execute(db);
      await tidyWords(db);
    },
  };
}

/** Gives the handle that is alive just now. */
export type Handle = () => Pick<BetterSqlite.Database, 'pragma'>;

/**
 * Empties the WAL, in which the rows stand as they were. The thread of checkpoints may hold the lock just then and a
 * backup may read from it, so this is tried until the time is over; no attempt waits for a lock, because scans would.
 * @param patience milliseconds
 * @returns whether it is empty
 */
export async function emptyWal(db: Database, handle: Handle, patience: number): Promise<boolean> {
  const attempts = Math.max(1, Math.floor(patience / BETWEEN_ATTEMPTS));
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await pause(BETWEEN_ATTEMPTS);
    // What is long is written back by the thread first: the writing connection would hold up the gate with it.
    const { log, checkpointed } = await checkpoint(db, handle, 'NOOP');
    const isNearlyDone = log - checkpointed <= 100;
    if ((isNearlyDone || attempt >= attempts / 2) && (await checkpoint(db, handle, 'TRUNCATE')).busy === 0) return true;
  }
  return false;
}

/**
 * Writes the whole file anew. Overwriting what is deleted (`secure_delete`) does not reach everything: pages that were
 * divided while they filled up keep parts of rows in their empty middle. Measured with 100,000 passes: of all their
 * texts five were left after they were erased, none after this, which took 0.4 s.
 */
export async function rewriteFile(db: Database): Promise<void> {
  await tidyWords(db);
  await sql`VACUUM`.execute(db);
}

/** When nobody is in the middle of a transaction, and without waiting for anybody. */
async function checkpoint(db: Database, handle: Handle, mode: 'NOOP' | 'TRUNCATE'): Promise<Checkpoint> {
  return db.connection().execute(async () => {
    const sqlite = handle();
    // Straight on the handle: what a pragma sets, it sets when it is prepared, so a statement that is kept would not.
    const timeout = Number(sqlite.pragma('busy_timeout', { simple: true }));
    sqlite.pragma('busy_timeout = 0');
    try {
      const [result] = sqlite.pragma(`wal_checkpoint(${mode})`) as Checkpoint[];
      return result ?? NOTHING_DONE;
    } catch {
      // A disk that fails is noticed, and told, where somebody wants something of it.
      return NOTHING_DONE;
    } finally {
      sqlite.pragma(`busy_timeout = ${timeout}`);
    }
  });
}
