import type { DeviceHealth } from '../../src-shared/contract/devices';
import type { Reply } from '../../src-shared/contract/operation';
import { fromInstant } from '../../src-shared/moment';
import { createGateApi, type GateApi, type GateCall, type GateOperation, type GateStatus, gateCall } from './gate-api';

/** What the scanner tells the desk of this phone; the link adds what it measures itself. */
export type ReportedHealth = Pick<DeviceHealth, 'queue' | 'stuck' | 'decoder' | 'camera'>;

export interface GateLinkState {
  /** Null until the first answer or the second failure. */
  readonly reachable: boolean | null;
  /** When `reachable` last changed: milliseconds of this phone's clock. */
  readonly since: number;
  /** The newest answer; stays while the desk is out of reach. */
  readonly status: GateStatus | null;
  /** Milliseconds of the last round trip. */
  readonly latencyMs: number | null;
  /** Milliseconds that this phone's clock is ahead of the office's. */
  readonly skewMs: number | null;
  /** What the scanner told last. */
  readonly reported: ReportedHealth;
  /** Signed off by the desk or at its own wish: what it kept has been wiped, and nothing is asked any more. */
  readonly ended: 'revoked' | 'left' | null;
}

export interface GateLink {
  /** Every answer and every missing one tells the link whether the desk is in reach. */
  readonly api: GateApi;
  readonly state: () => GateLinkState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Called each time the desk is in reach after it was not, the first time included. */
  readonly onBack: (listener: () => void) => () => void;
  setHealth(part: Partial<ReportedHealth>): void;
  /** Asks at once instead of at the next turn. */
  checkNow(): void;
  start(): void;
  stop(): void;
}

/** The Battery Status API; Safari and Firefox have none, and TypeScript's DOM library does not know it. */
interface BatteryManager {
  readonly level: number;
  readonly charging: boolean;
}
interface BatterySource {
  getBattery?(): Promise<BatteryManager>;
}

interface GateLinkOptions {
  /** Deletes everything that this page keeps on the phone. Runs once, when the desk has signed the phone off. */
  readonly wipe: () => void | Promise<void>;
  readonly call?: GateCall;
  /** Milliseconds since 1970 by this phone's clock. */
  readonly now?: () => number;
  /** Milliseconds that never go back. */
  readonly elapsed?: () => number;
  readonly platform?: BatterySource;
}

const EVERY_MS = 1_000;
/** Milliseconds between askings while the desk is out of reach; the last one repeats. */
const BACKOFF_MS = [2_000, 3_000, 4_000, 5_000];
/** One lost poll may be a packet; a scan that got no answer has a person waiting behind it. */
const LOST_POLLS = 2;
const SCANS: ReadonlySet<GateOperation> = new Set<GateOperation>(['gate.scan', 'gate.admit']);

/** The phone's way to the office: asks for its state every second while the page is shown, and knows whether it is in reach. */
export function createGateLink(options: GateLinkOptions): GateLink {
  const { wipe, call = gateCall, now = Date.now, elapsed = () => performance.now() } = options;
  const platform = options.platform ?? (navigator as BatterySource);
  const listeners = new Set<() => void>();
  const backListeners = new Set<() => void>();
  let state: GateLinkState = {
    reachable: null,
    since: now(),
    status: null,
    latencyMs: null,
    skewMs: null,
    reported: { queue: 0, stuck: 0, decoder: null, camera: 'off' },
    ended: null,
  };
  let battery: BatteryManager | null = null;
  /** Counts the starts, so that an answer to a question from before a stop is not taken for a new one. */
  let run = 0;
  let running = false;
  let polling = false;
  let lostPolls = 0;
  let waits = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts how often the page was hidden: a request that was frozen with it says nothing about the desk. */
  let hidings = 0;

  function change(part: Partial<GateLinkState>) {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  }

  const api = createGateApi(async (name, input) => {
    const hidingsBefore = hidings;
    const reply = await call(name, input);
    note(name, reply, hidingsBefore === hidings);
    return reply;
  });

  function note(name: GateOperation, reply: Reply<unknown>, wasShown: boolean) {
    if (state.ended) return;
    if (!reply.ok && reply.code === 'unreachable') {
      if (wasShown) noteLost(name);
      return;
    }
    const isRevoked = !reply.ok && reply.code === 'device-revoked';
    if (isRevoked || (reply.ok && name === 'gate.leave')) {
      stop();
      change({ reachable: true, ended: isRevoked ? 'revoked' : 'left' });
      void wipe();
      return;
    }
    lostPolls = 0;
    waits = 0;
    if (state.reachable !== true) {
      change({ reachable: true, since: now() });
      for (const listener of backListeners) listener();
    }
  }

  function noteLost(name: GateOperation) {
    if (name === 'gate.status') lostPolls++;
    const isLost = lostPolls >= LOST_POLLS || SCANS.has(name);
    if (isLost && state.reachable !== false) change({ reachable: false, since: now() });
    // Whether it was the desk or this one message is found out at once, not at the next turn.
    if (!isLost && name !== 'gate.status') checkNow();
  }

  async function poll() {
    clearTimeout(timer);
    if (polling || !running) return;
    polling = true;
    const asked = run;
    const began = elapsed();
    const beganAt = now();
    const reply = await api['gate.status'](state.status?.device ? { health: wholeHealth() } : {});
    const latencyMs = elapsed() - began;
    if (asked !== run || !running) return;
    polling = false;
    if (reply.ok) {
      const skewMs = beganAt + latencyMs / 2 - fromInstant(reply.value.now);
      change({ status: reply.value, latencyMs, skewMs });
    }
    schedule();
  }

  function schedule() {
    clearTimeout(timer);
    if (!running || document.visibilityState === 'hidden') return;
    const wait = state.reachable === false ? (BACKOFF_MS[Math.min(waits++, BACKOFF_MS.length - 1)] ?? 0) : EVERY_MS;
    timer = setTimeout(() => void poll(), wait);
  }

  function wholeHealth(): DeviceHealth {
    return {
      ...state.reported,
      latencyMs: state.latencyMs === null ? null : Math.min(state.latencyMs, 600_000),
      skewMs: state.skewMs === null ? null : Math.max(-1e12, Math.min(state.skewMs, 1e12)),
      battery: battery?.level ?? null,
      charging: battery?.charging ?? null,
    };
  }

  function checkNow() {
    waits = 0;
    void poll();
  }

  function onVisibility() {
    if (document.visibilityState === 'hidden') {
      hidings++;
      clearTimeout(timer);
    } else {
      checkNow();
    }
  }

  function start() {
    if (running || state.ended) return;
    running = true;
    polling = false;
    run++;
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('online', checkNow);
    window.addEventListener('pageshow', checkNow);
    // Read again at each message: the manager that browsers hand out keeps itself up to date.
    platform.getBattery?.().then(
      (manager) => {
        battery = manager;
      },
      () => undefined,
    );
    void poll();
  }

  function stop() {
    running = false;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', checkNow);
    window.removeEventListener('pageshow', checkNow);
  }

  return {
    api,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onBack(listener) {
      backListeners.add(listener);
      return () => backListeners.delete(listener);
    },
    setHealth(part) {
      const { reported } = state;
      const changed = (Object.keys(part) as (keyof ReportedHealth)[]).some((key) => part[key] !== reported[key]);
      if (changed) change({ reported: { ...reported, ...part } });
    },
    checkNow,
    start,
    stop,
  };
}
