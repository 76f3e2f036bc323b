import type { ScanAnswer, Verdict } from './verdict-types';

/** The longest text the office takes. A longer one is no pass, and its beginning is no pass either. */
const LONGEST_CODE = 2_048;
/** Milliseconds between tries after a lost answer; the last one repeats. */
const BACKOFF_MS = [300, 700, 1_500, 3_000];
/** Milliseconds that a verdict is shown before the next of several waiting scans is sent: each has to be seen. */
const SEEN_MS = 1_200;

/** One reading of a code, under the id that it keeps until it is judged. */
export interface Scan {
  readonly scanId: string;
  readonly code: string;
}

interface ScanQueueOptions<S extends Scan> {
  readonly send: (scan: S) => Promise<ScanAnswer>;
  /** Called where the code is read, which may be long before it is sent. */
  readonly newScan: (code: string) => S;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** After the verdict is shown, and never for a scan without one. */
  readonly onAnswer?: (answer: ScanAnswer, scan: S) => void;
}

export interface ScanQueueState {
  /** Of the newest scan; null before the first one and after `clear`. */
  readonly verdict: Verdict | null;
  /** Counts the verdicts, so that two that read the same can be told apart. */
  readonly count: number;
  /** Whether a scan is on its way. */
  readonly busy: boolean;
  /** Scans that wait behind it. */
  readonly waiting: number;
}

export interface ScanQueue<S extends Scan = Scan> {
  /** Takes a code as it was read or typed; nothing is done with a blank one. */
  add(code: string): void;
  /** Takes a scan that has its id already, such as one that was not judged before the page was reloaded. */
  put(scan: S): void;
  /** Sends the scan that was not judged once more, as the same scan. */
  again(): void;
  /** Takes the verdict off the screen; one that still waits for its answer stays. */
  clear(): void;
  /** Takes scans again after `stop`. */
  start(): void;
  /** Nothing is sent after this; what was not sent yet is forgotten and can be scanned again. */
  stop(): void;
  readonly state: () => ScanQueueState;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * Sends scans one after the other, in the order in which they were read. A scan keeps its id until it has an answer:
 * if the office admitted the pass and only the answer was lost, asking again gives that answer and not "already used".
 */
export function createScanQueue<S extends Scan>(options: ScanQueueOptions<S>): ScanQueue<S> {
  const { send, newScan, wait, onAnswer } = options;
  const queue: S[] = [];
  const listeners = new Set<() => void>();
  let running = false;
  let current: S | null = null;
  /** The scan whose verdict is shown, if the office could not judge it. */
  let unjudged: S | null = null;
  let stopped = false;
  let state: ScanQueueState = { verdict: null, count: 0, busy: false, waiting: 0 };

  function change(part: Partial<ScanQueueState>) {
    state = { ...state, busy: current !== null, waiting: queue.length, ...part };
    for (const listener of listeners) listener();
  }

  function show(verdict: Verdict) {
    change({ verdict, count: state.count + 1 });
  }

  async function run() {
    running = true;
    while (!stopped) {
      current = queue.shift() ?? null;
      if (!current) break;
      change({});
      await ask(current);
      if (queue.length > 0) await wait(SEEN_MS);
    }
    current = null;
    running = false;
    change({});
  }

  async function ask(scan: S) {
    for (let tries = 1; !stopped; tries++) {
      const answer = await send(scan);
      if (stopped) return;
      if (isLost(answer)) {
        // The first one is told; the others only count up.
        if (tries === 1) show({ kind: 'no-answer', tries });
        else change({ verdict: { kind: 'no-answer', tries } });
        await wait(BACKOFF_MS[Math.min(tries, BACKOFF_MS.length) - 1] ?? 0);
        continue;
      }
      const verdict = toVerdict(answer);
      unjudged = verdict.kind === 'not-judged' ? scan : null;
      current = null;
      show(verdict);
      onAnswer?.(answer, scan);
      return;
    }
  }

  function enqueue(scan: S) {
    unjudged = null;
    queue.push(scan);
    if (running) change({});
    else void run();
  }

  return {
    add(text) {
      const code = text.trim().slice(0, LONGEST_CODE);
      if (code === '' || stopped) return;
      // Scanned again because it was not judged: still the same scan, whatever became of its first try.
      enqueue(unjudged?.code === code ? unjudged : newScan(code));
    },
    put(scan) {
      if (!stopped) enqueue(scan);
    },
    again() {
      if (unjudged && !stopped) enqueue(unjudged);
    },
    clear() {
      if (state.verdict?.kind === 'no-answer') return;
      unjudged = null;
      if (state.verdict) change({ verdict: null });
    },
    start() {
      stopped = false;
    },
    stop() {
      stopped = true;
      queue.length = 0;
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isLost(answer: ScanAnswer): boolean {
  return 'ok' in answer && !answer.ok && answer.code === 'unreachable';
}

/** What there is to show of an answer. */
export function toVerdict(answer: ScanAnswer): Verdict {
  if ('kind' in answer) return answer;
  if (!answer.ok) return { kind: 'not-judged', refusal: answer };
  return answer.value.status === 'admitted'
    ? { kind: 'admitted', outcome: answer.value }
    : { kind: 'refused', outcome: answer.value };
}
