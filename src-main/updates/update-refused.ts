import type { UpdateProblem } from '../../src-shared/contract/updates';

/** Why an update is not made, for a person who can do something about it. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused';
  readonly problem: UpdateProblem;

  constructor(problem: UpdateProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}
