import type { Trial } from './restore-types';

/** What a person has to know before they replace anything. Closed: each has its words. */
export type Verdict =
  | { readonly kind: 'nothing' }
  /** It is a backup of another event. */
  | { readonly kind: 'another'; readonly current: string }
  /** The journal is as it should be, and still there is more in what is open now. */
  | { readonly kind: 'less'; readonly missing: Missing }
  /** The journal does not reach up to now. `missing` is null where nothing is open that it could be compared with. */
  | { readonly kind: 'ends-early' | 'none'; readonly missing: Missing | null };

/** What is open now and would not be there any more. */
export interface Missing {
  readonly passes: number;
  readonly admitted: number;
}

export function verdictOf({ holds, current, journal }: Trial): Verdict {
  if (current !== null && current.eventName !== '' && current.eventName !== holds.eventName) {
    return { kind: 'another', current: current.eventName };
  }
  const missing = current && {
    passes: Math.max(0, current.passes - holds.passes),
    admitted: Math.max(0, current.admitted - holds.admitted),
  };
  const isLess = missing !== null && (missing.passes > 0 || missing.admitted > 0);
  if (journal.state === 'complete') return isLess ? { kind: 'less', missing } : { kind: 'nothing' };
  // Not a pass, not a scan more is open now: then the part that is missing had nothing in it.
  if (current !== null && !isLess && current.scans <= holds.scans && current.lastAt === holds.lastAt) {
    return { kind: 'nothing' };
  }
  return { kind: journal.state, missing };
}
