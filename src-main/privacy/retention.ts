import { startOfDay } from '../../src-shared/calendar';
import type { EventDetails } from '../../src-shared/contract/office';
import { fromInstant, type Instant, toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';

const DAY = 86_400_000;
/** The last day that can be written with four digits of a year. */
const LAST_DAY = Date.parse('9999-12-31T00:00:00Z');

/**
 * When names are kept no longer: at the end of the day that is so many days after the day of the event, where the event
 * is. A day without a sale or a scan has to have passed by then, whatever the date says: with a date that somebody typed
 * wrong, an evening in full swing would otherwise lose its guests.
 * @param lastActivity the last sale or scan
 */
export function dueAt(
  event: Pick<EventDetails, 'date' | 'timeZone'>,
  retentionDays: number,
  lastActivity: Instant | null,
): Instant {
  const next = Math.min(Date.parse(`${event.date}T00:00:00Z`) + (retentionDays + 1) * DAY, LAST_DAY);
  const end = startOfDay(new Date(next).toISOString().slice(0, 10), event.timeZone);
  if (lastActivity === null) return end;
  return toInstant(Math.max(fromInstant(end), fromInstant(lastActivity) + DAY));
}

/** The last sale or scan until now; what a clock that was wrong has put into the future is left out. */
export async function lastActivity(db: Database, now: Instant): Promise<Instant | null> {
  const sale = await db
    .selectFrom('passes')
    .select('created_at as at')
    .where('created_at', '<=', now)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const scan = await db.selectFrom('scans').select('at').orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  const moments = [sale?.at, scan?.at].flatMap((at) => (at !== undefined && at <= now ? [at] : []));
  return moments.sort().at(-1) ?? null;
}
