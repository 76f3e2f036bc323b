import { createGateQueue, type GateQueue } from '../../../../src-renderer/gate/scanning/gate-queue';
import type { ScanLink } from '../../../../src-renderer/gate/scanning/live-send';
import type { RecordedScan } from '../../../../src-renderer/gate/scanning/recorded-scan';
import { openRecordedStore, type RecordedStore } from '../../../../src-renderer/gate/scanning/recorded-store';
import type { ScanFile } from '../../../../src-renderer/gate/scanning/scan-file';
import type { GateOutcome } from '../../../../src-shared/contract/gate';
import type { ErrorCode, Reply } from '../../../../src-shared/contract/operation';
import { toInstant } from '../../../../src-shared/moment';
import { formatCompactCode } from '../../../../src-shared/pass-code';

/** What becomes of one message to the office. */
export type Fate = 'answered' | 'request-lost' | 'answer-lost' | 'late' | ErrorCode;

const TIMEOUT_MS = 2_500;
const START = Date.UTC(2026, 10, 28, 13, 30);

export function passId(pass: number): string {
  return `0190f0a0-0000-7000-8000-${pass.toString(16).padStart(12, '0')}`;
}

/** A code of the right form. Those of the first 3,000 passes are genuine, which only the office knows. */
export function codeOf(pass: number): string {
  return formatCompactCode({ keyId: '01', passId: passId(pass), tag: new Uint8Array(16).fill(pass % 251) });
}

const GENUINE = new Map(Array.from({ length: 3_000 }, (_, pass) => [codeOf(pass), passId(pass)]));

interface Sent {
  readonly scanId: string;
  readonly code: string;
  readonly recordedAgoMs: number | null;
  /** Of the world's clock. */
  readonly at: number;
}

/** One phone before a gate, its disk, the office and the air between them, all on one clock that the test moves. */
export function createGateWorld() {
  let time = START;
  let ids = 0;
  let events: { at: number; turn: number; run: () => void }[] = [];
  let turns = 0;

  function later(milliseconds: number, run: () => void) {
    events.push({ at: time + milliseconds, turn: turns++, run });
  }
  /** All that follows without the passing of time. */
  async function settle() {
    await new Promise((resolve) => setImmediate(resolve));
  }
  async function advance(milliseconds: number) {
    const end = time + milliseconds;
    await settle();
    for (;;) {
      const next = events.toSorted((a, b) => a.at - b.at || a.turn - b.turn)[0];
      if (!next || next.at > end) break;
      events = events.filter((one) => one !== next);
      time = Math.max(time, next.at);
      next.run();
      await settle();
    }
    time = end;
  }

  // The office: a scan id has one answer for ever, a pass admits once.
  const log = new Map<string, GateOutcome>();
  const admissions = new Map<string, { scanId: string; at: number; desk: string }>();
  const collisions = new Set<string>();
  const sent: Sent[] = [];

  function judge(scanId: string, pass: string | null, recordedAgoMs: number | null, desk: string): GateOutcome {
    const known = log.get(scanId);
    const outcome = known ?? decide(scanId, pass, desk);
    log.set(scanId, outcome);
    if (outcome.status === 'refused' && recordedAgoMs !== null) collisions.add(scanId);
    return outcome;
  }
  function decide(scanId: string, pass: string | null, desk: string): GateOutcome {
    const at = toInstant(time);
    if (pass === null) {
      return { status: 'refused', reason: 'invalid', at, pass: null, firstAdmission: null };
    }
    const shown = { passId: pass, name1: 'Meera', name2: null, passType: 'S', passTypeLabel: 'Single', timing: '7 PM' };
    const first = admissions.get(pass);
    if (first) {
      const firstAdmission = { at: toInstant(first.at), byName: 'Asha', desk: first.desk };
      return { status: 'refused', reason: 'already-used', at, pass: { ...shown, admits: 1 }, firstAdmission };
    }
    admissions.set(pass, { scanId, at: time, desk });
    return { status: 'admitted', at, pass: { ...shown, admits: 1 } };
  }

  // The air.
  let cut = false;
  let fates: () => Fate = () => 'answered';
  let delayMs = 20;

  function transmit<T>(next: () => Fate, answer: () => T, alive: () => boolean): Promise<Reply<T>> {
    const fate = cut ? 'request-lost' : next();
    return new Promise((resolve) => {
      const reply = (milliseconds: number, value: Reply<T>) => later(milliseconds, () => alive() && resolve(value));
      if (fate === 'request-lost') return reply(TIMEOUT_MS, { ok: false, code: 'unreachable' });
      if (fate === 'answered') {
        return later(delayMs / 2, () => {
          const value = answer();
          reply(delayMs / 2, { ok: true, value });
        });
      }
      if (fate === 'answer-lost' || fate === 'late') {
        later(fate === 'late' ? 9_000 : delayMs / 2, () => void answer());
        return reply(TIMEOUT_MS, { ok: false, code: 'unreachable' });
      }
      return reply(delayMs, {
        ok: false,
        code: fate,
        ...(fate === 'too-many-attempts' ? { retryAfterSeconds: 3 } : {}),
      });
    });
  }

  // The disk: what is not on it yet may or may not be after the page has died.
  const disk = new Map<string, RecordedScan>();
  let pendingWrites: (() => void)[] = [];
  let diskBroken = false;

  function createFile(alive: () => boolean): ScanFile {
    return {
      read: async () => {
        if (diskBroken) throw new Error('refused');
        return structuredClone([...disk.values()]);
      },
      write: (scans, remove) =>
        new Promise((resolve, reject) => {
          if (!alive()) return;
          if (diskBroken) return reject(new Error('full'));
          const copy = structuredClone(scans);
          const commit = () => {
            for (const scan of copy) disk.set(scan.scanId, scan);
            for (const scanId of remove) disk.delete(scanId);
            pendingWrites = pendingWrites.filter((one) => one !== commit);
            if (alive()) resolve(remove);
          };
          pendingWrites.push(commit);
          later(5, () => pendingWrites.includes(commit) && commit());
        }),
      clear: async () => disk.clear(),
    };
  }

  // The phone: one page after the other.
  interface Page {
    readonly queue: GateQueue;
    readonly store: RecordedStore;
    readonly poll: () => void;
    readonly life: { alive: boolean };
  }
  let page: Page | null = null;
  const health: unknown[] = [];

  async function open(): Promise<Page> {
    const back = new Set<() => void>();
    const life = { alive: true };
    const alive = () => life.alive;
    let state: ReturnType<ScanLink['state']> = { reachable: null, ended: null };
    async function note<T>(reply: Promise<Reply<T>>): Promise<Reply<T>> {
      const settled = await reply;
      const reachable = settled.ok || settled.code !== 'unreachable';
      const isBack = reachable && state.reachable !== true;
      state = { reachable, ended: null };
      if (isBack) for (const listener of back) listener();
      return settled;
    }
    const link: ScanLink = {
      api: {
        'gate.scan': ({ scanId, code, recordedAgoMs = null }) => {
          sent.push({ scanId, code, recordedAgoMs, at: time });
          const pass = GENUINE.get(code.toUpperCase()) ?? null;
          return note(
            transmit(
              () => fates(),
              () => judge(scanId, pass, recordedAgoMs, 'Gate 1'),
              alive,
            ),
          );
        },
        'gate.admit': ({ scanId, passId: pass }) => {
          sent.push({ scanId, code: '', recordedAgoMs: null, at: time });
          return note(
            transmit(
              () => fates(),
              () => judge(scanId, pass, null, 'Gate 1'),
              alive,
            ),
          );
        },
      },
      state: () => state,
      onBack(listener) {
        back.add(listener);
        return () => back.delete(listener);
      },
      setHealth: (part) => health.push(part),
    };
    const poll = () =>
      void note(
        transmit(
          () => 'answered',
          () => null,
          alive,
        ),
      );
    const opening = openRecordedStore({ now: () => time, file: createFile(alive) });
    await settle();
    const store = await opening;
    const queue = createGateQueue({
      link,
      store,
      now: () => time,
      newId: () => `0190f0a1-0000-7000-8000-${(++ids).toString(16).padStart(12, '0')}`,
      wait: (milliseconds) => new Promise((resolve) => later(milliseconds, () => alive() && resolve())),
    });
    return { queue, store, poll, life };
  }

  return {
    now: () => time,
    advance,
    settle,
    log,
    admissions,
    collisions,
    sent,
    disk,
    health,
    minted: () => ids,
    scan: (code: string) => page?.queue.scans.add(code),
    get queue(): GateQueue {
      if (!page) throw new Error('no page is open');
      return page.queue;
    },
    get store(): RecordedStore {
      if (!page) throw new Error('no page is open');
      return page.store;
    },
    /** Whether this is the queue of the page that is open now. */
    isOpen: (queue: GateQueue) => page?.queue === queue,
    /** Opens the page, or opens it anew: what the old one had in memory is gone. `written` of its writes got through. */
    async reload(written = Number.POSITIVE_INFINITY, onOpen?: (queue: GateQueue) => void) {
      if (page) page.life.alive = false;
      for (const commit of pendingWrites.slice(0, written)) commit();
      pendingWrites = [];
      page = await open();
      onOpen?.(page.queue);
      page.queue.start();
      await settle();
    },
    /** The link asks how the office is, as it does every second. */
    poll: () => page?.poll(),
    cutLink: (isCut: boolean) => {
      cut = isCut;
    },
    decideFates: (next: () => Fate) => {
      fates = next;
    },
    delay: (milliseconds: number) => {
      delayMs = milliseconds;
    },
    breakDisk: (isBroken: boolean) => {
      diskBroken = isBroken;
    },
    /** Somebody else admits it, at another gate. */
    admitElsewhere: (pass: number) => judge(`elsewhere-${pass}`, passId(pass), null, 'Gate 2'),
    moveClock: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

export type GateWorld = ReturnType<typeof createGateWorld>;
