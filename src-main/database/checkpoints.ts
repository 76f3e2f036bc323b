import { Worker } from 'node:worker_threads';
import type { Log } from '../log';

interface CheckpointOptions {
  /** Where the thread's code is. */
  readonly worker: URL;
  /** The database, opened once more by the thread. */
  readonly file: string;
  /** The connection that writes, which no longer makes checkpoints itself. */
  readonly sqlite: { readonly open: boolean; pragma(source: string): unknown };
  readonly log: Log;
}

export interface Checkpoints {
  /** Settles once the thread has taken over, or has failed to. True while it makes the checkpoints. */
  started(): Promise<boolean>;
  /** Ends the thread and its connection. Call before the writing connection closes. */
  stop(): Promise<void>;
}

/** SQLite's own default, in pages. */
const AUTOMATIC = 1_000;

/**
 * Writes the WAL back into the file from a thread of its own, where it holds up no scan. If the thread cannot start or
 * dies, the writing connection makes the checkpoints again: slower, and just as safe.
 */
export function startCheckpoints({ worker, file, sqlite, log }: CheckpointOptions): Checkpoints {
  const thread = new Worker(worker, { workerData: { file }, name: 'checkpoints' });
  let stopping = false;
  const hasStarted = new Promise<boolean>((resolve) => {
    thread.once('message', () => {
      // Checkpoints are no reason to keep a process alive; the end of their thread, once it is waited for, is one.
      if (!stopping) thread.unref();
      resolve(true);
    });
    thread.once('exit', () => resolve(false));
  });
  const hasEnded = new Promise<void>((resolve) => void thread.once('exit', () => resolve()));

  let failure = '';
  thread.on('error', (error: unknown) => {
    failure = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  });
  thread.once('exit', (exitCode) => {
    if (stopping || !sqlite.open) return;
    sqlite.pragma(`wal_autocheckpoint = ${AUTOMATIC}`);
    log.warn('the checkpoint thread ended; the main connection makes checkpoints again', { exitCode, failure });
  });
  sqlite.pragma('wal_autocheckpoint = 0');

  return {
    started: () => hasStarted,
    async stop() {
      stopping = true;
      thread.ref();
      thread.postMessage('stop');
      await hasEnded;
    },
  };
}
