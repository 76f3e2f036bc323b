import { type Instant, toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import { QUARTER_HOUR, quarterAt } from '../reports/hours';

export interface SaleFigures {
  /** Sold and not cancelled. */
  readonly total: number;
  readonly lastHour: number;
  /** In the currency's smallest unit. */
  readonly revenue: number;
}

const HOUR = 3_600_000;

/** What was sold. Sales of the last hour are counted one by one only as far as they are not a whole quarter of it. */
export async function saleFigures(db: Database, now: number): Promise<SaleFigures> {
  const { total, revenue } = await db
    .selectFrom('pass_figures')
    .select(({ fn }) => [
      fn.sum<number | null>('sold_passes').as('total'),
      fn.sum<number | null>('sold_amount').as('revenue'),
    ])
    .executeTakeFirstOrThrow();
  const since = now - HOUR;
  const firstWhole = Math.ceil(since / QUARTER_HOUR) * QUARTER_HOUR;
  const lastHour =
    (await countBetween(db, toInstant(since), toInstant(firstWhole))) + (await countFrom(db, toInstant(firstWhole)));
  return { total: total ?? 0, lastHour, revenue: revenue ?? 0 };
}

async function countBetween(db: Database, from: Instant, to: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('passes')
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .where('cancelled_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function countFrom(db: Database, beginOfQuarter: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('quarter_figures')
    .where('quarter', '>=', quarterAt(beginOfQuarter))
    .select(({ fn }) => fn.sum<number | null>('sold_passes').as('count'))
    .executeTakeFirstOrThrow();
  return count ?? 0;
}
