/** Why a file cannot be opened. Closed: each has its words on the start page. */
export type UnusableReason =
  | 'not-a-database'
  | 'another-application'
  | 'read-only'
  | 'damaged'
  | 'in-use'
  | 'disk-full'
  | 'no-access'
  // Of a store that desks share:
  | 'store-away'
  | 'store-refuses'
  | 'store-certificate'
  | 'store-left';

/** The file cannot serve as the office's database. Nothing in it was changed. */
export class UnusableDatabaseError extends Error {
  override readonly name = 'UnusableDatabaseError';
  readonly reason: UnusableReason;

  constructor(reason: UnusableReason, cause?: unknown) {
    super(`the database cannot be used: ${reason}`, { cause });
    this.reason = reason;
  }
}

const REASONS: readonly (readonly [prefix: string, reason: UnusableReason])[] = [
  ['SQLITE_NOTADB', 'not-a-database'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_BUSY', 'in-use'],
  ['SQLITE_LOCKED', 'in-use'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_CANTOPEN', 'no-access'],
  ['SQLITE_PERM', 'no-access'],
];

/** What SQLite says of a file, as the reason a person can act on; any other error as it is. */
export function unusable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = REASONS.find(([prefix]) => code.startsWith(prefix));
  return known ? new UnusableDatabaseError(known[1], error) : error;
}
