import { dayAfter, startOfDay } from '../../src-shared/calendar';
import type { EventDetails } from '../../src-shared/contract/office';
import { fromInstant, type Instant, toInstant } from '../../src-shared/instant';

const HOUR = 3_600_000;

/**
 * Until when a phone may be used: twelve hours after the end of the event's day where the event is, and in any case a day
 * from joining, so that phones can be tried out before the event and used when it runs late.
 * @param joinedAt milliseconds since 1970
 */
export function deviceExpiry(joinedAt: number, event: Pick<EventDetails, 'date' | 'timeZone'> | null): Instant {
  const aDay = joinedAt + 24 * HOUR;
  if (!event) return toInstant(aDay);
  const endOfEvent = fromInstant(startOfDay(dayAfter(event.date), event.timeZone));
  return toInstant(Math.max(aDay, endOfEvent + 12 * HOUR));
}
