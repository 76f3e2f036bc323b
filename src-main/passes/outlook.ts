import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { PassFilter } from '../../src-shared/contract/passes';
import type { Database } from '../database/sqlite';
import type { Tables } from '../database/tables';
import { findByWords } from '../database/words/words';
import { type KindSum, type PassState, sumKinds } from '../reports/queries';
import { passFilter } from './pass-filter';
import { searchWords } from './pass-keys';

/** So many passes, named one by one, are sorted and added up in some milliseconds. */
const FEW = 2_000;
/** So many, of kinds or a state that have an index, are looked through for words or a kind: few of them are left then. */
const MOST_LOOKED_THROUGH = 10_000;
/** Each is a part of a statement, of which an engine takes some hundred. */
const MOST_KINDS = 100;

/** What all that was found comes to. Cancelled passes are counted, but are no people and no money unless they are asked for. */
export interface Sums {
  readonly total: number;
  readonly people: number;
  readonly amount: number;
}

/** What is known of a list before any pass of it is read. */
export interface Outlook {
  /** Ids among which are all passes that the filter lets through, where these are few. */
  readonly among: readonly string[] | null;
  /** Ids of some that have the words, where they are in many; null where no index could tell. */
  readonly some: readonly string[] | null;
  /** Of all passes of these kinds and in this state, whatever words and days are asked for. */
  readonly ofKinds: Sums;
  /** The same, kind by kind. */
  readonly kinds: readonly KindSum[];
}

/**
 * Looks where few passes are to be found, so that a list of them costs the same however many were sold: by the index of
 * words, by their kinds in the figures, or by their state.
 */
export async function lookAhead(db: Database, filter: PassFilter): Promise<Outlook> {
  const words = searchWords(filter.search ?? '');
  const ofAnyState = (await sumKinds(db)).filter(
    ({ pass_type, payment_mode, sold_by }) =>
      (filter.passType ?? pass_type) === pass_type &&
      (filter.paymentMode ?? payment_mode) === payment_mode &&
      (filter.soldBy ?? sold_by) === sold_by,
  );
  const kinds = ofAnyState.filter(({ state }) => (filter.state ?? state) === state);
  const ofKinds = sumsOf(kinds, filter.state);
  if (ofKinds.total === 0) return { among: [], some: null, ofKinds, kinds };
  const found = words.length > 0 ? await findByWords(db, words, FEW) : null;
  if (found?.isAll) return { among: found.passIds, some: null, ofKinds, kinds };
  const among = await findFew(db, filter, ofAnyState, ofKinds);
  return { among, some: found?.passIds ?? null, ofKinds, kinds };
}

async function findFew(
  db: Database,
  { search, state }: Pick<PassFilter, 'search' | 'state'>,
  kinds: readonly KindSum[],
  ofKinds: Sums,
): Promise<readonly string[] | null> {
  const most = search || ofKinds.total <= FEW ? MOST_LOOKED_THROUGH : FEW;
  const ofAnyState = new Map(
    kinds.map((kind) => [JSON.stringify([kind.pass_type, kind.payment_mode, kind.sold_by]), kind]),
  );
  if (sumsOf(kinds, state).total <= most && ofAnyState.size <= MOST_KINDS) {
    return findKinds(db, [...ofAnyState.values()], { search, state });
  }
  return state !== undefined && ofKinds.total <= FEW ? findState(db, state) : null;
}

function sumsOf(kinds: readonly KindSum[], asked: PassState | undefined): Sums {
  return kinds.reduce<Sums>(
    ({ total, people, amount }, one) =>
      one.state === 'cancelled' && asked !== 'cancelled'
        ? { total: total + one.passes, people, amount }
        : { total: total + one.passes, people: people + one.people, amount: amount + one.amount },
    { total: 0, people: 0, amount: 0 },
  );
}

/**
 * Ids of those of these kinds that have the words and are in the state. What else is asked of them comes later: SQLite
 * 3.54.1 loses rows where an indexed expression over a column meets that same column with a constant.
 * @returns null where they are many
 */
async function findKinds(
  db: Database,
  kinds: readonly KindSum[],
  filter: Pick<PassFilter, 'search' | 'state'>,
): Promise<readonly string[] | null> {
  const condition = passFilter(filter, 'UTC');
  const parts = kinds.map(
    ({ pass_type, payment_mode, sold_by }) => sql`
      SELECT passes.pass_id FROM passes WHERE passes.pass_type = ${pass_type} AND passes.payment_mode = ${payment_mode}
        AND coalesce(passes.sold_by, '') = ${sold_by ?? ''} AND ${condition}`,
  );
  const { rows } = await sql<{ pass_id: string }>`${sql.join(parts, sql` UNION ALL `)} LIMIT ${FEW + 1}`.execute(db);
  return rows.length > FEW ? null : rows.map(({ pass_id }) => pass_id);
}

/** @returns null where it is the state of very many, whatever their kind */
async function findState(db: Database, state: PassState): Promise<readonly string[] | null> {
  const rows = await db
    .selectFrom('passes')
    .where(IN_INDEX[state])
    .select('pass_id')
    .limit(MOST_LOOKED_THROUGH + 1)
    .execute();
  return rows.length > MOST_LOOKED_THROUGH ? null : rows.map(({ pass_id }) => pass_id);
}

const { ref } = expressionBuilder<Tables, 'passes'>();
/** In words by which both engines go through an index. Passes to come are looked for among all that were not used. */
const IN_INDEX: Readonly<Record<PassState, Expression<SqlBool>>> = {
  admitted: sql<SqlBool>`${ref('scanned_at')} >= ''`,
  'to-come': sql<SqlBool>`${ref('scanned_at')} IS NULL`,
  cancelled: sql<SqlBool>`${ref('cancelled_at')} IS NOT NULL`,
};
