import type { EventDetails } from '../../src-shared/contract/office';
import { toDay, toInstant } from '../../src-shared/instant';

/** A night goes on after midnight: so many milliseconds of the next day still belong to an event. */
const NEXT_MORNING = 12 * 60 * 60_000;

/** From the midnight before an event until noon after it, where it takes place. An office without an event has none. */
export function isEventInProgress(event: EventDetails | null, now: number): boolean {
  if (event === null) return false;
  const days = [now, now - NEXT_MORNING].map((time) => toDay(toInstant(time), event.timeZone));
  return days.includes(event.date);
}
