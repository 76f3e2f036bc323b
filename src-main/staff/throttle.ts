import { ExpectedError } from '../expected-error';

/** Wrong tries that cost nothing: everybody mistypes. */
const FREE_FAILURES = 4;
const LONGEST_DELAY = 900_000;
/** An account or an address without a wrong try for this long starts afresh. */
const FORGOTTEN_AFTER = 24 * 60 * 60 * 1_000;
/** Far more than an office has people and addresses; bounds what made-up usernames can fill. */
const MOST_KEPT = 10_000;

interface Failures {
  readonly count: number;
  readonly lastAt: number;
}

/**
 * Slows guessing: after five failures each further try has to wait 1, 2, 4 … 900 seconds. Never a permanent lock, which
 * would let anybody shut a person out. Held in memory, for accounts that exist and those that do not alike.
 */
export function createThrottle(now: () => number) {
  const failures = new Map<string, Failures>();

  function waitOf(key: string): number {
    const known = failures.get(key);
    if (!known || known.count <= FREE_FAILURES) return 0;
    const delay = Math.min(LONGEST_DELAY, 1_000 * 2 ** (known.count - FREE_FAILURES - 1));
    // A clock that was put back must not make anybody wait longer than the delay.
    return Math.min(delay, Math.max(0, known.lastAt + delay - now()));
  }

  function count(key: string): void {
    const known = failures.get(key);
    const isRecent = known !== undefined && now() - known.lastAt < FORGOTTEN_AFTER;
    failures.delete(key);
    failures.set(key, { count: (isRecent ? known.count : 0) + 1, lastAt: now() });
    if (failures.size > MOST_KEPT) failures.delete(failures.keys().next().value ?? '');
  }

  return {
    /**
     * Counts a try as failed before its outcome is known, so that many at once cannot all come before the first failure.
     * @param keys whose failures count: an account and an address
     * @throws ExpectedError `too-many-attempts` while one of them has to wait; such a try is not counted
     */
    begin(...keys: readonly string[]): void {
      const wait = Math.max(...keys.map(waitOf));
      if (wait > 0) throw new ExpectedError('too-many-attempts', { retryAfterSeconds: Math.ceil(wait / 1_000) });
      for (const key of keys) count(key);
    },
    /** After a try that was right, or when an administrator helps. */
    forget(...keys: readonly string[]): void {
      for (const key of keys) failures.delete(key);
    },
  };
}
