import { fromInstant } from '../../src-shared/moment';
import type { BackupProblem, Status } from './backup-types';

const HOUR_MS = 3_600_000;
/** One is made every hour, and one that was missed soon after; by then something is in the way. */
const LATE_MS = 2 * HOUR_MS;
const OLD_MS = 24 * HOUR_MS;

/** What speaks against "everything is safe". Closed: each has its words and what to do. */
export type Concern =
  | { readonly kind: 'failed'; readonly problem: BackupProblem }
  /** There are backups, and none of them is good. */
  | { readonly kind: 'none-good' }
  | { readonly kind: 'old' }
  | { readonly kind: 'late' }
  /** None was made so far. */
  | { readonly kind: 'none-yet' }
  | { readonly kind: 'journal-behind' }
  | { readonly kind: 'second-failed' }
  | { readonly kind: 'second-away' }
  | { readonly kind: 'damaged'; readonly count: number };

export type Level = 'good' | 'attention' | 'danger';

const LEVELS = {
  failed: 'danger',
  'none-good': 'danger',
  old: 'danger',
  late: 'attention',
  'none-yet': 'attention',
  'journal-behind': 'attention',
  'second-failed': 'attention',
  'second-away': 'attention',
  // Worth knowing, and no reason to worry: it is not counted on, and others are good.
  damaged: 'good',
} as const satisfies Record<Concern['kind'], Level>;

/** All that somebody should look at, the worst first. @param now milliseconds since 1970 */
export function concernsOf(status: Status, now: number): readonly Concern[] {
  const { failure, lastGood, backups, second, journal } = status;
  const damaged = backups.filter(({ state }) => state === 'damaged').length;
  const age = lastGood ? now - fromInstant(lastGood.at) : null;
  const concerns: Concern[] = [];
  if (failure) concerns.push({ kind: 'failed', problem: failure.problem });
  if (age === null && damaged > 0) concerns.push({ kind: 'none-good' });
  if (age !== null && age > OLD_MS) concerns.push({ kind: 'old' });
  if (age !== null && age > LATE_MS && age <= OLD_MS) concerns.push({ kind: 'late' });
  if (age === null && damaged === 0) concerns.push({ kind: 'none-yet' });
  if (journal.state === 'behind') concerns.push({ kind: 'journal-behind' });
  if (second.state === 'failed') concerns.push({ kind: 'second-failed' });
  if (second.state === 'away') concerns.push({ kind: 'second-away' });
  if (age !== null && damaged > 0) concerns.push({ kind: 'damaged', count: damaged });
  return concerns;
}

/** The one that the answer is about, or null where everything is safe. */
export function worstOf(concerns: readonly Concern[]): Concern | null {
  return concerns.find(({ kind }) => LEVELS[kind] !== 'good') ?? null;
}

export function levelOf(worst: Concern | null): Level {
  return worst === null ? 'good' : LEVELS[worst.kind];
}
