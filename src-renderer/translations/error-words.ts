import type { ErrorCode, FieldProblem } from '../../src-shared/contract/operation';

/** A code or problem without words does not compile. */
export interface ErrorWords {
  readonly titles: Readonly<Record<ErrorCode, string>>;
  readonly codes: Readonly<Record<ErrorCode, string>>;
  readonly problems: Readonly<Record<FieldProblem, string>>;
}
