import type { SelfTest, SelfTestCheck } from '../../../src-shared/contract/devices';

export type CheckName = SelfTestCheck;
export type CheckReport = SelfTest['checks'][number];
/** What one check found out. */
export type Finding = Omit<CheckReport, 'check'>;

const LONGEST_DETAIL = 120;

/** @param measuredMs milliseconds, where something was measured */
export function finding(result: Finding['result'], detail = '', measuredMs: number | null = null): Finding {
  return { result, detail: detail.slice(0, LONGEST_DETAIL), measuredMs };
}

/** The name of an error, which says what went wrong in every language and nothing about a person. */
export function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : 'unknown';
}

/** Rejects after so many milliseconds: some browsers neither do a thing nor say that they do not. */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException('', 'TimeoutError')), milliseconds);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The one in the middle, which a single slow one does not move. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
