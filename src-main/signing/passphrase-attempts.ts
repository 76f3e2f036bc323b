import { ExpectedError } from '../expected-error';

const FREE_FAILURES = 3;
const FIRST_DELAY = 5_000;
const LONGEST_DELAY = 5 * 60_000;

/** Makes guessing slow: after three wrong passphrases each further try must wait, 5 s at first, twice as long each time. */
export function createPassphraseAttempts(now: () => number) {
  let failures = 0;
  let nextAt = 0;

  return {
    /** @throws ExpectedError `too-many-attempts` while the delay lasts */
    check(): void {
      const wait = nextAt - now();
      if (wait > 0) throw new ExpectedError('too-many-attempts', { retryAfterSeconds: Math.ceil(wait / 1_000) });
    },
    /** @throws ExpectedError `wrong-passphrase`, always */
    fail(): never {
      failures += 1;
      const doublings = failures - FREE_FAILURES;
      if (doublings >= 0) nextAt = now() + Math.min(FIRST_DELAY * 2 ** doublings, LONGEST_DELAY);
      throw new ExpectedError('wrong-passphrase');
    },
    succeed(): void {
      failures = 0;
      nextAt = 0;
    },
  };
}
