import type { RefusalReason } from '../../../src-shared/contract/scans';
import type { JudgedScan, Verdict } from '../../scanner/verdict-types';

/** One line of what this phone scanned since its page was opened. */
export interface OwnScan {
  readonly scanId: string;
  /** When it was read: milliseconds since 1970 by this phone's clock. */
  readonly at: number;
  readonly result: 'admitted' | 'recorded' | 'known-here' | 'no-pass' | RefusalReason;
  /** Null where only the office would know. */
  readonly name: string | null;
  readonly people: number | null;
  /** Told as recorded at first, and judged later. */
  readonly wasRecorded: boolean;
}

const MOST = 8;

/** The list with one more line, the newest first. What was not judged is no line: nothing came of it. */
export function withVerdict(list: readonly OwnScan[], scan: Pick<OwnScan, 'scanId' | 'at'>, verdict: Verdict) {
  const { scanId, at } = scan;
  const base = { scanId, at, name: null, people: null, wasRecorded: false };
  switch (verdict.kind) {
    case 'admitted':
    case 'refused':
      return push(list, { ...base, ...judged(verdict.outcome) });
    case 'recorded':
      return push(list, { ...base, result: verdict.kind, wasRecorded: true });
    case 'known-here':
    case 'no-pass':
      return push(list, { ...base, result: verdict.kind });
    case 'not-judged':
    case 'no-answer':
      return list;
  }
}

/** The list after the office has judged one of its lines that was recorded. */
export function withJudgement(list: readonly OwnScan[], scanId: string, outcome: JudgedScan): readonly OwnScan[] {
  return list.map((one) => (one.scanId === scanId ? { ...one, ...judged(outcome) } : one));
}

function push(list: readonly OwnScan[], one: OwnScan): readonly OwnScan[] {
  return [one, ...list.filter(({ scanId }) => scanId !== one.scanId)].slice(0, MOST);
}

function judged(outcome: JudgedScan): Pick<OwnScan, 'result' | 'name' | 'people'> {
  const name = outcome.pass?.name1 ?? null;
  return outcome.status === 'admitted'
    ? { result: 'admitted', name, people: outcome.pass.admits }
    : { result: outcome.reason, name, people: null };
}
