import { type CopyInput, copyBackup } from './copy-backup.ts';
import { makeSnapshot, type Snapshot, type SnapshotInput } from './snapshot.ts';
import { type Verified, verifyBackup } from './verify.ts';

interface VerifyInput {
  /** Path of the backup. */
  readonly backup: string;
  readonly passphrase?: string | undefined;
}

/** What the thread of backups can be asked for: name of the job -> what goes in and what comes out, as structured clones. */
export interface Jobs {
  readonly snapshot: { readonly input: SnapshotInput; readonly output: Snapshot };
  readonly verify: { readonly input: VerifyInput; readonly output: Verified };
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
  copy: copyBackup,
} satisfies { [K in keyof Jobs]: JobFunction<Jobs[K]> };
