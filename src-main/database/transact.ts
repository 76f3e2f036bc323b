import { setTimeout as pause } from 'node:timers/promises';
import { engineOf } from './engine.ts';
import { isAway, isPassing } from './postgres/store-errors.ts';
import type { Database } from './sqlite';
import { giveUpWords, hasWords } from './words/words.ts';
import { isDamageOfWords } from './words/words-damage.ts';

/**
 * The three kinds of transaction that there are. In a file they are one and the same: it has one connection, which
 * takes the write lock before the first read. On a store that desks share they differ in whom they wait for.
 */

/** Milliseconds for which work is taken up again while the store is away: a restart of it is no reason to refuse anybody. */
const PATIENCE = 4_000;
const LONGEST_PAUSE = 250;
/** Of those that stand in each other's way, one goes on at once: nobody is unlucky so often. */
const MOST_TRIES = 12;

/**
 * Changes that are decided by what is there: one at a time, over all desks. What `work` has read still holds when it
 * writes.
 * @param work may run again from its beginning after what it did was rolled back, and, when the connection was lost at
 * the very end, after it was committed: its ids and conditions make twice the same as once
 */
export function change<T>(db: Database, work: (within: Database) => Promise<T>): Promise<T> {
  const attempt = () => db.transaction().setIsolationLevel('serializable').execute(work);
  return repeated(db, () => inLine(db, attempt), isAway);
}

/** As `change`, for work that must not run again once it may have been committed: whoever wanted it is told to look. */
export function changeOnce<T>(db: Database, work: (within: Database) => Promise<T>): Promise<T> {
  let isThrough = false;
  const attempt = () =>
    db
      .transaction()
      .setIsolationLevel('serializable')
      .execute(async (within) => {
        isThrough = false;
        const value = await work(within);
        isThrough = true;
        return value;
      });
  return repeated(
    db,
    () => inLine(db, attempt),
    (error) => isAway(error) && !isThrough,
  );
}

/**
 * Changes that wait for nobody at another desk, because each of them is one conditional write that a unique index holds
 * to its word: what was read may be out of date when it comes to writing. For scans, which must not wait for a sale.
 * @param work may run again, as with `change`
 */
export function together<T>(db: Database, work: (within: Database) => Promise<T>): Promise<T> {
  return repeated(db, () => db.transaction().setIsolationLevel('read committed').execute(work), isAway);
}

/** Reads that belong together, all of one moment. Nobody waits for them. */
export function snapshot<T>(db: Database, work: (within: Database) => Promise<T>): Promise<T> {
  return repeated(
    db,
    () => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    isAway,
  );
}

interface Line {
  /** Settles when whoever came last is through, and never rejects. */
  last: Promise<unknown>;
  /** When the store was met away, in milliseconds of `performance.now`, and what was said then. */
  away: { readonly at: number; readonly error: unknown } | null;
}
const lines = new WeakMap<Database, Line>();

/**
 * On a store, one change of each desk waits for those of other desks. Its others wait here, where they take no
 * connection: however many sell, scans have theirs. Whoever was waiting while the store was away hears so at once.
 */
function inLine<T>(db: Database, attempt: () => Promise<T>): Promise<T> {
  if (engineOf(db) !== 'postgres') return attempt();
  const line = lines.get(db) ?? { last: Promise.resolve(), away: null };
  lines.set(db, line);
  const cameAt = performance.now();
  const turn = line.last.then(async () => {
    if (line.away !== null && line.away.at > cameAt) throw line.away.error;
    try {
      return await attempt();
    } catch (error) {
      if (isAway(error)) line.away = { at: performance.now(), error };
      throw error;
    }
  });
  line.last = turn.catch(() => undefined);
  return turn;
}

/** @param mayRepeat whether work that failed because the store was away can be done again */
async function repeated<T>(
  db: Database,
  attempt: () => Promise<T>,
  mayRepeat: (error: unknown) => boolean,
): Promise<T> {
  const beganAt = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (isDamageOfWords(error) && (await hasWords(db))) {
        // Nobody goes without a pass because a search would be slower.
        await giveUpWords(db);
        continue;
      }
      const isWorthIt = isPassing(error) ? tries < MOST_TRIES : mayRepeat(error) && isYoung(beganAt);
      if (!isWorthIt) throw error;
      await pause(Math.min(LONGEST_PAUSE, 5 * 2 ** tries) * Math.random());
    }
  }
}

function isYoung(beganAt: number): boolean {
  return performance.now() - beganAt < PATIENCE;
}
