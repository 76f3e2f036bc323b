import type { Database } from '../database/sqlite';

/** What stands in the table under a name; null for nothing. */
export async function readSetting(within: Database, name: string): Promise<unknown> {
  const row = await within.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row ? JSON.parse(row.value) : null;
}

export async function putSetting(within: Database, name: string, value: unknown): Promise<void> {
  const row = { name, value: JSON.stringify(value) };
  await within
    .insertInto('settings')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: row.value }))
    .execute();
}
