import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Input, Output } from '../../src-shared/contract/operation';
import type { PassFilter, PassSort, passesContract } from '../../src-shared/contract/passes';
import { passesBy } from '../database/indexed-by';
import type { Database } from '../database/sqlite';
import type { Tables } from '../database/tables';
import { snapshot } from '../database/transact';
import type { Settings } from '../settings/settings';
import { findManyPasses } from './many-passes';
import { lookAhead, type Outlook, type Sums } from './outlook';
import { passFilter } from './pass-filter';
import { isAmong, passIdsOf, readPasses } from './pass-ids-of-page';
import { toPass } from './pass-rows';

type Search = (typeof passesContract)['passes.search'];

/** Pass types sort as the office ordered them; `search_text` begins with the folded name. */
const SORTED_BY = {
  createdAt: 'passes.created_at',
  name1: 'passes.search_text',
  passType: 'pass_types.position',
  amount: 'passes.amount',
  scannedAt: 'passes.scanned_at',
} as const satisfies Record<PassSort, string>;

/** Of so many of the newest passes is found out how many the filter lets through, before it is said that there may be more. */
const MOST_COUNTED = 20_000;

interface SearchOptions {
  readonly db: Database;
  readonly settings: Settings;
}

type Found = Output<Search>;

export function createPassSearch({ db, settings }: SearchOptions) {
  /**
   * One page of what the filter lets through, and the sums of all of it. Cancelled passes are in the list but not in the
   * sums, unless it is them that the filter asks for. Where very many are found, no more is said than how many there are at least.
   */
  function search(input: Input<Search>): Promise<Found> {
    const { timeZone } = settings.event();
    return snapshot(db, async (within) => {
      const outlook = await lookAhead(within, input.filter);
      return outlook.among === null
        ? searchMany(within, input, outlook, timeZone)
        : searchFew(within, input, outlook.among, timeZone);
    });
  }

  return { search };
}

/** Looks at each of them. */
async function searchFew(
  db: Database,
  { filter, sort, descending, page, pageSize }: Input<Search>,
  among: readonly string[],
  timeZone: string,
): Promise<Found> {
  if (among.length === 0) return { passes: [], total: 0, isMore: false, people: 0, amount: 0 };
  const condition = eb.and([isAmong(db, among), passFilter(filter, timeZone)]);
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const passIds = await passIdsOf(db, {
    from: sql`${passesBy(db, 'primary')} JOIN pass_types ON pass_types.code = passes.pass_type`,
    condition,
    order: sql`${sql.ref(SORTED_BY[sort])} ${direction} NULLS LAST, passes.pass_id ${direction}`,
    offset: page * pageSize,
    limit: pageSize,
  });
  const rows = await readPasses(db, passIds);
  return { passes: rows.map(toPass), isMore: false, ...(await addUp(db, filter, condition)) };
}

/** Goes through them in an order that there is an index of, until the page is full. */
async function searchMany(db: Database, input: Input<Search>, outlook: Outlook, timeZone: string): Promise<Found> {
  const { filter, page, pageSize, near } = input;
  const kinds = isOfKinds(filter) ? outlook.kinds : null;
  const rows = await findManyPasses(db, { ...input, timeZone, kinds });
  const passes = rows.slice(0, pageSize).map(toPass);
  if (isOfKinds(filter)) return { passes, isMore: false, ...outlook.ofKinds };
  // All of them are on this page.
  if (page === 0 && rows.length <= pageSize) {
    const among = rows.map((row) => row.pass_id);
    return { passes, isMore: false, ...(await addUp(db, filter, isAmong(db, among))) };
  }
  const counted = await countMany(db, filter, outlook, timeZone);
  // What was read has been found, whether or not it was among those that were counted.
  const shown = rows.length === 0 ? 0 : Math.max(page * pageSize + rows.length, (near?.page ?? 0) * pageSize + 1);
  return counted.isMore
    ? { passes, isMore: true, total: Math.max(counted.total, shown), people: null, amount: null }
    : { passes, ...counted };
}

/** Whether the figures know everything that a filter asks for. */
function isOfKinds({ search, soldFrom, soldTo }: PassFilter): boolean {
  return !search && soldFrom === undefined && soldTo === undefined;
}

async function countMany(
  db: Database,
  filter: PassFilter,
  { some }: Outlook,
  timeZone: string,
): Promise<Sums & { readonly isMore: boolean }> {
  const condition = passFilter(filter, timeZone);
  if (some !== null) return { isMore: true, ...(await addUp(db, filter, eb.and([isAmong(db, some), condition]))) };
  const ofDays = passFilter({ soldFrom: filter.soldFrom, soldTo: filter.soldTo }, timeZone);
  const newest = sql`(
    SELECT * FROM ${passesBy(db, 'idx_created_at')} WHERE ${ofDays}
    ORDER BY created_at DESC, pass_id DESC LIMIT ${MOST_COUNTED + 1}) AS passes`;
  const { looked, ...sums } = await sumUp(db, newest, sql`true`, filter, condition);
  return { isMore: looked > MOST_COUNTED, ...sums };
}

async function addUp(db: Database, filter: PassFilter, condition: Expression<SqlBool>): Promise<Sums> {
  const { looked: _, ...sums } = await sumUp(db, passesBy(db, 'primary'), condition, filter, sql`true`);
  return sums;
}

/**
 * @param from,among the passes that are looked at
 * @param condition what is counted of them
 */
async function sumUp(
  db: Database,
  from: RawBuilder<unknown>,
  among: Expression<SqlBool>,
  { state }: PassFilter,
  condition: Expression<SqlBool>,
): Promise<Sums & { readonly looked: number }> {
  const isInSums = state === 'cancelled' ? condition : sql`${condition} AND passes.cancelled_at IS NULL`;
  const { rows } = await sql<{ looked: number; total: number; people: number | null; amount: number | null }>`
    SELECT count(*) AS looked, count(*) FILTER (WHERE ${condition}) AS total,
      sum(admits) FILTER (WHERE ${isInSums}) AS people, sum(amount) FILTER (WHERE ${isInSums}) AS amount
    FROM ${from} WHERE ${among}`.execute(db);
  const [sums] = rows;
  return { looked: 0, total: 0, ...sums, people: sums?.people ?? 0, amount: sums?.amount ?? 0 };
}

const eb = expressionBuilder<Tables, 'passes'>();
