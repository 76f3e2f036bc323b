import type { Database } from '../database/sqlite';
import type { Quarter } from './hours';

/** A pass is in one of these. */
export type PassState = 'to-come' | 'admitted' | 'cancelled';

/** How many passes, for how many people, for how much. */
export interface Sum {
  readonly passes: number;
  readonly people: number;
  readonly amount: number;
}

/** Passes of one kind that are in one state. */
export interface KindSum extends Sum {
  readonly pass_type: string;
  readonly payment_mode: string;
  /** Null for those of the earlier web application. */
  readonly sold_by: string | null;
  readonly state: PassState;
}

/** One row for each kind of passes that exists, in each state that some of them are in. */
export async function sumKinds(db: Database): Promise<KindSum[]> {
  const rows = await db
    .selectFrom('pass_figures')
    .groupBy(['pass_type', 'payment_mode', 'sold_by'])
    .select(['pass_type', 'payment_mode', 'sold_by'])
    .select(({ fn }) => [
      fn.sum<number>('sold_passes').as('sold_passes'),
      fn.sum<number>('sold_people').as('sold_people'),
      fn.sum<number>('sold_amount').as('sold_amount'),
      fn.sum<number>('admitted_passes').as('admitted_passes'),
      fn.sum<number>('admitted_people').as('admitted_people'),
      fn.sum<number>('admitted_amount').as('admitted_amount'),
      fn.sum<number>('cancelled_passes').as('cancelled_passes'),
      fn.sum<number>('cancelled_people').as('cancelled_people'),
      fn.sum<number>('cancelled_amount').as('cancelled_amount'),
    ])
    .execute();
  return rows.flatMap(({ pass_type, payment_mode, sold_by, ...sums }) => {
    const kind = { pass_type, payment_mode, sold_by: sold_by || null };
    const sold = sumOf(sums.sold_passes, sums.sold_people, sums.sold_amount);
    const admitted = sumOf(sums.admitted_passes, sums.admitted_people, sums.admitted_amount);
    const cancelled = sumOf(sums.cancelled_passes, sums.cancelled_people, sums.cancelled_amount);
    return [
      { ...kind, state: 'to-come' as const, ...without(sold, admitted) },
      { ...kind, state: 'admitted' as const, ...admitted },
      { ...kind, state: 'cancelled' as const, ...cancelled },
    ].filter(({ passes }) => passes > 0);
  });
}

function sumOf(passes: number, people: number, amount: number): Sum {
  return { passes, people, amount };
}

function without(all: Sum, some: Sum): Sum {
  return sumOf(all.passes - some.passes, all.people - some.people, all.amount - some.amount);
}

/** People with a pass who are not inside. */
export async function countToCome(db: Database): Promise<number> {
  const { people } = await db
    .selectFrom('pass_figures')
    .select((eb) => eb.fn.sum<number | null>(eb('sold_people', '-', eb.ref('admitted_people'))).as('people'))
    .executeTakeFirstOrThrow();
  return people ?? 0;
}

/** What was sold and admitted in a quarter of an hour, without what was cancelled. */
export interface QuarterSum {
  readonly quarter: Quarter;
  readonly sold: number;
  readonly revenue: number;
  readonly admitted: number;
  readonly people: number;
}

/** Every quarter of an hour in which something was sold or admitted. */
export async function sumQuarters(db: Database): Promise<QuarterSum[]> {
  const rows = await db
    .selectFrom('quarter_figures')
    .groupBy('quarter')
    .select(({ fn }) => [
      'quarter',
      fn.sum<number>('sold_passes').as('sold'),
      fn.sum<number>('sold_amount').as('revenue'),
      fn.sum<number>('admitted_passes').as('admitted'),
      fn.sum<number>('admitted_people').as('people'),
    ])
    .execute();
  return rows.filter(({ sold, admitted }) => sold > 0 || admitted > 0);
}

export async function findPassTypes(db: Database) {
  return db.selectFrom('pass_types').select(['code', 'label', 'capacity', 'on_sale']).orderBy('position').execute();
}
export type PassTypeLine = Awaited<ReturnType<typeof findPassTypes>>[number];

/** Username -> the name a person goes by. */
export async function findNames(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('admins').select(['username', 'display_name']).execute();
  return new Map(rows.map(({ username, display_name }) => [username, display_name ?? username]));
}
