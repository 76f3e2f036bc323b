import { type QueryExecutorProvider, sql } from 'kysely';
import { engineOf } from '../engine.ts';
import { toPattern } from '../like-pattern.ts';
import { canIndexLetters, findInStore, STORE_WORDS } from '../postgres/store-words.ts';
import type { Database } from '../sqlite';
import { FILE_WORDS, findInFile, tidyPiece } from './file-words.ts';

/** With fewer letters a word is in too many texts for an index of three letters each. */
const INDEXED_LETTERS = 3;

/**
 * Makes the index over what passes are searched for, where there is none and the engine can have one. Like the figures
 * it is made of the passes alone.
 */
export async function settleWords(db: QueryExecutorProvider): Promise<void> {
  if (await hasWords(db)) return;
  if (engineOf(db) === 'sqlite') await run(db, FILE_WORDS.create);
  else if (await canIndexLetters(db)) await run(db, STORE_WORDS.create);
}

/** Makes the index anew, whatever stands in it. */
export async function remakeWords(db: QueryExecutorProvider): Promise<void> {
  await run(db, wordsOf(db).drop);
  await settleWords(db);
}

/**
 * Passes in whose search text all the words may be, found by the index; nobody else has all of them.
 * @param words folded
 * @param limit more than so many are not looked for
 * @returns their ids in any order; null where the index cannot tell
 */
export async function findByWords(db: Database, words: readonly string[], limit: number): Promise<string[] | null> {
  const isFile = engineOf(db) === 'sqlite';
  const long = words.filter((word) => [...word].length >= INDEXED_LETTERS);
  // SQLite also finds what begins its rows of three letters.
  const asked = long.length > 0 ? long : isFile ? words.slice(0, 1) : [];
  if (asked.length === 0 || !(await hasWords(db))) return null;
  return isFile ? findInFile(db, asked, limit) : findInStore(db, asked.map(toPattern), limit);
}

/** Whether there is an index at all. */
export async function hasWords(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } =
    engineOf(db) === 'sqlite'
      ? await sql`SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = 'pass_words_update'`.execute(db)
      : await sql`SELECT 1 WHERE to_regclass('pass_texts') IS NOT NULL`.execute(db);
  return rows.length > 0;
}

/**
 * Puts a file's index together, piece by piece and with turns for everybody else in between: only then what was taken
 * out of it is gone from its bytes.
 */
export async function tidyWords(db: Database): Promise<void> {
  if (!(await hasWords(db))) return;
  let isFirst = true;
  while (await tidyPiece(db, isFirst)) isFirst = false;
}

function wordsOf(db: QueryExecutorProvider) {
  return engineOf(db) === 'sqlite' ? FILE_WORDS : STORE_WORDS;
}

async function run(db: QueryExecutorProvider, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
