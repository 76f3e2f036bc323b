import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { toPattern } from '../like-pattern.ts';
import type { Database } from '../sqlite';
import type { FoundByWords } from './found-by-words';

/**
 * The index by which passes are found in the middle of a word, as SQLite has it: FTS5 over every three letters in a row.
 * It knows that they are in a text and not where, which is a third of the bytes; whoever asks looks at the passes
 * texts themselves, which are kept beside it: passes are in the order of their ids, where fifty thousand are slow to find.
 * They have no number of their own that outlives a VACUUM either, so they get one.
 */

/** With fewer letters a word is no more than the beginning of what is indexed. */
export const INDEXED_LETTERS = 3;
/**
 * Of a word the index is asked for its last rows of three: a number begins with a code that all have, an id with the time.
 * More of them leave no fewer passes, and each one is a list to go through.
 */
const MOST_ROWS = 6;
/** So many of the oldest and of the newest passes are looked up when it is to be seen whether the index is one. */
const TRIED = 20;

/** A text and what is written behind it, so that its last letters begin a row of three too. */
const INDEXED = 'search_text || char(10, 10)';

const TABLES = [
  'CREATE TABLE pass_texts (number INTEGER PRIMARY KEY, pass_id TEXT NOT NULL UNIQUE, search_text TEXT NOT NULL)',
  `CREATE VIRTUAL TABLE pass_words USING fts5(text, content = '', columnsize = 0, detail = none,
    tokenize = 'trigram case_sensitive 1')`,
  'CREATE VIRTUAL TABLE pass_terms USING fts5vocab(pass_words, instance)',
];

const FILL = [
  'INSERT INTO pass_texts (pass_id, search_text) SELECT pass_id, search_text FROM passes ORDER BY created_at, pass_id',
  `INSERT INTO pass_words (rowid, text) SELECT number, ${INDEXED} FROM pass_texts ORDER BY number`,
];

const ADD = `INSERT INTO pass_texts (pass_id, search_text) VALUES (NEW.pass_id, NEW.search_text);
  INSERT INTO pass_words (rowid, text) SELECT number, ${INDEXED} FROM pass_texts WHERE pass_id = NEW.pass_id;`;
const REMOVE = `INSERT INTO pass_words (pass_words, rowid, text)
    SELECT 'delete', number, ${INDEXED} FROM pass_texts WHERE pass_id = OLD.pass_id;
  DELETE FROM pass_texts WHERE pass_id = OLD.pass_id;`;

const TRIGGERS: Readonly<Record<string, string>> = {
  pass_words_insert: `AFTER INSERT ON passes BEGIN ${ADD} END`,
  pass_words_delete: `AFTER DELETE ON passes BEGIN ${REMOVE} END`,
  pass_words_update: `AFTER UPDATE OF pass_id, search_text ON passes
    WHEN NOT (OLD.pass_id IS NEW.pass_id AND OLD.search_text IS NEW.search_text) BEGIN ${REMOVE} ${ADD} END`,
};

const STOP = Object.keys(TRIGGERS).map((name) => `DROP TRIGGER IF EXISTS ${name}`);

const PARTS = ['pass_texts', 'pass_words', 'pass_terms', ...Object.keys(TRIGGERS)];

export const FILE_WORDS = {
  find: `SELECT 1 FROM sqlite_schema WHERE type IN ('table', 'trigger')
    AND name IN (${PARTS.map((name) => `'${name}'`).join(', ')})`,
  parts: PARTS.length,
  create: [...TABLES, ...FILL, ...Object.entries(TRIGGERS).map(([name, text]) => `CREATE TRIGGER ${name} ${text}`)],
  stop: STOP,
  drop: [
    ...STOP,
    'DROP TABLE IF EXISTS pass_terms',
    'DROP TABLE IF EXISTS pass_words',
    'DROP TABLE IF EXISTS pass_texts',
    // What stood for it until the texts were kept.
    'DROP TABLE IF EXISTS pass_numbers',
  ],
} as const;

/** Passes with the letters of a word, which are then looked at for the word itself. So many take less than a tenth of a second. */
const MOST_TRIED = 50_000;

/**
 * Passes that may have all the words in them, and none of another. Where they are more than asked for, those are taken
 * that have the words: nearly every number has the letters of 000.
 */
export async function findInFile(
  db: QueryExecutorProvider,
  words: readonly string[],
  most: number,
): Promise<FoundByWords> {
  const mayBe = await idsOf(db, numbersOf(words, most + 1), [], most + 1);
  if (mayBe.length <= most) return { passIds: mayBe, isAll: true };
  const passIds = await idsOf(db, numbersOf(words, MOST_TRIED), words, most + 1);
  if (passIds.length > most) return { passIds, isAll: false };
  const { rows } = await sql<{ tried: number }>`
    SELECT count(*) AS tried FROM (${numbersOf(words, MOST_TRIED + 1)}) AS found`.execute(db);
  return { passIds, isAll: (rows[0]?.tried ?? 0) <= MOST_TRIED };
}

/** Numbers of passes that have the letters of all the words. */
function numbersOf(words: readonly string[], limit: number): RawBuilder<unknown> {
  const [shortest = ''] = words;
  const terms = [...new Set(words.flatMap(trigramsOf))];
  return terms.length > 0
    ? sql`SELECT rowid AS number FROM pass_words WHERE pass_words MATCH ${terms.join(' AND ')} LIMIT ${limit}`
    : sql`SELECT DISTINCT doc AS number FROM pass_terms
        WHERE term >= ${shortest} AND term < ${after(shortest)} LIMIT ${limit}`;
}

/** Ids of those among them whose text has the words. */
async function idsOf(
  db: QueryExecutorProvider,
  numbers: RawBuilder<unknown>,
  words: readonly string[],
  limit: number,
): Promise<string[]> {
  const conditions = words.map((word) => sql`search_text LIKE ${toPattern(word)} ESCAPE '\\'`);
  const ofThose = conditions.length > 0 ? sql`WHERE ${sql.join(conditions, sql` AND `)}` : sql``;
  const { rows } = await sql<{ pass_id: string }>`
    SELECT pass_id FROM (${numbers}) AS found
    CROSS JOIN pass_texts ON pass_texts.number = found.number ${ofThose} LIMIT ${limit}`.execute(db);
  return rows.map(({ pass_id }) => pass_id);
}

/** Whether the index has as many passes as there are, and finds the first and the last of them. */
export async function isSoundInFile(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql<{ passes: number; texts: number }>`
    SELECT (SELECT count(*) FROM passes) AS passes, (SELECT count(*) FROM pass_texts) AS texts`.execute(db);
  if (rows[0]?.passes !== rows[0]?.texts) return false;
  for (const direction of ['ASC', 'DESC']) {
    const tried = await sql<{ pass_id: string; search_text: string }>`
      SELECT passes.pass_id, passes.search_text FROM pass_texts
      CROSS JOIN passes ON passes.pass_id = pass_texts.pass_id
      ORDER BY number ${sql.raw(direction)} LIMIT ${TRIED}`.execute(db);
    for (const { pass_id, search_text } of tried.rows) {
      const found = await findInFile(db, search_text.split('\n'), TRIED);
      if (found.isAll && !found.passIds.includes(pass_id)) return false;
    }
    if (tried.rows.length < Math.min(TRIED, rows[0]?.passes ?? 0)) return false;
  }
  return true;
}

/** The last of every three letters in a row, as FTS5 reads them. */
function trigramsOf(word: string): string[] {
  const letters = Array.from(word);
  const rows = letters
    .slice(INDEXED_LETTERS - 1)
    .map((_, index) => letters.slice(index, index + INDEXED_LETTERS).join(''));
  return rows.slice(-MOST_ROWS).map((row) => `"${row.replaceAll('"', '""')}"`);
}

/** What comes after everything that begins with a word. */
function after(word: string): string {
  return `${word}\u{10ffff}`;
}

/**
 * Puts together some of what was written piece by piece.
 * @returns whether there may be anything left to do
 */
export function tidyPiece(db: Database, isFirst: boolean): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    const before = await countChanges(connection);
    // Negative: whatever there is, not only as much as has come together by itself.
    const pages = sql.lit(isFirst ? -PAGES : PAGES);
    await sql`INSERT INTO pass_words (pass_words, rank) VALUES ('merge', ${pages})`.execute(connection);
    return (await countChanges(connection)) - before >= 2;
  });
}

/** Some tens of milliseconds. */
const PAGES = 200;

async function countChanges(db: Database): Promise<number> {
  const { rows } = await sql<{ changes: number }>`SELECT total_changes() AS changes`.execute(db);
  return rows[0]?.changes ?? 0;
}
