import { sql } from 'kysely';
import { type Instant, toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Scans of the last hour, minute by minute. The log is only ever added to: each asking reads the rows since the last one,
 * and the first one those of the hour, found from the newest backwards.
 */
export function createScansOfHour(db: Database, now: () => number) {
  const minutes = new Map<string, number>();
  let seen: number | null = null;

  async function readOn(): Promise<void> {
    seen ??= await newestBefore(db, toInstant(now() - HOUR));
    for (const { minute, scans, last } of await countSince(db, seen)) {
      minutes.set(minute, (minutes.get(minute) ?? 0) + scans);
      seen = Math.max(seen, last);
    }
  }

  let reading: Promise<void> | null = null;
  return async (): Promise<number> => {
    // Two that read at once would count the same rows twice.
    reading ??= readOn().finally(() => {
      reading = null;
    });
    await reading;
    const oldest = minuteOf(toInstant(now() - HOUR));
    for (const minute of minutes.keys()) if (minute <= oldest) minutes.delete(minute);
    const newest = minuteOf(toInstant(now()));
    // What a clock wrote down that was set back since is none of this hour.
    return [...minutes].reduce((sum, [minute, scans]) => (minute <= newest ? sum + scans : sum), 0);
  };
}

async function newestBefore(db: Database, instant: Instant): Promise<number> {
  const row = await db
    .selectFrom('scans')
    .where('at', '<', instant)
    .select('sequence')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sequence ?? 0;
}

function countSince(db: Database, sequence: number) {
  const minute = sql<string>`substr(at, 1, 16)`;
  return db
    .selectFrom('scans')
    .where('sequence', '>', sequence)
    .groupBy(minute)
    .select((eb) => [
      minute.as('minute'),
      eb.fn.countAll<number>().as('scans'),
      eb.fn.max<number>('sequence').as('last'),
    ])
    .execute();
}

/** `2026-11-28T12:30`. */
function minuteOf(instant: Instant): string {
  return instant.slice(0, 16);
}
