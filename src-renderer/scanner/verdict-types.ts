import type { ErrorCode, Refusal } from '../../src-shared/contract/operation';
import type { OutputOf } from '../api/operations';

export type ScanOutcome = OutputOf<'scans.scan'>;
export type Admission = Extract<ScanOutcome, { status: 'admitted' }>;
export type RefusedScan = Extract<ScanOutcome, { status: 'refused' }>;

/**
 * What there is to show of the newest scan. Only the office refuses a pass: a lost answer or a locked key is never shown
 * as a refusal.
 */
export type Verdict =
  | { readonly kind: 'admitted'; readonly outcome: Admission }
  | { readonly kind: 'refused'; readonly outcome: RefusedScan }
  | { readonly kind: 'not-judged'; readonly refusal: Refusal }
  | { readonly kind: 'no-answer'; readonly tries: number };

export type { ErrorCode, Refusal };

/** The three ways it can sound and look. */
export type VerdictTone = 'admitted' | 'refused' | 'unknown';

export function toneOf(verdict: Verdict): VerdictTone {
  return verdict.kind === 'admitted' || verdict.kind === 'refused' ? verdict.kind : 'unknown';
}
