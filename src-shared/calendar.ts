import { fromInstant, type Instant, toDay, toInstant, toWallClock } from './instant';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The last day that can be written with four digits of a year. */
const LAST_DAY = '9999-12-31';

/** The calendar day after `YYYY-MM-DD`; the last day that can be written has none after it and is given back. */
export function dayAfter(day: string): string {
  if (day >= LAST_DAY) return LAST_DAY;
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

/**
 * The first moment of a calendar day in a place. That is not always midnight: some clocks go from 23:59 to 01:00.
 * @param day `YYYY-MM-DD`
 * @param timeZone an IANA name
 */
export function startOfDay(day: string, timeZone: string): Instant {
  // Zones are at most 14 hours ahead of UTC and 12 behind; in between, the day of a place only ever goes up.
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - 15 * HOUR;
  let notBefore = midnight + 13 * HOUR;
  while (notBefore - before > 1_000) {
    const middle = Math.floor((before + notBefore) / 2_000) * 1_000;
    if (toDay(toInstant(middle), timeZone) < day) before = middle;
    else notBefore = middle;
  }
  return toInstant(notBefore);
}

/**
 * The moment at which clocks in a place show this, the earlier one where they show it twice. Null when they never do.
 * @param wallClock `YYYY-MM-DD HH:MM:SS`
 */
export function fromWallClock(wallClock: string, timeZone: string): Instant | null {
  const asUtc = Date.parse(`${wallClock.replace(' ', 'T')}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The offset of the place half a day before and after: whichever of the two was in force, the moment follows from it.
  const offsetAt = (time: number) =>
    fromInstant(`${toWallClock(toInstant(time), timeZone).replace(' ', 'T')}.000Z` as Instant) - time;
  const candidates = [offsetAt(asUtc - DAY), offsetAt(asUtc + DAY)].map((offset) => asUtc - offset);
  const moments = candidates.filter((time) => toWallClock(toInstant(time), timeZone) === wallClock);
  return moments.length === 0 ? null : toInstant(Math.min(...moments));
}
