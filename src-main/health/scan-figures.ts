import { toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';

const HOUR = 3_600_000;

/** Scans of the last hour, to the minute. What a clock wrote down that was set back since is none of it. */
export async function scansOfHour(db: Database, now: number): Promise<number> {
  const { scans } = await db
    .selectFrom('minute_figures')
    .where('minute', '>', minuteOf(now - HOUR))
    .where('minute', '<=', minuteOf(now))
    .select(({ fn }) => fn.sum<number | null>('scans').as('scans'))
    .executeTakeFirstOrThrow();
  return scans ?? 0;
}

/** `2026-11-28T12:30`. @param time milliseconds since 1970 */
function minuteOf(time: number): string {
  return toInstant(time).slice(0, 16);
}
