import type { GateOutcome } from '../../../src-shared/contract/gate';
import type { Reply } from '../../../src-shared/contract/operation';
import { toInstant } from '../../../src-shared/moment';
import { parsePassCode } from '../../../src-shared/pass-code';
import type { Scan } from '../../scanner/scan-queue';
import type { LocalVerdict, ScanAnswer } from '../../scanner/verdict-types';
import type { GateLink, GateLinkState } from '../gate-link';
import type { RecordedScan } from './recorded-scan';
import type { RecordedStore } from './recorded-store';

export interface GateScan extends Scan {
  /** When the code was read: milliseconds since 1970 by this phone's clock. */
  readonly at: number;
  /** Of a pass that was found by name; its code is blank then. */
  readonly passId: string | null;
}

/** What sending needs of the phone's link. */
export interface ScanLink extends Pick<GateLink, 'onBack' | 'setHealth'> {
  readonly api: Pick<GateLink['api'], 'gate.scan' | 'gate.admit'>;
  readonly state: () => Pick<GateLinkState, 'reachable' | 'ended'>;
}

interface LiveSendOptions {
  readonly link: Pick<ScanLink, 'api' | 'state'>;
  readonly store: RecordedStore;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** When this page saw the office admit a pass: milliseconds since 1970, by pass id. */
  readonly admittedHere: ReadonlyMap<string, number>;
}

/** Milliseconds without an answer after which a scan is recorded: two tries, and nobody waits longer at a gate. */
const GIVE_UP_MS = 3_500;

/**
 * Asks the office about the pass of somebody who stands at the gate. Where it is out of reach, the phone says only what
 * it knows: that it has recorded the pass, that it let the same pass in before, or that this is no pass code at all.
 */
export function createLiveSend({ link, store, now, wait, admittedHere }: LiveSendOptions) {
  /** Each new scan is compared with all that are recorded, so each code is read once only. */
  const passIds = new Map<string, string>();
  function passIdOf(code: string): string | null {
    const known = passIds.get(code);
    if (known !== undefined) return known;
    const passId = parsePassCode(code)?.passId ?? null;
    if (passId !== null) passIds.set(code, passId);
    return passId;
  }

  const isOutOfReach = () => link.state().reachable === false;

  /** Null if there was no answer. A lost one is asked for once more at once, as the same scan. */
  async function ask(call: () => Promise<Reply<GateOutcome>>): Promise<Reply<GateOutcome> | null> {
    if (isOutOfReach()) return null;
    return Promise.race([twice(call), wait(GIVE_UP_MS).then(() => null)]);
  }

  /** The same pass in an earlier scan of this phone. While the office can be asked, only what it has not judged counts. */
  function knownHere(passId: string, scanId: string, canAsk: boolean): LocalVerdict | null {
    const recorded = store
      .all()
      .find(
        (one) =>
          one.scanId !== scanId &&
          one.told === 'recorded' &&
          (one.fate.kind === 'waiting' || !canAsk) &&
          passIdOf(one.code) === passId,
      );
    const admittedAt = canAsk ? undefined : admittedHere.get(passId);
    const at = recorded?.at ?? admittedAt;
    if (at === undefined) return null;
    return { kind: 'known-here', how: recorded ? 'recorded' : 'admitted', at: toInstant(at), now: toInstant(now()) };
  }

  async function sendCode(scan: GateScan): Promise<ScanAnswer> {
    const { scanId, code, at } = scan;
    const passId = passIdOf(code);
    const known = passId !== null && knownHere(passId, scanId, true);
    if (known) return known;

    if (passId !== null) await keep(scan, 'nothing');
    const reply = await ask(() => link.api['gate.scan']({ scanId, code }));
    if (reply) return reply;
    if (passId === null) return { kind: 'no-pass' };

    const knownNow = knownHere(passId, scanId, false);
    if (knownNow) return knownNow;
    await keep(scan, 'recorded');
    return { kind: 'recorded', at: toInstant(at) };
  }

  async function admitByHand({ scanId }: GateScan, passId: string): Promise<ScanAnswer> {
    const known = knownHere(passId, scanId, true);
    if (known) return known;
    // Only the desk knows names: without it there is nothing to record.
    const reply = await ask(() => link.api['gate.admit']({ scanId, passId }));
    return reply ?? { kind: 'not-judged', refusal: { ok: false, code: 'unreachable' } };
  }

  function keep({ scanId, code, at }: GateScan, told: RecordedScan['told']): Promise<void> {
    return store.put({ scanId, code, at, told, tries: 0, fate: { kind: 'waiting' } });
  }

  return (scan: GateScan): Promise<ScanAnswer> =>
    scan.passId === null ? sendCode(scan) : admitByHand(scan, scan.passId);
}

async function twice(call: () => Promise<Reply<GateOutcome>>): Promise<Reply<GateOutcome> | null> {
  for (let tries = 0; tries < 2; tries++) {
    const reply = await call();
    if (reply.ok || reply.code !== 'unreachable') return reply;
  }
  return null;
}
