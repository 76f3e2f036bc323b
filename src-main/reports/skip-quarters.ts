import { type Instant, toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import { beginOf, QUARTER_HOUR } from './hours';

/**
 * How far one can go along the passes, in the order in which they were sold, by whole quarters of an hour.
 * @param most passes that may be skipped
 * @returns how many are skipped; and where to go on: before that moment if the newest come first, from it otherwise.
 * Null where nothing is
 */
export async function skipQuarters(
  db: Database,
  most: number,
  newestFirst: boolean,
): Promise<{ readonly passes: number; readonly at: Instant | null }> {
  const rows = await db
    .selectFrom('quarter_figures')
    .groupBy('quarter')
    .select((eb) => ['quarter', eb.fn.sum<number>(eb('sold_passes', '+', eb.ref('cancelled_passes'))).as('passes')])
    .orderBy('quarter', newestFirst ? 'desc' : 'asc')
    .execute();
  let passes = 0;
  for (const row of rows) {
    if (passes + row.passes > most) {
      const begin = beginOf(row.quarter);
      return { passes, at: toInstant(newestFirst ? begin + QUARTER_HOUR : begin) };
    }
    passes += row.passes;
  }
  return { passes: 0, at: null };
}
