import type { DeviceHealth } from '../../src-shared/contract/devices';
import { type Instant, toInstant } from '../../src-shared/instant';

interface Shown {
  readonly lastSeenAt: Instant | null;
  readonly health: DeviceHealth | null;
}

/** Milliseconds. A phone whose page is shown calls every second. */
const HERE = 60_000;

export type Presence = ReturnType<typeof createPresence>;

/** When each phone last called, and what it told of itself. Of this process only: after a restart they tell it anew. */
export function createPresence(now: () => number) {
  const seen = new Map<string, number>();
  const told = new Map<string, DeviceHealth>();

  return {
    see: (deviceId: string): void => void seen.set(deviceId, now()),
    hear: (deviceId: string, health: DeviceHealth): void => void told.set(deviceId, health),
    /** How many phones have called within the last minute. */
    count(): number {
      return [...seen.values()].filter((at) => now() - at < HERE).length;
    },
    of(deviceId: string): Shown {
      const at = seen.get(deviceId);
      return { lastSeenAt: at === undefined ? null : toInstant(at), health: told.get(deviceId) ?? null };
    },
  };
}
