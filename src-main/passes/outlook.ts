import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { PassFilter } from '../../src-shared/contract/passes';
import { jsonList } from '../database/json-list';
import type { Database } from '../database/sqlite';
import type { Tables } from '../database/tables';
import { findByWords } from '../database/words/words';
import { type KindSum, type PassState, sumKinds } from '../reports/queries';
import { searchWords } from './pass-keys';

/** So many passes are looked at one by one, sorted and added up in some milliseconds. */
const FEW = 2_000;
/** Of one state, in an index of their own: to look through them costs less than to go through all passes. */
const FEW_OF_STATE = 10_000;

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
}

/**
 * Looks where few passes are to be found, so that a list of them costs the same however many were sold: by the index of
 * words, by their kinds in the figures, or by their state.
 */
export async function lookAhead(db: Database, filter: PassFilter): Promise<Outlook> {
  const words = searchWords(filter.search ?? '');
  const kinds = (await sumKinds(db)).filter(
    ({ pass_type, payment_mode, sold_by }) =>
      (filter.passType ?? pass_type) === pass_type &&
      (filter.paymentMode ?? payment_mode) === payment_mode &&
      (filter.soldBy ?? sold_by) === sold_by,
  );
  const ofKinds = sumsOf(
    kinds.filter(({ state }) => (filter.state ?? state) === state),
    filter.state,
  );
  if (ofKinds.total === 0) return { among: [], some: null, ofKinds };

  const found = words.length > 0 ? await findByWords(db, words, FEW + 1) : null;
  if (found !== null && found.length <= FEW) return { among: found, some: null, ofKinds };
  const among = ofKinds.total <= FEW ? await findKinds(db, kinds, filter.state) : null;
  return { among, some: found, ofKinds };
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

/** @returns null where they are scattered among too many others */
async function findKinds(
  db: Database,
  kinds: readonly KindSum[],
  state: PassState | undefined,
): Promise<readonly string[] | null> {
  if (sumsOf(kinds, state).total > FEW) return state === undefined ? null : findState(db, state);
  const wanted = new Set(kinds.map((kind) => JSON.stringify([kind.pass_type, kind.payment_mode, kind.sold_by ?? ''])));
  const { rows } = await sql<{ pass_id: string }>`
    SELECT passes.pass_id FROM ${jsonList(db, `[${[...wanted].join()}]`)}
    CROSS JOIN passes WHERE passes.pass_type = list.value ->> 0 AND passes.payment_mode = list.value ->> 1
      AND coalesce(passes.sold_by, '') = list.value ->> 2`.execute(db);
  return rows.map(({ pass_id }) => pass_id);
}

async function findState(db: Database, state: PassState): Promise<readonly string[] | null> {
  const rows = await db
    .selectFrom('passes')
    .where(IN_INDEX[state])
    .select('pass_id')
    .limit(FEW_OF_STATE + 1)
    .execute();
  return rows.length > FEW_OF_STATE ? null : rows.map(({ pass_id }) => pass_id);
}

const { ref } = expressionBuilder<Tables, 'passes'>();
/** In words by which both engines go through an index. Passes to come are looked for among all that were not used. */
const IN_INDEX: Readonly<Record<PassState, Expression<SqlBool>>> = {
  admitted: sql<SqlBool>`${ref('scanned_at')} >= ''`,
  'to-come': sql<SqlBool>`${ref('scanned_at')} IS NULL`,
  cancelled: sql<SqlBool>`${ref('cancelled_at')} IS NOT NULL`,
};
