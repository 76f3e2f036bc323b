import type { Pass } from '../../src-shared/contract/passes';
import type { Database } from '../database/sqlite';
import { ExpectedError } from '../expected-error';
import type { Settings } from '../settings/settings';
import { createCancelling } from './cancelling';
import { createPassIds } from './pass-ids';
import { selectPasses, toPass } from './pass-rows';
import { createPassSearch } from './pass-search';
import { createSelling } from './selling';

interface PassesOptions {
  readonly db: Database;
  readonly settings: Settings;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type Passes = ReturnType<typeof createPasses>;

export function createPasses({ db, settings, now }: PassesOptions) {
  /** @throws ExpectedError `not-found` */
  async function get(passId: string): Promise<Pass> {
    const row = await selectPasses(db).where('passes.pass_id', '=', passId).executeTakeFirst();
    if (!row) throw new ExpectedError('not-found');
    return toPass(row);
  }

  return {
    get,
    ...createSelling({ db, settings, now, newPassId: createPassIds(now) }),
    ...createPassSearch({ db, settings }),
    ...createCancelling({ db, now }),
  };
}
