import { CompiledQuery } from 'kysely';
import type { Instant } from '../../src-shared/instant';
import { eraseStatement } from '../database/erase-statement';
import type { Database } from '../database/sqlite';
import type { ErasureRow } from '../database/tables';
import { searchText } from '../passes/pass-keys';

/** What is left to find a pass by: its number. */
const NOBODY = { name1: '', phone1: '', name2: null, phone2: null, txn_info: null } as const;

/** Takes the people off these passes. Gives the ids of those that still named somebody. */
export async function erasePasses(within: Database, passIds: readonly string[], at: Instant): Promise<string[]> {
  const asked = JSON.stringify(passIds.map((pass_id) => [pass_id, searchText({ ...NOBODY, pass_id })]));
  const { rows } = await within.executeQuery<{ pass_id: string }>(
    CompiledQuery.raw(eraseStatement(within), [at, asked]),
  );
  return rows.map((row) => row.pass_id);
}

/** Counts passes into an erasure, which is written down with the first of them. */
export async function noteErasure(within: Database, erasure: ErasureRow): Promise<void> {
  await within
    .insertInto('erasures')
    .values(erasure)
    .onConflict((conflict) =>
      conflict.column('erasure_id').doUpdateSet((eb) => ({ passes: eb('erasures.passes', '+', erasure.passes) })),
    )
    .execute();
}

/** Some passes after this one that are erased, or that are not. In the order of their ids. */
export async function passIdsAfter(
  db: Database,
  are: 'erased' | 'named',
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('passes')
    .select('pass_id')
    .where('erased_at', are === 'erased' ? 'is not' : 'is', null)
    .where('pass_id', '>', after)
    .orderBy('pass_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.pass_id);
}
