import { parentPort } from 'node:worker_threads';
import { ExpectedError } from '../expected-error.ts';
import { asBackupFailure } from './backup-failure.ts';
import { backupJobs, type JobFunction } from './jobs.ts';
import type { Job, JobMessage } from './run-job.ts';

type AnyJob = JobFunction<{ input: unknown; output: unknown }>;

/** Restoring brings migrations along, and moving the client of a store: they would cost every backup more than making it does. */
async function jobOf(name: string): Promise<AnyJob> {
  if (Object.hasOwn(backupJobs, name)) return backupJobs[name as keyof typeof backupJobs] as AnyJob;
  if (name.startsWith('restore')) {
    const { restoreJobs } = await import('../restore/restore-jobs.ts');
    return restoreJobs[name as keyof typeof restoreJobs] as AnyJob;
  }
  const { storeJobs } = await import('../store/store-jobs.ts');
  return storeJobs[name as keyof typeof storeJobs] as AnyJob;
}

function say(message: JobMessage): void {
  parentPort?.postMessage(message);
}

async function answer({ name, input }: Job): Promise<void> {
  try {
    const perform = await jobOf(name);
    say({ output: await perform(input, (progress) => say({ progress })) });
  } catch (error) {
    if (error instanceof ExpectedError) say({ expected: error.code });
    else {
      const { problem, detail } = asBackupFailure(error);
      say({ problem, cause: detail });
    }
  }
}

// One after the other: the next one comes when this one is answered.
parentPort?.on('message', (job: Job) => void answer(job));
