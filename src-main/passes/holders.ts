import type { Database } from '../database/sqlite';

/** The id of the pass that this holder has, cancelled ones aside. */
export async function findHolder(within: Database, key: string): Promise<string | undefined> {
  const row = await within
    .selectFrom('passes')
    .select('pass_id')
    .where('holder_key', '=', key)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  return row?.pass_id;
}

/** The id of the pass that was paid under this reference, cancelled ones aside. */
export async function findReference(within: Database, key: string): Promise<string | undefined> {
  const row = await within
    .selectFrom('passes')
    .select('pass_id')
    .where('reference_key', '=', key)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  return row?.pass_id;
}
