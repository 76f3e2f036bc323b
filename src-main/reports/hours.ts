import { fromInstant, type Instant } from '../../src-shared/instant';

/** The quarter of an hour, as SQL can cut it from an instant: `YYYY-MM-DDTHH:` and 0 to 3. */
export type Quarter = string;

/** Milliseconds. */
export const QUARTER_HOUR = 15 * 60_000;
/** A span of more than 90 days is told without the hours in which nothing happened. */
const LONGEST_SPAN = 90 * 24;

/** The quarter of an hour in which a moment is. */
export function quarterAt(instant: Instant): Quarter {
  return instant.slice(0, 14) + Math.floor(Number(instant.slice(14, 16)) / 15);
}

/** The moment at which a quarter of an hour begins, in milliseconds since 1970. */
export function beginOf(quarter: Quarter): number {
  const [hour, number] = [quarter.slice(0, 14), Number(quarter.slice(14))];
  return fromInstant(`${hour}${String(number * 15).padStart(2, '0')}:00.000Z` as Instant);
}

/**
 * Tells the hour of a place, `YYYY-MM-DD HH`, in which a quarter of an hour falls. All zones of today are ahead of UTC by
 * whole quarters (India by 5:30, Nepal by 5:45), so that a quarter is never in two hours.
 * @param timeZone an IANA name
 */
export function createHours(timeZone: string) {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const known = new Map<number, string>();

  function hourAt(begin: number): string {
    const found = known.get(begin);
    if (found !== undefined) return found;
    const parts = clock.formatToParts(begin);
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
    const hour = `${part('year')}-${part('month')}-${part('day')} ${part('hour')}`;
    known.set(begin, hour);
    return hour;
  }

  return {
    timeZone,
    hourOf: (quarter: Quarter): string => hourAt(beginOf(quarter)),
    /** Every hour from that of the first quarter to that of the last, or only those of the quarters if that were too many. */
    span(quarters: readonly Quarter[]): string[] {
      const begins = quarters.map(beginOf).sort((one, other) => one - other);
      const [first, last] = [begins[0], begins.at(-1)];
      if (first === undefined || last === undefined) return [];
      const hours = new Set<string>();
      if (last - first > LONGEST_SPAN * 4 * QUARTER_HOUR) for (const begin of begins) hours.add(hourAt(begin));
      else for (let begin = first; begin <= last; begin += QUARTER_HOUR) hours.add(hourAt(begin));
      return [...hours];
    },
  };
}
export type Hours = ReturnType<typeof createHours>;
