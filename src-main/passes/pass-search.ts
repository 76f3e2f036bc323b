import type { Input, Output } from '../../src-shared/contract/operation';
import type { PassSort, passesContract } from '../../src-shared/contract/passes';
import type { Database } from '../database/sqlite';
import type { Settings } from '../settings/settings';
import { passFilter } from './pass-filter';
import { selectPasses, toPass } from './pass-rows';

type Search = (typeof passesContract)['passes.search'];

/** Pass types sort as the office ordered them; `search_text` begins with the folded name. */
const SORTED_BY = {
  createdAt: 'passes.created_at',
  name1: 'passes.search_text',
  passType: 'pass_types.position',
  amount: 'passes.amount',
  scannedAt: 'passes.scanned_at',
} as const satisfies Record<PassSort, string>;

interface SearchOptions {
  readonly db: Database;
  readonly settings: Settings;
}

export function createPassSearch({ db, settings }: SearchOptions) {
  /**
   * One page of what the filter lets through, and the sums of all of it. Cancelled passes are in the list but not in the
   * sums, unless it is them that the filter asks for.
   */
  async function search({ filter, sort, descending, page, pageSize }: Input<Search>): Promise<Output<Search>> {
    const condition = passFilter(filter, settings.event().timeZone);
    const direction = descending ? 'desc' : 'asc';
    const rows = await selectPasses(db)
      .where(condition)
      .orderBy(SORTED_BY[sort], (order) => (descending ? order.desc() : order.asc()).nullsLast())
      .orderBy('passes.pass_id', direction)
      .limit(pageSize)
      .offset(page * pageSize)
      .execute();
    return { passes: rows.map(toPass), ...(await sums(condition, filter.state === 'cancelled')) };
  }

  async function sums(condition: ReturnType<typeof passFilter>, withCancelled: boolean) {
    const counted = await db
      .selectFrom('passes')
      .where(condition)
      .select((eb) => {
        const people = eb.fn.sum<number | null>('admits');
        const amount = eb.fn.sum<number | null>('amount');
        return [
          eb.fn.countAll<number>().as('total'),
          (withCancelled ? people : people.filterWhere('cancelled_at', 'is', null)).as('people'),
          (withCancelled ? amount : amount.filterWhere('cancelled_at', 'is', null)).as('amount'),
        ];
      })
      .executeTakeFirstOrThrow();
    return { total: counted.total, people: counted.people ?? 0, amount: counted.amount ?? 0 };
  }

  return { search };
}
