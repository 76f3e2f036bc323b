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
 * Does one job in a thread that does nothing else meanwhile.
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
    const thread = takeThread(url);

    function onMessage(message: JobMessage): void {
      if ('progress' in message) return onProgress(message.progress);
      release();
      keepThread(url, thread);
      if ('output' in message) resolve(message.output as Jobs[K]['output']);
      else if ('expected' in message) reject(new ExpectedError(message.expected));
      else reject(new BackupFailure(message.problem, message.cause));
    }
    function fail(cause: unknown): void {
      release();
      void thread.terminate();
      reject(new BackupFailure('unknown', cause));
    }
    const onExit = () => fail('the thread ended without an answer');
    const onAbort = () => fail(STOPPED);
    function release(): void {
      thread.off('message', onMessage).off('error', fail).off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
    }

    thread.on('message', onMessage).on('error', fail).on('exit', onExit);
    signal?.addEventListener('abort', onAbort, { once: true });
    thread.postMessage(job);
  });
}

const STOPPED = 'the office was closed meanwhile';

/** Starting a thread costs more than most jobs, and jobs come one after the other; in milliseconds. */
const KEPT_FOR = 5_000;
const kept = new Map<string, { readonly thread: Worker; readonly timer: NodeJS.Timeout }>();

function takeThread(url: URL): Worker {
  const idle = kept.get(url.href);
  if (!idle) return new Worker(url, { name: 'backups' });
  forget(url, idle.thread);
  idle.thread.ref();
  return idle.thread;
}

/** Nobody waits for it, and it keeps no process alive. */
function keepThread(url: URL, thread: Worker): void {
  if (kept.has(url.href)) return void thread.terminate();
  const end = () => {
    forget(url, thread);
    void thread.terminate();
  };
  thread.unref();
  // It has no job that could fail, but a process without memory can still end it.
  thread.once('error', end).once('exit', end);
  kept.set(url.href, { thread, timer: setTimeout(end, KEPT_FOR).unref() });
}

function forget(url: URL, thread: Worker): void {
  const idle = kept.get(url.href);
  if (idle?.thread !== thread) return;
  clearTimeout(idle.timer);
  thread.removeAllListeners('error').removeAllListeners('exit');
  kept.delete(url.href);
}
