const SLOT_MS = 10_000;
/** Five minutes. */
const SLOTS = 30;
const MINUTES = (SLOTS * SLOT_MS) / 60_000;

export type RecentCount = ReturnType<typeof createRecentCount>;

/** Counts what happened in the last five minutes, in slots of ten seconds, at a cost that does not grow with the number. */
export function createRecentCount() {
  const counts = new Uint32Array(SLOTS);
  const slots = new Float64Array(SLOTS).fill(-1);

  return {
    /** @param now milliseconds since 1970 */
    add(now: number): void {
      const slot = Math.floor(now / SLOT_MS);
      const at = slot % SLOTS;
      if (slots[at] !== slot) {
        slots[at] = slot;
        counts[at] = 0;
      }
      counts[at] = (counts[at] ?? 0) + 1;
    },
    perMinute(now: number): number {
      const newest = Math.floor(now / SLOT_MS);
      // After the clock was set back, slots of the future are none of these minutes.
      return counts.reduce((sum, count, at) => (isRecent(slots[at] ?? -1, newest) ? sum + count : sum), 0) / MINUTES;
    },
  };
}

function isRecent(slot: number, newest: number): boolean {
  return slot <= newest && slot > newest - SLOTS;
}
