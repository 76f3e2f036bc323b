import { sql } from 'kysely';
import { type Instant, toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';

export interface SaleFigures {
  /** Sold and not cancelled. */
  readonly total: number;
  readonly lastHour: number;
  /** In the currency's smallest unit. */
  readonly revenue: number;
}

const HOUR = 3_600_000;
/** Passes that are read in one go, well under a millisecond: whoever scans meanwhile has a turn in between. */
const PIECE = 1_000;
/** Milliseconds for which figures may be those of a moment ago. */
const FRESH = 15_000;
const NOTHING: SaleFigures = { total: 0, lastHour: 0, revenue: 0 };

interface SaleFiguresOptions {
  readonly db: Database;
  /** Goes up with every row that is written. */
  readonly changes: () => number;
  readonly now: () => number;
}

interface Held {
  readonly at: number;
  readonly changes: number;
  readonly figures: Promise<SaleFigures>;
}

/**
 * What was sold. It goes through all passes, in pieces so small that the gate does not notice, and not again while
 * nothing has changed or the last time was a moment ago: cancelling, importing and erasing change what was sold long ago.
 */
export function createSaleFigures({ db, changes, now }: SaleFiguresOptions) {
  let held: Held | null = null;

  function isFresh({ at, changes: version }: Held): boolean {
    const age = now() - at;
    return age >= 0 && age < (version === changes() ? HOUR / 60 : FRESH);
  }

  return async (): Promise<SaleFigures> => {
    if (held && isFresh(held)) return held.figures;
    const asked: Held = { at: now(), changes: changes(), figures: addUp(db, toInstant(now() - HOUR)) };
    held = asked;
    try {
      return await asked.figures;
    } catch (error) {
      if (held === asked) held = null;
      throw error;
    }
  };
}

async function addUp(db: Database, since: Instant): Promise<SaleFigures> {
  let sum = NOTHING;
  let after = -1;
  for (;;) {
    const piece = await addUpPiece(db, after, since);
    if (piece.last === null) return sum;
    sum = {
      total: sum.total + piece.total,
      lastHour: sum.lastHour + piece.lastHour,
      revenue: sum.revenue + (piece.revenue ?? 0),
    };
    after = piece.last;
    await nextTurn();
  }
}

/** In the order of the file, which costs no look-up: `rowid` is SQLite's own name for it. */
async function addUpPiece(db: Database, after: number, since: Instant) {
  const rowid = sql<number>`passes.rowid`;
  const isSold = sql<boolean>`piece.cancelled_at IS NULL`;
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('passes')
        .where(rowid, '>', after)
        .orderBy(rowid)
        .limit(PIECE)
        .select(['amount', 'created_at', 'cancelled_at', rowid.as('place')])
        .as('piece'),
    )
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere(isSold).as('total'),
      eb.fn.countAll<number>().filterWhere(isSold).filterWhere('created_at', '>=', since).as('lastHour'),
      eb.fn.sum<number | null>('amount').filterWhere(isSold).as('revenue'),
      eb.fn.max<number | null>('place').as('last'),
    ])
    .executeTakeFirstOrThrow();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
