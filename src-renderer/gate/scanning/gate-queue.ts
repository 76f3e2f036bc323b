import { v7 as uuidv7 } from 'uuid';
import { parsePassCode } from '../../../src-shared/pass-code';
import { createScanQueue, type ScanQueue, toVerdict } from '../../scanner/scan-queue';
import type { ScanAnswer } from '../../scanner/verdict-types';
import { createLiveSend, type GateScan, type ScanLink } from './live-send';
import { type OwnScan, withJudgement, withVerdict } from './own-scans';
import type { RecordedScan } from './recorded-scan';
import type { RecordedStore } from './recorded-store';
import { createReplay } from './replay';

interface GateQueueOptions {
  readonly link: ScanLink;
  readonly store: RecordedStore;
  /** Milliseconds since 1970 by this phone's clock. */
  readonly now: () => number;
  /** Makes a scan id, a UUID. */
  readonly newId?: () => string;
  /** Resolves after so many milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

export interface GateQueueState {
  /** Recorded, and not judged yet; oldest first. */
  readonly waiting: readonly RecordedScan[];
  /** Recorded, and refused by the office; until somebody has read it. */
  readonly collided: readonly RecordedScan[];
  /** Recorded, and not to be taken by the office as it is; until somebody has dealt with it. */
  readonly stuck: readonly RecordedScan[];
  /** How many recorded scans the office has admitted since this page was opened. */
  readonly confirmed: number;
  /** False while a reload of the page would forget what is recorded. */
  readonly durable: boolean;
  /** The last scans of this page, the newest first. */
  readonly own: readonly OwnScan[];
}

/** The scans of one phone. Lives as long as its page, whichever part of the page is shown. */
export interface GateQueue {
  /** One verdict at a time, for `useScanQueue`. */
  readonly scans: ScanQueue<GateScan>;
  /** Admits a pass that was found by name. Its verdict is shown like that of a code. */
  admitByHand(passId: string): void;
  /** Somebody has read that a recorded scan collided. */
  acknowledge(scanId: string): void;
  /** Gives up a scan that the office will not take. */
  dismiss(scanId: string): void;
  readonly state: () => GateQueueState;
  readonly subscribe: (listener: () => void) => () => void;
  start(): void;
  /** Nothing is sent after this. What is recorded stays recorded. */
  stop(): void;
}

/**
 * After this many milliseconds, a scan that was read just before a reload is no longer sent: nobody was told anything, and
 * whoever it was about stands elsewhere by now.
 */
const FRESH_MS = 120_000;

/** Milliseconds for which a pass is taken to be held on over a reload: the camera begins anew with it. */
const HELD_ON_MS = 8_000;

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Sends what this phone scans, records it while the desk is out of reach, and sends that when it is back. */
export function createGateQueue(options: GateQueueOptions): GateQueue {
  const { link, store, now, newId = uuidv7, wait = sleep } = options;
  const admittedHere = new Map<string, number>();
  /** Scans that are in the hands of this page, judged or not. */
  const mine = new Set<string>();
  const listeners = new Set<() => void>();
  /** Codes of scans that go on from before a reload, with the moment when they did. */
  const resumed = new Map<string, number>();
  let confirmed = 0;
  let own: readonly OwnScan[] = [];
  let state = read();
  let unsubscribe: (() => void)[] = [];

  const scans = createScanQueue<GateScan>({
    send: createLiveSend({ link, store, now, wait, admittedHere }),
    newScan,
    wait,
    onAnswer,
  });
  const replay = createReplay({
    link,
    store,
    now,
    wait,
    liveIdle,
    onJudged(scan, outcome) {
      own = withJudgement(own, scan.scanId, outcome);
      if (outcome.status === 'admitted') {
        confirmed++;
        admittedHere.set(outcome.pass.passId, scan.at);
      }
      changed();
    },
  });

  /** Parts that are the same as before stay the same objects, so that the page draws only what changed. */
  function read(before?: GateQueueState): GateQueueState {
    const told = store.all().filter((scan) => scan.told === 'recorded');
    function ofKind(kind: RecordedScan['fate']['kind'], was: readonly RecordedScan[] = []) {
      const is = told.filter(({ fate }) => fate.kind === kind);
      return is.length === was.length && is.every((one, index) => one === was[index]) ? was : is;
    }
    return {
      waiting: ofKind('waiting', before?.waiting),
      collided: ofKind('collided', before?.collided),
      stuck: ofKind('stuck', before?.stuck),
      confirmed,
      durable: store.isDurable(),
      own,
    };
  }

  function changed() {
    const before = state;
    const next = read(before);
    if (isSame(before, next)) return;
    state = next;
    report();
    for (const listener of listeners) listener();
  }

  function report() {
    link.setHealth({ queue: state.waiting.length, stuck: state.stuck.length });
  }

  function newScan(code: string): GateScan {
    const scan: GateScan = { scanId: newId(), code, at: now(), passId: null };
    mine.add(scan.scanId);
    // Begun where the code is read: a scan that waits behind others outlives a reload too.
    if (parsePassCode(code)) void store.put({ ...kept(scan), told: 'nothing', tries: 0, fate: { kind: 'waiting' } });
    return scan;
  }

  function onAnswer(answer: ScanAnswer, scan: GateScan) {
    const verdict = toVerdict(answer);
    own = withVerdict(own, scan, verdict);
    if ('ok' in answer && answer.ok && answer.value.status === 'admitted') {
      const passId = scan.passId ?? parsePassCode(scan.code)?.passId;
      if (passId !== undefined) admittedHere.set(passId, scan.at);
    }
    if (verdict.kind !== 'recorded') void store.remove(scan.scanId);
    changed();
    replay.poke();
  }

  function liveIdle(): Promise<void> {
    return new Promise((resolve) => {
      if (!scans.state().busy) return resolve();
      const end = scans.subscribe(() => {
        if (scans.state().busy) return;
        end();
        resolve();
      });
    });
  }

  /** Scans that were read before a reload and that nobody was told anything about. */
  function resume() {
    for (const scan of store.all()) {
      if (scan.told !== 'nothing' || mine.has(scan.scanId)) continue;
      if (now() - scan.at > FRESH_MS) {
        void store.remove(scan.scanId);
        continue;
      }
      mine.add(scan.scanId);
      resumed.set(scan.code, now());
      scans.put({ ...kept(scan), passId: null });
    }
  }

  function onStore() {
    changed();
    resume();
    replay.poke();
  }

  /** Whether the camera sees what it saw before a reload, and not the pass of the next person. */
  function isHeldOn(text: string): boolean {
    const since = resumed.get(text.trim());
    return since !== undefined && now() - since < HELD_ON_MS;
  }

  return {
    scans: {
      ...scans,
      add(text) {
        if (!isHeldOn(text)) scans.add(text);
      },
    },
    admitByHand(passId) {
      scans.put({ scanId: newId(), code: '', at: now(), passId });
    },
    acknowledge(scanId) {
      if (state.collided.some((one) => one.scanId === scanId)) void store.remove(scanId);
    },
    dismiss(scanId) {
      if (state.stuck.some((one) => one.scanId === scanId)) void store.remove(scanId);
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (unsubscribe.length > 0) return;
      scans.start();
      unsubscribe = [store.subscribe(onStore), link.onBack(() => replay.poke())];
      report();
      onStore();
    },
    stop() {
      for (const end of unsubscribe) end();
      unsubscribe = [];
      scans.stop();
      replay.stop();
      mine.clear();
    },
  };
}

function isSame(one: GateQueueState, other: GateQueueState): boolean {
  return (Object.keys(one) as (keyof GateQueueState)[]).every((part) => one[part] === other[part]);
}

function kept({ scanId, code, at }: Pick<RecordedScan, 'scanId' | 'code' | 'at'>) {
  return { scanId, code, at };
}
