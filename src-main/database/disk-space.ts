import { statfsSync } from 'node:fs';
import { ExpectedError } from '../expected-error';

/** Free bytes on the disk of the event below which something is said or refused. */
export interface DiskLimits {
  /** Nothing is sold any more, so that there is room left for admitting people. */
  readonly full: number;
  /** It is time to make room. */
  readonly low: number;
}

const MEBIBYTE = 1_048_576;
export const DISK_LIMITS: DiskLimits = { full: 200 * MEBIBYTE, low: 1_024 * MEBIBYTE };

export type DiskSpace = ReturnType<typeof watchDiskSpace>;

/** How much room is left. The disk is asked each time, which takes microseconds, so room that was made counts at once. */
export function watchDiskSpace(folder: string, limits: DiskLimits = DISK_LIMITS) {
  /** A disk that does not answer has troubles of its own, which writing to it will say. */
  function freeBytes(): number | null {
    try {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    } catch {
      return null;
    }
  }

  function state(): { readonly state: 'ok' | 'low' | 'full'; readonly freeBytes: number | null } {
    const free = freeBytes();
    if (free === null || free >= limits.low) return { state: 'ok', freeBytes: free };
    return { state: free < limits.full ? 'full' : 'low', freeBytes: free };
  }

  return {
    state,
    /**
     * Before something is sold.
     * @throws ExpectedError `disk-full`
     */
    refuseWhenFull(): void {
      if (state().state === 'full') throw new ExpectedError('disk-full');
    },
  };
}
