import { parentPort, workerData } from 'node:worker_threads';
import { ExpectedError } from '../expected-error.ts';
import { restoreJobs } from '../restore/restore-jobs.ts';
import { asBackupFailure } from './backup-failure.ts';
import { backupJobs, type JobFunction } from './jobs.ts';
import type { Job, JobMessage } from './run-job.ts';

const job = workerData as Job;
const perform = { ...backupJobs, ...restoreJobs }[job.name] as JobFunction<{ input: unknown; output: unknown }>;

function say(message: JobMessage): void {
  parentPort?.postMessage(message);
}

try {
  say({ output: await perform(job.input, (progress) => say({ progress })) });
} catch (error) {
  if (error instanceof ExpectedError) say({ expected: error.code });
  else {
    const { problem, detail } = asBackupFailure(error);
    say({ problem, cause: detail });
  }
}
