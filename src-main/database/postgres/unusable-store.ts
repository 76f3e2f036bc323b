import { UnusableDatabaseError, type UnusableReason } from '../unusable-database.ts';
import { isAway, isConnectionLost } from './store-errors.ts';

/** Codes of PostgreSQL (appendix A) and of TLS, as the reason a person can act on. */
const REASONS: readonly (readonly [code: RegExp, reason: UnusableReason])[] = [
  [/^28/, 'store-refuses'],
  [/^(3D000|42501)$/, 'store-refuses'],
  [/^(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS)/, 'store-certificate'],
  [/^(53100|58030)$/, 'disk-full'],
];

/** What a store says when it is opened, as the reason a person can act on; any other error as it is. */
export function asUnusable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = REASONS.find(([pattern]) => pattern.test(code));
  if (known) return new UnusableDatabaseError(known[1], error);
  if (error instanceof Error && /does not support SSL/.test(error.message)) {
    return new UnusableDatabaseError('store-certificate', error);
  }
  return isAway(error) || isConnectionLost(error) ? new UnusableDatabaseError('store-away', error) : error;
}
