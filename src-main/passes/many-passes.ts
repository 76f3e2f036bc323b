import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PassFilter, PassSort } from '../../src-shared/contract/passes';
import { type PassIndex, passesBy } from '../database/indexed-by';
import type { Database } from '../database/sqlite';
import type { Tables } from '../database/tables';
import { skipQuarters } from '../reports/skip-quarters';
import { passFilter } from './pass-filter';
import { passIdsOf, readPasses } from './pass-ids-of-page';
import type { LabelledPassRow } from './pass-rows';

interface Wanted {
  readonly filter: PassFilter;
  readonly sort: PassSort;
  readonly descending: boolean;
  /** Counts from 0. */
  readonly page: number;
  readonly pageSize: number;
  /** The event's. */
  readonly timeZone: string;
  /** How many the filter lets through; null where that is not known. */
  readonly total: number | null;
}

/** Passes that come one after the other in an index. */
interface Stretch {
  readonly condition: Expression<SqlBool>;
  readonly index: PassIndex;
  readonly by: RawBuilder<unknown>;
  readonly descending: boolean;
}

/** With fewer to skip, going through them is as quick. */
const MANY_TO_SKIP = 2_000;

const eb = expressionBuilder<Tables, 'passes'>();

/**
 * One page out of very many passes, in an order that an index has: they are read up to the end of the page and no
 * further, from the end of the list that is nearer. Where the total is not known, with the first one of the next page.
 */
export async function findManyPasses(db: Database, wanted: Wanted): Promise<LabelledPassRow[]> {
  const { filter, page, pageSize, timeZone, total } = wanted;
  const ofFilter = passFilter(filter, timeZone);
  const stretches = (await toStretches(db, wanted)).map((one) => ({
    ...one,
    condition: eb.and([ofFilter, one.condition]),
  }));
  const from = page * pageSize;
  if (total === null) return readPasses(db, await readAlong(db, stretches, from, pageSize + 1));
  const to = Math.min(total, from + pageSize);
  if (from >= to) return [];
  const isNearer = from <= total - to;
  const along = isNearer ? stretches : stretches.toReversed().map((one) => ({ ...one, descending: !one.descending }));
  const skip = isNearer ? from : total - to;
  const [first] = along;
  const isEverything = Object.values(filter).every((value) => value === undefined || value === '');
  const passIds =
    first && wanted.sort === 'createdAt' && isEverything && skip > MANY_TO_SKIP
      ? await readFarAlong(db, first, skip, to - from)
      : await readAlong(db, along, skip, to - from);
  return readPasses(db, isNearer ? passIds : passIds.toReversed());
}

async function toStretches(db: Database, { sort, descending }: Wanted): Promise<Stretch[]> {
  const newestFirst = { index: 'idx_created_at', by: sql`passes.created_at`, descending } as const;
  switch (sort) {
    case 'createdAt':
      return [{ ...newestFirst, condition: ALL }];
    case 'name1':
      return [{ condition: ALL, index: 'passes_name', by: sql`substr(passes.search_text, 1, 40)`, descending }];
    case 'amount':
      return [{ condition: ALL, index: 'passes_amount', by: sql`passes.amount`, descending }];
    case 'scannedAt':
      // Those that were not used come last, whichever way round.
      return [
        {
          condition: sql<SqlBool>`passes.scanned_at >= ''`,
          index: 'idx_scanned_at',
          by: sql`passes.scanned_at`,
          descending,
        },
        { ...newestFirst, condition: eb('passes.scanned_at', 'is', null) },
      ];
    case 'passType': {
      const types = await db.selectFrom('pass_types').select('code').orderBy('position').execute();
      const ordered = descending ? types.toReversed() : types;
      return ordered.map(({ code }) => ({ ...newestFirst, condition: eb('passes.pass_type', '=', code) }));
    }
  }
}
const ALL = sql<SqlBool>`true`;

/** Skips some passes and takes some, from one stretch to the next. */
async function readAlong(db: Database, stretches: readonly Stretch[], skip: number, take: number): Promise<string[]> {
  const passIds: string[] = [];
  let toSkip = skip;
  for (const stretch of stretches) {
    if (passIds.length === take) break;
    const found = await readStretch(db, stretch, toSkip, take - passIds.length);
    passIds.push(...found);
    if (found.length > 0) toSkip = 0;
    else if (toSkip > 0) toSkip -= await countUpTo(db, stretch, toSkip);
  }
  return passIds;
}

/** Skips whole quarters of an hour, of which the figures know how many passes were sold in them. */
async function readFarAlong(db: Database, stretch: Stretch, skip: number, take: number): Promise<string[]> {
  const skipped = await skipQuarters(db, skip, stretch.descending);
  const { at } = skipped;
  if (at === null) return readStretch(db, stretch, skip, take);
  const condition = eb('passes.created_at', stretch.descending ? '<' : '>=', at);
  return readStretch(db, { ...stretch, condition }, skip - skipped.passes, take);
}

function readStretch(db: Database, { index, condition, by, descending }: Stretch, offset: number, limit: number) {
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const order = sql`${by} ${direction}, passes.pass_id ${direction}`;
  return passIdsOf(db, { from: passesBy(db, index), condition, order, offset, limit });
}

async function countUpTo(db: Database, { index, condition }: Stretch, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM (SELECT 1 FROM ${passesBy(db, index)} WHERE ${condition} LIMIT ${limit}) AS skipped
  `.execute(db);
  return rows[0]?.count ?? 0;
}
