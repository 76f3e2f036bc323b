import type { GateOutcome } from '../../../src-shared/contract/gate';
import type { ErrorCode, Refusal } from '../../../src-shared/contract/operation';
import type { ScanLink } from './live-send';
import { LONGEST_WAIT_MS, type RecordedScan } from './recorded-scan';
import type { RecordedStore } from './recorded-store';

interface ReplayOptions {
  readonly link: Pick<ScanLink, 'api' | 'state'>;
  readonly store: RecordedStore;
  /** Milliseconds since 1970 by this phone's clock. */
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Resolves when no scan of somebody who stands at the gate is on its way. */
  readonly liveIdle: () => Promise<void>;
  readonly onJudged: (scan: RecordedScan, outcome: GateOutcome) => void;
}

export interface Replay {
  /** Begins, if the desk is in reach and there is something to send. Called too often it does no harm. */
  poke(): void;
  stop(): void;
}

/** Milliseconds between two scans: the office takes ten a second from a phone, and live ones have to fit in between. */
const PACE_MS = 125;
/** Milliseconds until another try when the office cannot judge just now; the last one repeats. */
const BACKOFF_MS = [2_000, 5_000, 10_000, 30_000];

/**
 * What a refusal that is no judgement means for a recorded scan. `later`: the office takes none just now. `after-others`:
 * it may be about this scan alone, which must not hold up the rest. `stuck`: it will never be taken as it is.
 */
const TREATMENT: Record<ErrorCode, 'later' | 'after-others' | 'stuck'> = {
  'unknown-operation': 'later',
  forbidden: 'later',
  'not-signed-in': 'later',
  'session-locked': 'later',
  'invalid-input': 'stuck',
  'not-found': 'stuck',
  conflict: 'stuck',
  'duplicate-holder': 'stuck',
  'wrong-credentials': 'later',
  'too-many-attempts': 'later',
  'wrong-passphrase': 'later',
  'keys-locked': 'later',
  'keys-missing': 'later',
  'already-set-up': 'stuck',
  'printer-failed': 'stuck',
  'storage-failed': 'later',
  'disk-full': 'later',
  'backup-unusable': 'stuck',
  'store-shared': 'stuck',
  'store-in-use': 'later',
  'phones-off': 'later',
  'invitation-over': 'later',
  'device-revoked': 'later',
  unreachable: 'later',
  internal: 'after-others',
};

/**
 * Sends what was recorded as soon as the desk is back: in the order in which it was read, one after the other, each with
 * the time since then. A scan leaves only with a judgement; one that cannot be judged is kept for a person.
 */
export function createReplay({ link, store, now, wait, liveIdle, onJudged }: ReplayOptions): Replay {
  let running = false;
  let stopped = false;
  /** Scans that the office failed on in this round. */
  const failed = new Set<string>();
  let failures = 0;

  const canSend = () => !stopped && link.state().reachable === true && link.state().ended === null;
  const waiting = () => store.all().filter(({ told, fate }) => told === 'recorded' && fate.kind === 'waiting');

  async function run() {
    running = true;
    while (canSend()) {
      const scan = waiting().find(({ scanId }) => !failed.has(scanId));
      if (scan) {
        await liveIdle();
        if (canSend()) await play(scan);
      } else if (failed.size > 0) {
        failed.clear();
        await wait(backoff());
      } else {
        break;
      }
    }
    failed.clear();
    running = false;
  }

  async function play(scan: RecordedScan) {
    const { scanId, code, at } = scan;
    const recordedAgoMs = Math.min(Math.max(0, Math.round(now() - at)), LONGEST_WAIT_MS);
    const reply = await link.api['gate.scan']({ scanId, code, recordedAgoMs });
    // Wiped meanwhile: it is nobody's business here any more.
    if (stopped || !store.all().some((one) => one.scanId === scanId)) return;
    if (!reply.ok) return takeRefusal(scan, reply);
    failures = 0;
    failed.delete(scanId);
    if (reply.value.status === 'admitted') await store.remove(scanId);
    else await store.put({ ...scan, fate: { kind: 'collided', outcome: reply.value } });
    onJudged(scan, reply.value);
    await wait(PACE_MS);
  }

  async function takeRefusal(scan: RecordedScan, { code, retryAfterSeconds }: Refusal) {
    const treatment = TREATMENT[code];
    if (treatment === 'stuck') {
      await store.put({ ...scan, tries: scan.tries + 1, fate: { kind: 'stuck', problem: code } });
      await wait(PACE_MS);
    } else if (treatment === 'after-others') {
      failed.add(scan.scanId);
      await store.put({ ...scan, tries: scan.tries + 1 });
      await wait(PACE_MS);
    } else {
      await wait(retryAfterSeconds === undefined ? backoff() : retryAfterSeconds * 1_000);
    }
  }

  function backoff(): number {
    return BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)] ?? 0;
  }

  return {
    poke() {
      stopped = false;
      if (!running) void run();
    },
    stop() {
      stopped = true;
    },
  };
}
