import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/sqlite';
import type { Tables } from '../database/tables';
import type { Quarter } from './hours';

/** A pass is in one of these. */
export type PassState = 'to-come' | 'admitted' | 'cancelled';
const STATE: RawBuilder<PassState> = sql`CASE
  WHEN cancelled_at IS NOT NULL THEN 'cancelled' WHEN scanned_at IS NOT NULL THEN 'admitted' ELSE 'to-come' END`;

/** How many passes, for how many people, for how much. */
export interface Sum {
  readonly passes: number;
  readonly people: number;
  readonly amount: number;
}

function sums(eb: ExpressionBuilder<Tables, 'passes'>) {
  return [
    eb.fn.countAll<number>().as('passes'),
    eb.fn.sum<number>('admits').as('people'),
    eb.fn.sum<number>('amount').as('amount'),
  ] as const;
}

/** One row for each kind of passes that exists. */
export async function sumKinds(db: Database) {
  return db
    .selectFrom('passes')
    .groupBy(['pass_type', 'payment_mode', 'sold_by', STATE])
    .select(['pass_type', 'payment_mode', 'sold_by', STATE.as('state')])
    .select(sums)
    .execute();
}
export type KindSum = Awaited<ReturnType<typeof sumKinds>>[number];

/** People with a pass who are not inside. */
export async function countToCome(db: Database): Promise<number> {
  const { people } = await db
    .selectFrom('passes')
    .where('scanned_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .select((eb) => eb.fn.sum<number | null>('admits').as('people'))
    .executeTakeFirstOrThrow();
  return people ?? 0;
}

/** What was sold or admitted in each quarter of an hour in which something was, without what was cancelled. */
export async function sumQuarters(db: Database, column: 'created_at' | 'scanned_at') {
  const at = sql.ref(column);
  const quarter: RawBuilder<Quarter> = sql`substr(${at}, 1, 14) || (CAST(substr(${at}, 15, 2) AS INTEGER) / 15)`;
  return db
    .selectFrom('passes')
    .where('cancelled_at', 'is', null)
    .where(column, 'is not', null)
    .groupBy(quarter)
    .select(quarter.as('quarter'))
    .select(sums)
    .execute();
}
export type QuarterSum = Awaited<ReturnType<typeof sumQuarters>>[number];

export async function countOutcomes(db: Database) {
  return db
    .selectFrom('scans')
    .groupBy('outcome')
    .select((eb) => ['outcome', eb.fn.countAll<number>().as('count')])
    .execute();
}
export type OutcomeCount = Awaited<ReturnType<typeof countOutcomes>>[number];

export async function findPassTypes(db: Database) {
  return db.selectFrom('pass_types').select(['code', 'label', 'capacity', 'on_sale']).orderBy('position').execute();
}
export type PassTypeLine = Awaited<ReturnType<typeof findPassTypes>>[number];

/** Username -> the name a person goes by. */
export async function findNames(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('admins').select(['username', 'display_name']).execute();
  return new Map(rows.map(({ username, display_name }) => [username, display_name ?? username]));
}
