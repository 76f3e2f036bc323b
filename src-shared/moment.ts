// Apart from the schema in instant.ts, so that a phone's page, which judges no input, carries no schemas.
import type { Instant } from './instant';

/** @param milliseconds since 1970 in UTC, as a clock gives them */
export function toInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

/** Milliseconds since 1970 in UTC. */
export function fromInstant(instant: Instant): number {
  return Date.parse(instant);
}

/**
 * `YYYY-MM-DD HH:MM:SS` on the wall clock of a place, the form in which the earlier web application answered.
 * @param timeZone an IANA name
 */
export function toWallClock(instant: Instant, timeZone: string): string {
  const parts = wallClockOf(timeZone).formatToParts(fromInstant(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`;
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs fifty times what using it does, and a file of passes uses one for every row. */
function wallClockOf(timeZone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  wallClocks.set(timeZone, made);
  return made;
}

/** The calendar day (`YYYY-MM-DD`) on which a moment falls in a place. */
export function toDay(instant: Instant, timeZone: string): string {
  return toWallClock(instant, timeZone).slice(0, 10);
}
