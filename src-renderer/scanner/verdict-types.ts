import type { ErrorCode, Refusal, Reply } from '../../src-shared/contract/operation';
import type { RefusalReason } from '../../src-shared/contract/scans';
import type { Instant } from '../../src-shared/instant';

/** What a verdict shows of a pass. The office tells a desk more than this, and a phone nothing else. */
export interface ShownPass {
  readonly name1: string;
  readonly name2: string | null;
  readonly passTypeLabel: string;
  readonly admits: number;
  readonly timing: string;
}

export interface Admission {
  readonly status: 'admitted';
  readonly at: Instant;
  readonly pass: ShownPass;
}

export interface RefusedScan {
  readonly status: 'refused';
  readonly reason: RefusalReason;
  readonly at: Instant;
  readonly pass: ShownPass | null;
  readonly firstAdmission: { readonly at: Instant; readonly byName: string; readonly desk: string | null } | null;
}

/** What the office makes of a scan. */
export type JudgedScan = Admission | RefusedScan;

/** What a phone says by itself while the office is out of reach. */
export type LocalVerdict =
  /** Kept on the phone since then. The people are let in, and the office judges it when it is back. */
  | { readonly kind: 'recorded'; readonly at: Instant }
  /** This phone let the same pass in before, on its own account or on the office's. */
  | { readonly kind: 'known-here'; readonly how: 'recorded' | 'admitted'; readonly at: Instant; readonly now: Instant }
  /** Not even the form of a pass code, which needs nobody's key to see. */
  | { readonly kind: 'no-pass' };

/**
 * What there is to show of the newest scan. A lost answer or a locked key is never shown as a refusal, and a scan that
 * only the phone knows of is never shown as an admission.
 */
export type Verdict =
  | { readonly kind: 'admitted'; readonly outcome: Admission }
  | { readonly kind: 'refused'; readonly outcome: RefusedScan }
  | LocalVerdict
  | { readonly kind: 'not-judged'; readonly refusal: Refusal }
  | { readonly kind: 'no-answer'; readonly tries: number };

/** What became of a scan that was sent. The refusal `unreachable` means that it is to be sent once more. */
export type ScanAnswer = Reply<JudgedScan> | Exclude<Verdict, { readonly kind: 'no-answer' }>;

export type { ErrorCode, Refusal };

/** The four ways it can sound and look. */
export type VerdictTone = 'admitted' | 'refused' | 'recorded' | 'unknown';

const TONES: Record<Verdict['kind'], VerdictTone> = {
  admitted: 'admitted',
  refused: 'refused',
  recorded: 'recorded',
  'known-here': 'refused',
  'no-pass': 'refused',
  'not-judged': 'unknown',
  'no-answer': 'unknown',
};

export function toneOf(verdict: Verdict): VerdictTone {
  return TONES[verdict.kind];
}
