import { expressionBuilder, sql } from 'kysely';
import type { PassSort } from '../../src-shared/contract/passes';
import { passesBy } from '../database/indexed-by';
import type { Database } from '../database/sqlite';
import type { Tables } from '../database/tables';
import { skipNames } from '../database/words/words';
import { skipQuarters } from '../reports/skip-quarters';
import { passFilter } from './pass-filter';
import { passIdsOf, readPasses } from './pass-ids-of-page';
import type { LabelledPassRow } from './pass-rows';
import { countIn, cut, type ListOfPasses, type Stretch, toStretches, turned } from './stretches';

interface Wanted extends ListOfPasses {
  /** Counts from 0. */
  readonly page: number;
  readonly pageSize: number;
  /** The event's. */
  readonly timeZone: string;
  /** A page that was shown, and the first pass on it. */
  readonly near?: { readonly page: number; readonly passId: string } | undefined;
}

/** Where one begins to go along a list, and how far. Backwards it is gone through from its end, or from a pass inside it. */
interface Walk {
  readonly stretches: readonly Stretch[];
  readonly isBackwards: boolean;
  readonly skip: number;
  readonly take: number;
}

/** With fewer to skip, going through them is as quick. */
const MANY_TO_SKIP = 2_000;

const eb = expressionBuilder<Tables, 'passes'>();

/**
 * One page out of very many passes, in an order that an index has: they are read up to the end of the page and no
 * further, from the end of the list that is nearer, or from a page that was shown before. Where the total is not known,
 * with the first one of the next page.
 */
export async function findManyPasses(db: Database, wanted: Wanted): Promise<LabelledPassRow[]> {
  const { filter, page, pageSize } = wanted;
  const total = countIn(wanted.kinds);
  const from = page * pageSize;
  const to = total === null ? from + pageSize + 1 : Math.min(total, from + pageSize);
  if (from >= to) return [];
  const stretches = await toStretches(db, wanted);
  const begin: Walk = { stretches, isBackwards: false, skip: from, take: to - from };
  const end: Walk | null = total === null ? null : { ...begin, isBackwards: true, skip: total - to };
  const nearer = end !== null && end.skip < from ? end : begin;
  const walk = nearer.skip > MANY_TO_SKIP ? ((await walkFromNear(db, stretches, wanted)) ?? nearer) : nearer;

  const ofFilter = passFilter(filter, wanted.timeZone);
  const along = (walk.isBackwards ? walk.stretches.toReversed().map(turned) : walk.stretches).map((one) => ({
    ...one,
    condition: eb.and([ofFilter, one.condition]),
  }));
  const [first] = along;
  const isEverything = Object.values(filter).every((value) => value === undefined || value === '');
  const isFar = first && isEverything && walk.skip > MANY_TO_SKIP;
  const passIds =
    (isFar ? await readFar(db, wanted.sort, first, walk) : null) ?? (await readAlong(db, along, walk.skip, walk.take));
  return readPasses(db, walk.isBackwards ? passIds.toReversed() : passIds);
}

/** From the first pass of a page that was shown. @returns null where that is further away, or the pass is gone */
async function walkFromNear(
  db: Database,
  stretches: readonly Stretch[],
  { page, pageSize, near, kinds }: Wanted,
): Promise<Walk | null> {
  if (near === undefined) return null;
  const isBackwards = page < near.page;
  const skip = (isBackwards ? near.page - page - 1 : page - near.page) * pageSize;
  if (skip > MANY_TO_SKIP) return null;
  const place = await findPlace(db, stretches, near.passId);
  if (place === null) return null;
  const { at, key } = place;
  const isBehind = cut(at, isBackwards, key, near.passId);
  const others = isBackwards ? stretches.slice(0, stretches.indexOf(at)) : stretches.slice(stretches.indexOf(at) + 1);
  return {
    stretches: isBackwards ? [...others, isBehind] : [isBehind, ...others],
    isBackwards,
    skip,
    take: kinds === null && !isBackwards ? pageSize + 1 : pageSize,
  };
}

/** In which stretch a pass is, and by what it is sorted there. */
async function findPlace(db: Database, stretches: readonly Stretch[], passId: string) {
  for (const at of stretches) {
    const { rows } = await sql<{ key: string | number }>`
      SELECT ${at.by} AS key FROM ${passesBy(db, 'primary')} WHERE passes.pass_id = ${passId} AND ${at.condition}`.execute(
      db,
    );
    const [row] = rows;
    if (row) return { at, key: row.key };
  }
  return null;
}

/** Skips some passes and takes some, from one stretch to the next. */
async function readAlong(db: Database, stretches: readonly Stretch[], skip: number, take: number): Promise<string[]> {
  const passIds: string[] = [];
  let toSkip = skip;
  for (const stretch of stretches) {
    if (passIds.length === take) break;
    if (stretch.passes !== null && stretch.passes <= toSkip) {
      toSkip -= stretch.passes;
      continue;
    }
    const found = await readStretch(db, stretch, toSkip, take - passIds.length);
    passIds.push(...found);
    if (found.length > 0) toSkip = 0;
    else if (toSkip > 0) toSkip -= await countUpTo(db, stretch, toSkip);
  }
  return passIds;
}

/** Deep inside the list of all passes. @returns null where nothing knows a shorter way */
async function readFar(db: Database, sort: PassSort, stretch: Stretch, { skip, take }: Walk): Promise<string[] | null> {
  if (sort === 'createdAt') return readFarAlong(db, stretch, skip, take);
  if (sort === 'name1') return skipNames(db, { offset: skip, limit: take, descending: stretch.descending });
  return null;
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
