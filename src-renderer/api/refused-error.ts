import type { Refusal } from '../../src-shared/contract/operation';

/** A refusal on its way through TanStack Query, which tells failures by what is thrown. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
