import type { Database } from '../database/sqlite';
import { checkValueOf, type KeySet, type SigningKey } from './key-set';

/** Which keys the event has, oldest first. */
export async function readKeyRows(db: Database) {
  return db.selectFrom('signing_keys').selectAll().orderBy('created_at').orderBy('key_id').execute();
}
export type KeyRows = Awaited<ReturnType<typeof readKeyRows>>;

/** Makes the rows say what the set says. Rows of keys that the set does not have stay as they are. */
export async function recordKeys(within: Database, set: KeySet): Promise<void> {
  const current = set.keys.find((key) => key.current);
  if (current) {
    await within.updateTable('signing_keys').set({ is_current: 0 }).where('key_id', '<>', current.keyId).execute();
  }
  for (const key of set.keys) {
    const is_current = key.current ? 1 : 0;
    await within
      .insertInto('signing_keys')
      .values({
        key_id: key.keyId,
        source: key.source,
        created_at: key.createdAt,
        is_current,
        check_value: checkValueOf(key),
      })
      .onConflict((conflict) => conflict.column('key_id').doUpdateSet({ is_current }))
      .execute();
  }
}

/** Whether `recordKeys` would change anything. */
export function isRecorded(rows: KeyRows, set: KeySet): boolean {
  return set.keys.every((key) => rows.find((row) => row.key_id === key.keyId)?.is_current === (key.current ? 1 : 0));
}

/** False for a key that a row of the same id says is another one. */
export function isTrusted(rows: KeyRows, key: SigningKey): boolean {
  const row = rows.find(({ key_id }) => key_id === key.keyId);
  return !row || row.check_value === checkValueOf(key);
}

/**
 * Those keys of a set that have rows. Where the one that signs has none, because a crash or a lost connection came in
 * between, it is the one that did before.
 */
export function onlyRecorded(set: KeySet, rows: KeyRows): KeySet {
  const keys = set.keys.filter((key) => rows.some((row) => row.key_id === key.keyId));
  const signs = set.keys.find((key) => key.current);
  if (!signs || keys.includes(signs)) return { ...set, keys };
  const isCurrent = (key: SigningKey) => rows.some((row) => row.key_id === key.keyId && row.is_current === 1);
  const before = keys.find(isCurrent) ?? keys.filter((key) => key.source === 'made').at(-1);
  return { ...set, keys: keys.map((key) => ({ ...key, current: key === before })) };
}
