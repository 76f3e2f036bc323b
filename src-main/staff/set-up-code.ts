import { createHash, timingSafeEqual } from 'node:crypto';
import { asCrockfordTyped } from '../../src-shared/crockford';
import type { Connection } from '../caller';
import { ExpectedError } from '../expected-error';
import { createThrottle } from './throttle';

interface SetUpCodeOptions {
  /** What the console printed; null where nobody may set the office up over the network. */
  readonly setUpCode: string | null;
  readonly now: () => number;
}

/** Proves that whoever sets the office up over the network can see its console. The desk's own window needs no proof. */
export function createSetUpCode({ setUpCode, now }: SetUpCodeOptions) {
  const throttle = createThrottle(now);

  return {
    /** @throws ExpectedError `invalid-input` on `setUpCode`, or `too-many-attempts` */
    check(typed: string | undefined, { transport, source }: Connection): void {
      if (transport !== 'https') return;
      if (!typed) throw refusal('required');
      const keys = ['code', `source ${source}`];
      throttle.begin(...keys);
      if (setUpCode === null || !isSame(typed, setUpCode)) throw refusal('set-up-code-wrong');
      throttle.forget(...keys);
    },
  };
}

/** Hashed first, so that neither the length nor the beginning of the right code shows in the time. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(code: string): Buffer {
  return createHash('sha256')
    .update(asCrockfordTyped(code).replace(/[^0-9A-Z]/g, ''))
    .digest();
}

function refusal(problem: 'required' | 'set-up-code-wrong'): ExpectedError {
  return new ExpectedError('invalid-input', { fields: { setUpCode: problem } });
}
