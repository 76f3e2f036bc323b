import { toDay, toInstant } from '../../src-shared/instant';

const DAY = 86_400_000;

/**
 * The last day on which names are kept. Null for a number of days that is none.
 * @param day of the event, `YYYY-MM-DD`
 */
export function lastDayOf(day: string, days: number): string | null {
  if (!Number.isInteger(days) || days < 1 || days > 3_650) return null;
  const last = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString();
  return last.length === 24 ? last.slice(0, 10) : null;
}

/** Whether that day has ended in a place. */
export function isOver(day: string, timeZone: string, now: number): boolean {
  return toDay(toInstant(now), timeZone) > day;
}
