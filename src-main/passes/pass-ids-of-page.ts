import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { jsonList } from '../database/json-list';
import type { Database } from '../database/sqlite';
import { type LabelledPassRow, selectPasses } from './pass-rows';

interface Part {
  /** What stands behind FROM. */
  readonly from: RawBuilder<unknown>;
  readonly condition: Expression<SqlBool>;
  readonly order: RawBuilder<unknown>;
  readonly offset: number;
  readonly limit: number;
}

/** Ids of some passes in an order. Of passes that are skipped, nothing is read that an index does not tell. */
export async function passIdsOf(db: Database, { from, condition, order, offset, limit }: Part): Promise<string[]> {
  const { rows } = await sql<{ pass_id: string }>`
    SELECT passes.pass_id FROM ${from} WHERE ${condition}
    ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`.execute(db);
  return rows.map(({ pass_id }) => pass_id);
}

/** The passes under these ids, in this order. */
export async function readPasses(db: Database, passIds: readonly string[]): Promise<LabelledPassRow[]> {
  if (passIds.length === 0) return [];
  const rows = await selectPasses(db).where('passes.pass_id', 'in', passIds).execute();
  const places = new Map(passIds.map((passId, place) => [passId, place]));
  return rows.sort((one, other) => (places.get(one.pass_id) ?? 0) - (places.get(other.pass_id) ?? 0));
}

/** Whether a pass is one of these. */
export function isAmong(db: Database, passIds: readonly string[]): Expression<SqlBool> {
  const ids = JSON.stringify(passIds.map((passId) => [passId]));
  return sql<SqlBool>`passes.pass_id IN (SELECT list.value ->> 0 FROM ${jsonList(db, ids)})`;
}
