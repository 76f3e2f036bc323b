import type { Every, PrivacyOptions } from './privacy';

/** How often is looked whether something was written, and after how many looks without that nobody is held up. */
const LOOK = 1_000;
const QUIET_LOOKS = 5;
/** Milliseconds for the WAL to be empty afterwards; where a backup reads from it for longer, the next lull is waited for. */
const PATIENCE = 5_000;
/** When the office closes, which empties the WAL by itself. */
const LAST_PATIENCE = 1_000;

interface RewriteOptions extends Pick<PrivacyOptions, 'wiping' | 'settings' | 'changes' | 'log' | 'every'> {
  /** An erasure meanwhile would be taken for one whose bytes are gone. */
  readonly queued: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Writes the database anew after an erasure, when nobody sells or scans: that holds the office up for a moment. */
export function createRewrite({ wiping, settings, changes, log, queued, every = everySoOften }: RewriteOptions) {
  let stopLooking: (() => void) | null = null;
  let isOver = false;

  function stop(): void {
    stopLooking?.();
    stopLooking = null;
  }

  /** @returns false where something still reads from the WAL */
  async function rewrite(patience: number): Promise<boolean> {
    if (!settings.erasureLeft().database) return true;
    try {
      await wiping.rewrite();
      if (!(await wiping.emptyWal(patience))) return false;
      await settings.save('erasureLeft', { ...settings.erasureLeft(), database: false });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      log.warn('the database could not be written anew after an erasure; another try follows', { code });
    }
    return true;
  }

  function inLull(): void {
    stop();
    if (isOver) return;
    let last = changes();
    let quiet = 0;
    stopLooking = every(LOOK, async () => {
      const version = changes();
      quiet = version === last ? quiet + 1 : 0;
      last = version;
      if (quiet < QUIET_LOOKS) return;
      stop();
      if (!(await queued(() => rewrite(PATIENCE)))) inLull();
    });
  }

  return {
    inLull,
    stop(): void {
      isOver = true;
      stop();
    },
    /** Without waiting for a lull, from within the queue. */
    async now(): Promise<void> {
      await rewrite(LAST_PATIENCE);
    },
  };
}

const everySoOften: Every = (milliseconds, work) => {
  const timer = setInterval(() => void work(), milliseconds).unref();
  return () => clearInterval(timer);
};
