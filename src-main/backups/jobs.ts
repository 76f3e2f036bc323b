import type { RestoreJobs } from '../restore/restore-jobs.ts';
import type { StoreJobs } from '../store/store-jobs.ts';
import { type CopyInput, copyBackup } from './copy-backup.ts';
import { type MirrorInput, mirrorCsv } from './mirror-csv.ts';
import { makeSnapshot, type Snapshot, type SnapshotInput } from './snapshot.ts';
import { type Verified, verifyBackup } from './verify.ts';

interface VerifyInput {
  /** Path of the backup. */
  readonly backup: string;
  readonly passphrase?: string | undefined;
}

/** What the thread of backups can be asked for: name of the job -> what goes in and what comes out, as structured clones. */
export interface Jobs extends RestoreJobs, StoreJobs {
  readonly snapshot: { readonly input: SnapshotInput; readonly output: Snapshot };
  readonly verify: { readonly input: VerifyInput; readonly output: Verified };
  readonly mirror: { readonly input: MirrorInput; readonly output: number };
  readonly copy: { readonly input: CopyInput; readonly output: string };
}

/** @param onProgress from 0 to 1 */
export type JobFunction<J extends { readonly input: unknown; readonly output: unknown }> = (
  input: J['input'],
  onProgress: (done: number) => void,
) => J['output'] | Promise<J['output']>;

export const backupJobs = {
  snapshot: makeSnapshot,
  verify: ({ backup, passphrase }, onProgress) => verifyBackup(backup, { passphrase, onProgress }),
  mirror: mirrorCsv,
  copy: copyBackup,
} satisfies { [K in Exclude<keyof Jobs, keyof RestoreJobs | keyof StoreJobs>]: JobFunction<Jobs[K]> };
