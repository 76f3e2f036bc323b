import type { OperationName } from '../../src-shared/contract/contract';
import type { ErrorCode } from '../../src-shared/contract/operation';
import { isPassive } from './operations';
import type { RefusedError } from './refused-error';

/** Milliseconds between askings that fail one after the other; the last one repeats. */
const BACKOFF_MS = [1_000, 2_000, 3_000, 5_000];

/** The part of a query that decides when it is asked again. */
interface AskedQuery {
  readonly state: {
    readonly error: RefusedError | null;
    readonly dataUpdateCount: number;
    readonly errorUpdateCount: number;
  };
}

/** How often each query had answered, and had failed, when it last went well. Outlasts the page that draws it. */
const before = new WeakMap<AskedQuery, { readonly answers: number; readonly failures: number }>();

/**
 * When a query is asked again: at its own pace, and while its trouble can pass without anybody touching the page, after
 * a pause that grows. A disk that fails is only asked about by what does not keep a left desk from locking.
 * @param every milliseconds between askings when all is well; none without it
 */
export function comeBack(name: OperationName, every?: number): (query: AskedQuery) => number | false {
  const passing: ReadonlySet<ErrorCode> = new Set(
    isPassive(name) ? ['unreachable', 'storage-failed'] : ['unreachable'],
  );

  return (query) => {
    const { error, dataUpdateCount, errorUpdateCount } = query.state;
    const known = before.get(query);
    const isSame = known?.answers === dataUpdateCount;
    const failures = isSame ? known.failures : errorUpdateCount - (error ? 1 : 0);
    before.set(query, { answers: dataUpdateCount, failures });
    if (error === null || !passing.has(error.refusal.code)) return every ?? false;
    const pause = BACKOFF_MS[Math.min(errorUpdateCount - failures, BACKOFF_MS.length) - 1] ?? 0;
    return every === undefined ? pause : Math.min(every, pause);
  };
}
