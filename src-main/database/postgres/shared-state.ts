import type { Instant } from '../../../src-shared/instant';
import { toInstant } from '../../../src-shared/moment.ts';
import type { StorageState } from '../storage';
import { type StoreOver, StoreOverError } from './store-errors.ts';

export type SharedState = ReturnType<typeof createSharedState>;

/** No room left, a disk that fails, or a store that only reads: appendix A of PostgreSQL's manual. */
const OF_DISK = /^(53[0-9A-Z]{3}|58[0-9A-Z]{3}|XX00[12]|25006)$/;

/** How the store is doing, as this desk has met it. */
export function createSharedState(now: () => number) {
  let failingSince: Instant | null = null;
  let isLost = false;
  let over: StoreOver | null = null;
  let busy = 0;
  let reconnected = 0;
  let writes = 0;

  return {
    /** A statement failed, for whichever reason. */
    failed(error: unknown): void {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (['40001', '40P01', '55P03'].includes(code)) busy += 1;
      if (OF_DISK.test(code)) failingSince ??= toInstant(now());
    },
    /** The connection is gone, or there is none to be had. */
    lost(): void {
      failingSince ??= toInstant(now());
      isLost = true;
    },
    /** It answers. */
    succeeded(): void {
      if (isLost) reconnected += 1;
      isLost = false;
      failingSince = null;
    },
    /** Goes up with whatever is written, here or elsewhere, so that a figure can tell whether it is still true. */
    changes: (): number => writes,
    changed: (): void => void (writes += 1),
    /** Nothing is asked of the store from here on. */
    end: (reason: StoreOver): void => void (over ??= reason),
    over: (): StoreOver | null => over,
    /** @throws StoreOverError */
    refuseWhenOver(): void {
      if (over !== null) throw new StoreOverError(over);
    },
    state: (): StorageState => ({ failingSince, dead: isLost, busy, reopened: reconnected }),
  };
}
