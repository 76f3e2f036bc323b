import { type QueryExecutorProvider, sql } from 'kysely';
import { toPattern } from '../like-pattern.ts';
import type { FoundByWords } from '../words/found-by-words';

/**
 * The index by which passes are found in the middle of a word, as PostgreSQL has it. The texts are in a table of their
 * own: beside the passes, every scan would have to write their letters into the index once more.
 */

const CHANGED = `
  CREATE FUNCTION epass_pass_texts() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP <> 'INSERT' THEN DELETE FROM pass_texts WHERE pass_id = OLD.pass_id; END IF;
    IF TG_OP <> 'DELETE' THEN INSERT INTO pass_texts VALUES (NEW.pass_id, NEW.search_text); END IF;
    RETURN NULL;
  END $$`;

const STOP = [
  'DROP TRIGGER IF EXISTS pass_texts_insert ON passes',
  'DROP TRIGGER IF EXISTS pass_texts_update ON passes',
];

export const STORE_WORDS = {
  find: `SELECT 1 FROM pg_trigger WHERE tgrelid = to_regclass('passes')
    AND tgname IN ('pass_texts_insert', 'pass_texts_update') AND to_regclass('pass_texts') IS NOT NULL`,
  parts: 2,
  create: [
    'CREATE TABLE pass_texts (pass_id text COLLATE "C" PRIMARY KEY, search_text text COLLATE "C" NOT NULL)',
    'INSERT INTO pass_texts SELECT pass_id, search_text FROM passes',
    // Without the list of what is still to be sorted in, which one unlucky search would have to go through.
    'CREATE INDEX pass_texts_words ON pass_texts USING gin (search_text gin_trgm_ops) WITH (fastupdate = off)',
    CHANGED,
    `CREATE TRIGGER pass_texts_insert AFTER INSERT OR DELETE ON passes
      FOR EACH ROW EXECUTE FUNCTION epass_pass_texts()`,
    `CREATE TRIGGER pass_texts_update AFTER UPDATE OF pass_id, search_text ON passes
      FOR EACH ROW WHEN (OLD.pass_id <> NEW.pass_id OR OLD.search_text <> NEW.search_text)
      EXECUTE FUNCTION epass_pass_texts()`,
  ],
  stop: STOP,
  drop: [...STOP, 'DROP FUNCTION IF EXISTS epass_pass_texts()', 'DROP TABLE IF EXISTS pass_texts'],
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

/** Whether there is a text for every pass, and an index over the texts. */
export async function isSoundInStore(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql<{ is_sound: boolean }>`
    SELECT (SELECT count(*) FROM passes) = (SELECT count(*) FROM pass_texts) AND EXISTS (
      SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('pass_texts_words') AND indisvalid) AS is_sound`.execute(
    db,
  );
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
  const conditions = words.map((word) => sql`search_text LIKE ${toPattern(word)} ESCAPE '\\'`);
  const { rows } = await sql<{ pass_id: string }>`
    SELECT pass_id FROM pass_texts WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${most + 1}`.execute(db);
  return { passIds: rows.map(({ pass_id }) => pass_id), isAll: rows.length <= most };
}
