import { type QueryExecutorProvider, sql } from 'kysely';
import { engineOf } from '../engine.ts';
import {
  findInStore,
  isSoundInStore,
  isWrongInStore,
  makeInStore,
  REWRITE,
  STORE_WORDS,
  skipNamesInStore,
} from '../postgres/store-words.ts';
import type { Database } from '../sqlite';
import { FILE_WORDS, findInFile, INDEXED_LETTERS, isSoundInFile, tidyPiece } from './file-words.ts';
import type { FoundByWords, NamesToSkip } from './found-by-words';
import { isDamageOfWords } from './words-damage.ts';

/**
 * Makes the index over what passes are searched for, where there is none to rely on and the engine can have one. Like
 * the figures it is made of the passes alone.
 */
export async function settleWords(db: QueryExecutorProvider): Promise<void> {
  if ((await hasWords(db)) && (await isSound(db))) return;
  await remakeWords(db);
}

/** Makes the index anew, whatever stands in it. */
export async function remakeWords(db: QueryExecutorProvider): Promise<void> {
  await run(db, wordsOf(db).drop);
  if (engineOf(db) === 'sqlite') await run(db, FILE_WORDS.create);
  else await makeInStore(db);
}

/**
 * Lets the index be, which nothing is written to any more: searches go through the passes until the next start makes it
 * anew. Making it takes too long while people sell.
 */
export function giveUpWords(db: QueryExecutorProvider): Promise<void> {
  return run(db, wordsOf(db).stop);
}

/**
 * Gives the index up where it does not stand for the passes. That is to say a mistake of this program, or damage.
 * @param isWrongInCopy what was found in a copy of a file; a store is asked itself
 * @returns whether it was wrong
 */
export async function checkWords(db: Database, isWrongInCopy: boolean): Promise<boolean> {
  if (!(await hasWords(db))) return false;
  const isWrong = engineOf(db) === 'sqlite' ? isWrongInCopy : await isWrongInStore(db);
  if (isWrong) await giveUpWords(db);
  return isWrong;
}

/**
 * Passes in whose search text all the words may be, found by the index.
 * @param words folded
 * @param most more than so many are not looked for
 * @returns null where the index cannot tell
 */
export async function findByWords(db: Database, words: readonly string[], most: number): Promise<FoundByWords | null> {
  const long = words.filter((word) => Array.from(word).length >= INDEXED_LETTERS);
  const asked = long.length > 0 ? long : words.slice(0, 1);
  if (asked.length === 0 || !(await hasWords(db))) return null;
  if (engineOf(db) === 'postgres') return findInStore(db, asked, most);
  try {
    return await findInFile(db, asked, most);
  } catch (error) {
    if (isDamageOfWords(error)) return null;
    throw error;
  }
}

/**
 * A page deep inside the list of all passes by name.
 * @returns null where a file goes through its own index of the passes, or a store has none of this kind
 */
export async function skipNames(db: Database, names: NamesToSkip): Promise<string[] | null> {
  if (engineOf(db) === 'sqlite' || !(await hasWords(db))) return null;
  return skipNamesInStore(db, names);
}

/** Whether there is an index, with all that keeps it true. */
export async function hasWords(db: QueryExecutorProvider): Promise<boolean> {
  const { find, parts } = wordsOf(db);
  const { rows } = await sql.raw(find).execute(db);
  return rows.length === parts;
}

/**
 * Writes the index anew: only then what was taken out of it is gone from its bytes. A file's is put together piece by
 * piece, with turns for everybody else in between. One that was given up goes.
 */
export async function tidyWords(db: Database): Promise<void> {
  if (!(await hasWords(db))) return run(db, wordsOf(db).drop);
  if (engineOf(db) === 'postgres') return run(db, [REWRITE]);
  let isFirst = true;
  while (await tidyPiece(db, isFirst)) isFirst = false;
}

async function isSound(db: QueryExecutorProvider): Promise<boolean> {
  if (engineOf(db) === 'postgres') return isSoundInStore(db);
  try {
    return await isSoundInFile(db);
  } catch {
    // Damaged in one of many ways; a file that cannot be read at all says so once more.
    return false;
  }
}

function wordsOf(db: QueryExecutorProvider) {
  return engineOf(db) === 'sqlite' ? FILE_WORDS : STORE_WORDS;
}

async function run(db: QueryExecutorProvider, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
