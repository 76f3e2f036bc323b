import { hash } from 'node:crypto';
import type { Input } from '../../src-shared/contract/operation';
import type { ScanOutcome, scansContract } from '../../src-shared/contract/scans';
import { toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import { createBatches } from './batches';
import { type Attempt, judge } from './judge';
import { createScanLog } from './scan-log';

interface ScansOptions {
  readonly db: Database;
  readonly signing: {
    /** The pass that a code was signed for; null when it was not. Throws while the keys are locked or missing. */
    passIdOf(code: string): string | null;
  };
  readonly now: () => number;
}

/** Who scans, and at which desk or device. */
interface Scanner {
  readonly username: string;
  readonly desk: string;
}

export type Scans = ReturnType<typeof createScans>;

/** Admits passes at the gate, each of them once, and writes every attempt down. */
export function createScans({ db, signing, now }: ScansOptions) {
  // Scans that arrive together share a commit, and with it the wait for the disk.
  const batches = createBatches<Attempt, ScanOutcome>((attempts) =>
    db.transaction().execute((within) => judge(within, attempts, toInstant(now()))),
  );

  return {
    ...createScanLog(db),
    /**
     * One attempt. Its answer comes after it is safely on disk.
     * @throws ExpectedError `keys-locked`, `keys-missing`; `conflict` when the scan id was used for another code
     */
    async scan({ scanId, code }: Input<(typeof scansContract)['scans.scan']>, by: Scanner): Promise<ScanOutcome> {
      const passId = signing.passIdOf(code);
      return batches.add({ scanId, codeDigest: hash('sha256', code), passId, username: by.username, desk: by.desk });
    },
    /** Waits for the attempts that are not answered yet. */
    settle: () => batches.settle(),
  };
}
