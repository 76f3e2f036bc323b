import { type QueryExecutorProvider, sql } from 'kysely';
import { toPattern } from '../like-pattern.ts';
import type { FoundByWords, NamesToSkip } from '../words/found-by-words';

/**
 * The index by which passes are found in the middle of a word, as PostgreSQL has it. The texts are in a table of their
 * own: beside the passes, every scan would have to write their letters into the index once more.
 */

const CHANGED = `
  CREATE FUNCTION epass_pass_texts() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP <> 'INSERT' THEN DELETE FROM pass_texts WHERE pass_id = OLD.pass_id; END IF;
    IF TG_OP <> 'DELETE' THEN
      INSERT INTO pass_texts (pass_id, search_text) VALUES (NEW.pass_id, NEW.search_text);
    END IF;
    RETURN NULL;
  END $$`;

/**
 * The letters of a text and every two in a row, which trigrams do not know. Without lines that are a number or an id: what
 * those are made of nearly every pass has, and it is soon found in any of them.
 */
const PAIRS = `
  CREATE OR REPLACE FUNCTION epass_pairs(search_text text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
  DECLARE
    line text;
    pairs text[] := '{}';
  BEGIN
    FOREACH line IN ARRAY string_to_array(search_text, chr(10)) LOOP
      IF line ~ '[^0-9a-f+-]' THEN
        pairs := pairs || string_to_array(line, NULL);
        FOR place IN 1 .. length(line) - 1 LOOP pairs := pairs || substr(line, place, 2); END LOOP;
      END IF;
    END LOOP;
    RETURN pairs;
  END $$`;
/** One letter or two of a line, and not of such a line alone. */
const isPair = (word: string) => /^.{1,2}$/u.test(word) && /[^0-9a-f+-]/.test(word);

const INDEXES = ['pass_texts_words', 'pass_texts_pairs', 'pass_texts_names'] as const;

const STOP = [
  'DROP TRIGGER IF EXISTS pass_texts_insert ON passes',
  'DROP TRIGGER IF EXISTS pass_texts_update ON passes',
];

export const STORE_WORDS = {
  find: `SELECT 1 FROM pg_trigger WHERE tgrelid = to_regclass('passes')
    AND tgname IN ('pass_texts_insert', 'pass_texts_update') AND to_regclass('pass_texts') IS NOT NULL`,
  parts: 2,
  create: [
    // The name is a column: of an expression no index alone can tell, and pages are skipped by it.
    `CREATE TABLE pass_texts (pass_id text COLLATE "C" PRIMARY KEY, search_text text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL GENERATED ALWAYS AS (substr(search_text, 1, 40)) STORED)`,
    'INSERT INTO pass_texts (pass_id, search_text) SELECT pass_id, search_text FROM passes',
    // Without the list of what is still to be sorted in, which one unlucky search would have to go through.
    'CREATE INDEX pass_texts_words ON pass_texts USING gin (search_text gin_trgm_ops) WITH (fastupdate = off)',
    PAIRS,
    'CREATE INDEX pass_texts_pairs ON pass_texts USING gin (epass_pairs(search_text)) WITH (fastupdate = off)',
    'CREATE INDEX pass_texts_names ON pass_texts (name, pass_id)',
    CHANGED,
    `CREATE TRIGGER pass_texts_insert AFTER INSERT OR DELETE ON passes
      FOR EACH ROW EXECUTE FUNCTION epass_pass_texts()`,
    `CREATE TRIGGER pass_texts_update AFTER UPDATE OF pass_id, search_text ON passes
      FOR EACH ROW WHEN (OLD.pass_id <> NEW.pass_id OR OLD.search_text <> NEW.search_text)
      EXECUTE FUNCTION epass_pass_texts()`,
  ],
  stop: STOP,
  drop: [
    ...STOP,
    'DROP FUNCTION IF EXISTS epass_pass_texts()',
    'DROP TABLE IF EXISTS pass_texts',
    'DROP FUNCTION IF EXISTS epass_pairs(text)',
  ],
} as const;

export const REWRITE = 'VACUUM (FULL) pass_texts';

/** Whether the server can index letters: where it does not let us have that, searching goes through the passes. */
async function canIndexLetters(db: QueryExecutorProvider): Promise<boolean> {
  await sql`SAVEPOINT epass_letters`.execute(db);
  try {
    await sql`CREATE EXTENSION IF NOT EXISTS pg_trgm`.execute(db);
  } catch {
    await sql`ROLLBACK TO SAVEPOINT epass_letters`.execute(db);
  }
  // It may be there in a schema of somebody else.
  const { rows } = await sql`
    SELECT 1 FROM pg_opclass WHERE opcname = 'gin_trgm_ops' AND pg_opclass_is_visible(oid)`.execute(db);
  return rows.length > 0;
}

/**
 * Makes the index, within a transaction, where the server lets us have one and makes it in the time that a statement has:
 * a store opens without.
 */
export async function makeInStore(db: QueryExecutorProvider): Promise<void> {
  if (!(await canIndexLetters(db))) return;
  await sql`SAVEPOINT epass_words`.execute(db);
  try {
    for (const statement of STORE_WORDS.create) await sql.raw(statement).execute(db);
  } catch (error) {
    if (!isTooLong(error)) throw error;
    await sql`ROLLBACK TO SAVEPOINT epass_words`.execute(db);
  }
}

/** As PostgreSQL cancels a statement for its time. */
function isTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}

/** Whether there is a text for every pass, and every index over the texts. */
export async function isSoundInStore(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql<{ is_sound: boolean }>`
    SELECT (SELECT count(*) FROM passes) = (SELECT count(*) FROM pass_texts) AND ${INDEXES.length} = (
      SELECT count(*) FROM pg_index WHERE indrelid = to_regclass('pass_texts') AND indisvalid
        AND indexrelid IN (${sql.join(INDEXES.map((name) => sql`to_regclass(${name})`))})) AS is_sound`.execute(db);
  return rows[0]?.is_sound === true;
}

/** Whether a text is not the one of its pass, of all that there are. */
export async function isWrongInStore(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM passes FULL JOIN pass_texts USING (pass_id)
    WHERE passes.search_text IS DISTINCT FROM pass_texts.search_text LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** Passes that have all the words in them. */
export async function findInStore(
  db: QueryExecutorProvider,
  words: readonly string[],
  most: number,
): Promise<FoundByWords> {
  // Where a word is in many, its texts are gone through, and looking for the letters is quicker than making the pairs.
  const conditions = words.flatMap((word) => {
    const isIn = sql`search_text LIKE ${toPattern(word)} ESCAPE '\\'`;
    return isPair(word) ? [isIn, sql`epass_pairs(search_text) @> ARRAY[${word}]`] : [isIn];
  });
  const { rows } = await sql<{ pass_id: string }>`
    SELECT pass_id FROM pass_texts WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${most + 1}`.execute(db);
  return { passIds: rows.map(({ pass_id }) => pass_id), isAll: rows.length <= most };
}

/** Some passes in the order of their names; those that are skipped an index alone tells. */
export async function skipNamesInStore(db: QueryExecutorProvider, { offset, limit, descending }: NamesToSkip) {
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const { rows } = await sql<{ pass_id: string }>`
    SELECT pass_id FROM pass_texts ORDER BY name ${direction}, pass_id ${direction}
    LIMIT ${limit} OFFSET ${offset}`.execute(db);
  return rows.map(({ pass_id }) => pass_id);
}
