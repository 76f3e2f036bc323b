import type { Storage } from '../database/storage';
import { toBatchLine } from './journal-lines.ts';

/** A change as the triggers left it. */
export interface OutboxRow {
  readonly sequence: number;
  readonly at: string;
  /** JSON. */
  readonly change: string;
}

/** Lines that are written together, and what is in them. */
export interface Lines {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/** How much goes into the journal's files at once, and into one line. */
const ROWS_AT_ONCE = 2_000;
const ROWS_A_LINE = 500;
const CHARACTERS_A_LINE = 1_000_000;

/** What is committed and perhaps not in the journal's files yet. Speaks to SQLite itself, and only of what is committed. */
export function createOutbox(storage: Storage) {
  return {
    /** The number of the newest change that there ever was; 0 in a new file. */
    newest: () => Number(storage.prepare(NEWEST).pluck().get() ?? 0),
    /** The number of the oldest change that is still here; null when there is none. */
    oldest: () => storage.prepare(OLDEST).pluck().get() as number | null,
    /** Changes from here to there, as many as are written at once. */
    rows: (after: number, to: number) => storage.prepare(ROWS).all(after, to, ROWS_AT_ONCE) as OutboxRow[],
  };
}

export type Outbox = ReturnType<typeof createOutbox>;

// Not the newest row, which may be taken away some day: this number only ever goes up.
const NEWEST = "SELECT seq FROM sqlite_sequence WHERE name = 'journal'";
const OLDEST = 'SELECT min(sequence) FROM journal';
const ROWS = 'SELECT sequence, at, change FROM journal WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?';

/**
 * A line for each transaction, or several for a long one.
 * @param rows at least one, without a gap
 * @param ends the last change of each transaction, in order; where nothing is known of that, every line stands for itself
 */
export function toLines(rows: readonly OutboxRow[], ends: readonly number[]): Lines {
  let text = '';
  let changes: string[] = [];
  let characters = 0;
  let end = 0;
  for (const [index, { sequence, at, change }] of rows.entries()) {
    changes.push(change);
    characters += change.length;
    while ((ends[end] ?? Number.POSITIVE_INFINITY) < sequence) end += 1;
    const isEnd = ends[end] === sequence;
    const isLast = index === rows.length - 1;
    if (!isEnd && !isLast && changes.length < ROWS_A_LINE && characters < CHARACTERS_A_LINE) continue;
    const first = sequence - changes.length + 1;
    const goesOn = !isEnd && end < ends.length;
    text += toBatchLine({ first, last: sequence, at, ...(goesOn ? { more: true } : {}) }, changes);
    changes = [];
    characters = 0;
  }
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) throw new Error('there is nothing to write');
  return { text, first: first.sequence, last: last.sequence };
}
