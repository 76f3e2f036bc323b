import { toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import type { DeskRow } from '../database/tables';
import type { KeySet, SigningKey } from '../signing/key-set';
import type { OpenedKeys } from '../signing/key-store';
import type { DeskIdentity } from './desk-identity';
import { approvalOf, isApproved } from './desk-macs';
import { openSealedKey, type SentKey, sealKey } from './sealed-keys';

interface KeyExchangeOptions {
  readonly db: Database;
  readonly identity: DeskIdentity;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type KeyExchange = ReturnType<typeof createKeyExchange>;

/** How signing keys go from desk to desk through the store, which never sees them. */
export function createKeyExchange({ db, identity, now }: KeyExchangeOptions) {
  async function send(within: Database, keys: OpenedKeys, some: readonly SigningKey[], desk: DeskRow): Promise<void> {
    for (const key of some) {
      const sealed = sealKey(keys, key, { deskId: desk.desk_id, publicKey: desk.public_key });
      const row = { sealed, sealed_at: toInstant(now()) };
      await within
        .insertInto('desk_keys')
        .values({ desk_id: desk.desk_id, key_id: key.keyId, ...row })
        .onConflict((conflict) => conflict.columns(['desk_id', 'key_id']).doUpdateSet(row))
        .execute();
    }
  }

  return {
    send,

    /**
     * Within the transaction that records keys: seals those that are new for all desks that were let in, and says under
     * the key that signs from now on who they are.
     * @param before what this desk had; null for nothing
     */
    async spread(within: Database, before: KeySet | null, after: OpenedKeys): Promise<void> {
      const { eventId, keys } = after.set;
      const current = keys.find((key) => key.current);
      const judge = before?.keys.find((key) => key.current) ?? current;
      if (!current || !judge) return;
      const added = keys.filter((key) => !before?.keys.some(({ keyId }) => keyId === key.keyId));
      const desks = await within.selectFrom('desks').selectAll().execute();
      for (const desk of desks.filter((one) => isApproved(judge, eventId, one))) {
        if (desk.desk_id !== identity.deskId) await send(within, after, added, desk);
        const approval = approvalOf(current, eventId, desk);
        if (approval === desk.approval) continue;
        await within.updateTable('desks').set({ approval }).where('desk_id', '=', desk.desk_id).execute();
      }
    },

    /** What waits for this desk. What was not sealed for it, or for a key that it had before, is thrown away. */
    async received(eventId: string): Promise<SentKey[]> {
      const rows = await db.selectFrom('desk_keys').selectAll().where('desk_id', '=', identity.deskId).execute();
      const sent: SentKey[] = [];
      for (const { key_id, sealed } of rows) {
        const one = openSealedKey(sealed, identity, eventId, key_id);
        if (one) sent.push(one);
        else await throwAway([key_id]);
      }
      return sent;
    },

    /** Once they are in the key file: what is on this disk opens nothing that is in the store any more. */
    throwAway,
  };

  async function throwAway(keyIds: readonly string[]): Promise<void> {
    if (keyIds.length === 0) return;
    await db.deleteFrom('desk_keys').where('desk_id', '=', identity.deskId).where('key_id', 'in', keyIds).execute();
  }
}
