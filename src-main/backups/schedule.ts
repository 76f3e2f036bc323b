import { Cron } from 'croner';
import type { Instant } from '../../src-shared/instant';
import { fromInstant } from '../../src-shared/moment.ts';

/** When backups are made, on the clocks of the event's place. */
const PATTERNS = { hourly: '0 * * * *', daily: '0 4 * * *' } as const;
export type Scheduled = keyof typeof PATTERNS;

/** @param after milliseconds since 1970, as the answer */
export function nextRun(kind: Scheduled, after: number, timeZone: string): number {
  const next = cronOf(kind, timeZone).nextRun(new Date(after));
  if (!next) throw new Error(`${PATTERNS[kind]} never comes`);
  return next.getTime();
}

/** The last moment at or before `now` at which it was due. */
export function lastDue(kind: Scheduled, now: number, timeZone: string): number {
  // A run that is due at this very moment is one of the past.
  const [previous] = cronOf(kind, timeZone).previousRuns(1, new Date(now + 1));
  if (!previous) throw new Error(`${PATTERNS[kind]} never came`);
  return previous.getTime();
}

/**
 * Whether a run has been missed or is due now: the computer was off or asleep, or it is time.
 * @param made when those that exist were made; what a wrong clock dated into the future does not count
 */
export function isDue(kind: Scheduled, made: readonly Instant[], now: number, timeZone: string): boolean {
  const due = lastDue(kind, now, timeZone);
  return !made.some((at) => fromInstant(at) >= due && fromInstant(at) <= now);
}

const crons = new Map<string, Cron>();

/** Never started: it only knows the calendar, and the office's own clock says what time it is. */
function cronOf(kind: Scheduled, timeZone: string): Cron {
  const name = `${kind} ${timeZone}`;
  const known = crons.get(name);
  if (known) return known;
  const made = new Cron(PATTERNS[kind], { paused: true, timezone: timeZone });
  crons.set(name, made);
  return made;
}
