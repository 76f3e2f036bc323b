import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PassFilter, PassSort } from '../../src-shared/contract/passes';
import type { PassIndex } from '../database/indexed-by';
import type { Database } from '../database/sqlite';
import type { Tables } from '../database/tables';
import type { KindSum } from '../reports/queries';

/** Passes that come one after the other in an index. */
export interface Stretch {
  readonly condition: Expression<SqlBool>;
  /** How many are in it; null where that is not known. */
  readonly passes: number | null;
  readonly index: PassIndex;
  readonly by: RawBuilder<unknown>;
  readonly descending: boolean;
}

/** A list, and what the figures know of it. */
export interface ListOfPasses {
  readonly filter: PassFilter;
  readonly sort: PassSort;
  readonly descending: boolean;
  /** All that the filter lets through, kind by kind; null where that is not known. */
  readonly kinds: readonly KindSum[] | null;
}

const eb = expressionBuilder<Tables, 'passes'>();

/** The stretches of which a list is made, one after the other. What its filter asks for comes on top. */
export async function toStretches(db: Database, { sort, descending, filter, kinds }: ListOfPasses): Promise<Stretch[]> {
  const all = { condition: ALL, passes: countIn(kinds), descending } as const;
  const inOrderOfSale = { by: sql`passes.created_at`, descending } as const;
  const ofType = (code: string): Stretch => ({
    ...inOrderOfSale,
    index: 'idx_pass_type',
    condition: eb('passes.pass_type', '=', code),
    passes: countIn(kinds, ({ pass_type }) => pass_type === code),
  });
  switch (sort) {
    case 'createdAt':
      return [
        filter.passType === undefined ? { ...all, ...inOrderOfSale, index: 'idx_created_at' } : ofType(filter.passType),
      ];
    case 'name1':
      return [{ ...all, index: 'passes_name', by: sql`substr(passes.search_text, 1, 40)` }];
    case 'amount':
      return [{ ...all, index: 'passes_amount', by: sql`passes.amount` }];
    case 'scannedAt':
      // Those that were not used come last, whichever way round.
      return [
        {
          condition: sql<SqlBool>`passes.scanned_at >= ''`,
          passes: countIn(kinds, ({ state }) => state === 'admitted'),
          index: 'idx_scanned_at',
          by: sql`passes.scanned_at`,
          descending,
        },
        {
          ...inOrderOfSale,
          condition: eb('passes.scanned_at', 'is', null),
          passes: countIn(kinds, ({ state }) => state !== 'admitted'),
          index: 'passes_to_come',
        },
      ];
    case 'passType': {
      const types = await db.selectFrom('pass_types').select('code').orderBy('position').execute();
      const ordered = descending ? types.toReversed() : types;
      return ordered.map(({ code }) => ofType(code));
    }
  }
}
const ALL = sql<SqlBool>`true`;

/** How many passes are of some of the kinds; null where the kinds are not known. */
export function countIn(
  kinds: readonly KindSum[] | null,
  areMeant: (kind: KindSum) => boolean = () => true,
): number | null {
  return kinds && kinds.filter(areMeant).reduce((sum, { passes }) => sum + passes, 0);
}

/** The same the other way round. */
export function turned(stretch: Stretch): Stretch {
  return { ...stretch, descending: !stretch.descending };
}

/** The part of a stretch that begins with a pass, by what it is sorted there, or the one that ends before it. */
export function cut(stretch: Stretch, isBefore: boolean, key: string | number, passId: string): Stretch {
  const sign = sql.raw(isBefore === stretch.descending ? '>' : '<');
  const isThere = sql<SqlBool>`(${stretch.by}, passes.pass_id) ${sign}${sql.raw(isBefore ? '' : '=')} (${key}, ${passId})`;
  // SQLite goes to a place in an index over an expression by the expression alone. Over columns it must not be said twice:
  // in a file that somebody has run ANALYZE on, it then goes through the whole index and sorts.
  const isAbout = stretch.index === 'passes_name' ? [sql<SqlBool>`${stretch.by} ${sign}= ${key}`] : [];
  return { ...stretch, passes: null, condition: eb.and([stretch.condition, ...isAbout, isThere]) };
}
