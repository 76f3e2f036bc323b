import type { ErrorCode, Refusal } from '../src-shared/contract/operation';

type Details = Omit<Refusal, 'ok' | 'code'>;

/** A failure that the caller is meant to read. Anything else that a handler throws is a bug. */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, details: Details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
