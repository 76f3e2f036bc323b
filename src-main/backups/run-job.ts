import { Worker } from 'node:worker_threads';
import type { BackupProblem } from '../../src-shared/contract/backups';
import type { ErrorCode } from '../../src-shared/contract/operation';
import { ExpectedError } from '../expected-error.ts';
import { BackupFailure } from './backup-failure.ts';
import type { Jobs } from './jobs.ts';

export type JobName = keyof Jobs;

/** A job and its input, as the thread gets them. */
export type Job<K extends JobName = JobName> = {
  readonly [N in K]: { readonly name: N; readonly input: Jobs[N]['input'] };
}[K];

/** `runJob` without where it runs. */
export type Run = <K extends JobName>(
  job: { readonly name: K; readonly input: Jobs[K]['input'] },
  onProgress?: (done: number) => void,
) => Promise<Jobs[K]['output']>;

/** What the thread says. */
export type JobMessage =
  | { readonly progress: number }
  | { readonly output: unknown }
  | { readonly problem: BackupProblem; readonly cause: string }
  | { readonly expected: ErrorCode };

/**
 * Does one job in a thread of its own, which ends with it.
 * @param url of `backup-worker`, a file of its own in every build
 * @param onProgress from 0 to 1
 * @param signal ends the thread wherever it is; the job then fails, and leaves at most temporary files
 * @throws ExpectedError and BackupFailure as the job threw them; every other failure of it is a BackupFailure too
 */
export function runJob<K extends JobName>(
  url: URL,
  job: { readonly name: K; readonly input: Jobs[K]['input'] },
  onProgress: (done: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Jobs[K]['output']> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new BackupFailure('unknown', STOPPED));
    const stop = () => {
      reject(new BackupFailure('unknown', STOPPED));
      void thread.terminate();
    };
    signal?.addEventListener('abort', stop, { once: true });
    const thread = new Worker(url, { workerData: job, name: `backup ${job.name}` });
    thread.on('message', (message: JobMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('output' in message) resolve(message.output as Jobs[K]['output']);
      else if ('expected' in message) reject(new ExpectedError(message.expected));
      else reject(new BackupFailure(message.problem, message.cause));
    });
    thread.on('error', (error: unknown) => reject(new BackupFailure('unknown', error)));
    // After an answer it has no effect.
    thread.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      reject(new BackupFailure('unknown', 'the thread ended without an answer'));
    });
  });
}

const STOPPED = 'the office was closed meanwhile';
