import { hash } from 'node:crypto';
import type { gateContract } from '../../src-shared/contract/gate';
import type { Input } from '../../src-shared/contract/operation';
import type { ScanOutcome, scansContract } from '../../src-shared/contract/scans';
import { type Instant, toInstant } from '../../src-shared/instant';
import { againAfterRace } from '../database/constraint';
import type { Database } from '../database/sqlite';
import { together } from '../database/transact';
import { createBatches } from './batches';
import { type Attempt, judge } from './judge';
import { createScanLog } from './scan-log';

interface ScansOptions {
  readonly db: Database;
  readonly signing: {
    /** The pass that a code was signed for; null when it was not. Throws while the keys are locked or missing. */
    passIdOf(code: string): string | null | Promise<string | null>;
  };
  readonly now: () => number;
}

/** Who scans, and at which desk or phone. */
export interface Scanner {
  readonly username: string;
  /** The desk, or the phone by its name. */
  readonly desk: string;
  /** Null at a desk. */
  readonly deviceId: string | null;
}

interface Scan extends Input<(typeof scansContract)['scans.scan']> {
  /** Whole milliseconds since a phone recorded it and let the person in. */
  readonly recordedAgoMs?: number | undefined;
}

export type Scans = ReturnType<typeof createScans>;

/** Admits passes at the gate, each of them once, and writes every attempt down. */
export function createScans({ db, signing, now }: ScansOptions) {
  // Scans that arrive together share a commit, and with it the wait for the disk.
  const batches = createBatches<Attempt, ScanOutcome>((attempts) =>
    // The same scan may come to two desks: whoever is second finds the answer of the first.
    againAfterRace(() => together(db, (within) => judge(within, attempts, toInstant(now())))),
  );

  return {
    ...createScanLog(db),
    /**
     * One attempt. Its answer comes after it is safely on disk.
     * @throws ExpectedError `keys-locked`, `keys-missing`; `conflict` when the scan id was used for another code
     */
    async scan({ scanId, code, recordedAgoMs }: Scan, by: Scanner): Promise<ScanOutcome> {
      const judged = signing.passIdOf(code);
      const passId = judged instanceof Promise ? await judged : judged;
      const recordedAt = recordedAgoMs === undefined ? null : momentBefore(now(), recordedAgoMs);
      return batches.add({ ...by, scanId, codeDigest: hash('sha256', code), passId, recordedAt, byHand: false });
    },
    /**
     * Admits a pass that was found by name. One that does not exist is refused like any other.
     * @throws ExpectedError `conflict` when the scan id was used for a code or for another pass
     */
    async admit({ scanId, passId }: Input<(typeof gateContract)['gate.admit']>, by: Scanner): Promise<ScanOutcome> {
      return batches.add({ ...by, scanId, codeDigest: digestByHand(passId), passId, recordedAt: null, byHand: true });
    },
    /** Waits for the attempts that are not answered yet. */
    settle: () => batches.settle(),
  };
}

/** Two days and a phone that counted wrongly are no reason to turn a scan away: then it was recorded just now. */
const LONGEST_AGO = 172_800_000;

function momentBefore(now: number, ago: number): Instant {
  return toInstant(ago >= 0 && ago <= LONGEST_AGO ? now - ago : now);
}

/** Stands where the digest of a code would. No code has the byte in front, which no text has. */
function digestByHand(passId: string): string {
  return hash('sha256', Buffer.concat([Buffer.of(0xff), Buffer.from(passId)]));
}
