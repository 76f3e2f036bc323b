import type { Pass } from '../../src-shared/contract/passes';
import { toInstant } from '../../src-shared/instant';
import { againAfterRace } from '../database/constraint';
import type { Database } from '../database/sqlite';
import { change } from '../database/transact';
import { ExpectedError } from '../expected-error';
import { findHolder, findReference } from './holders';
import { type LabelledPassRow, selectPasses, toPass } from './pass-rows';
import { countLeft, findPassType } from './pass-types';

interface CancellingOptions {
  readonly db: Database;
  readonly now: () => number;
}

export function createCancelling({ db, now }: CancellingOptions) {
  /**
   * Stops a pass from admitting and frees its holder, its reference and its place. Said twice it is one cancellation.
   * @throws ExpectedError `not-found`, or `conflict` when the pass has admitted
   */
  async function cancel(passId: string, cancelledBy: string): Promise<Pass> {
    return change(db, async (transaction) => {
      // One conditional write: a scan that admits in the same moment either comes first or finds the pass cancelled.
      await transaction
        .updateTable('passes')
        .set({ cancelled_at: toInstant(now()), cancelled_by: cancelledBy })
        .where('pass_id', '=', passId)
        .where('cancelled_at', 'is', null)
        .where('scanned_at', 'is', null)
        .execute();
      const row = await find(transaction, passId);
      if (row.cancelled_at === null) throw new ExpectedError('conflict');
      return toPass(row);
    });
  }

  /**
   * Takes a cancellation back. Said twice it is one.
   * @throws ExpectedError `not-found`, `duplicate-holder` when the holder has another pass by now, `conflict` when the
   * reference was used again or the type is sold out
   */
  async function reinstate(passId: string): Promise<Pass> {
    return againAfterRace(() =>
      change(db, async (transaction) => {
        const row = await find(transaction, passId);
        if (row.cancelled_at === null) return toPass(row);

        const holder = row.holder_key === null ? undefined : await findHolder(transaction, row.holder_key);
        if (holder) throw new ExpectedError('duplicate-holder', { passId: holder });
        const reference = row.reference_key === null ? undefined : await findReference(transaction, row.reference_key);
        if (reference) throw new ExpectedError('conflict');
        const type = await findPassType(transaction, row.pass_type);
        if (!type || (await countLeft(transaction, type)) < 1) throw new ExpectedError('conflict');

        await transaction
          .updateTable('passes')
          .set({ cancelled_at: null, cancelled_by: null })
          .where('pass_id', '=', passId)
          .execute();
        return toPass({ ...row, cancelled_at: null, cancelled_by: null });
      }),
    );
  }

  return { cancel, reinstate };
}

async function find(within: Database, passId: string): Promise<LabelledPassRow> {
  const row = await selectPasses(within).where('passes.pass_id', '=', passId).executeTakeFirst();
  if (!row) throw new ExpectedError('not-found');
  return row;
}
