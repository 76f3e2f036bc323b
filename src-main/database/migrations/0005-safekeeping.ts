import { type Kysely, sql } from 'kysely';

/** What waits for the journal, which journal that is, and passes whose people were erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // AUTOINCREMENT, because numbers of rows that are in the journal's files already must never come again.
  await sql`
    CREATE TABLE journal (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      change TEXT NOT NULL
    )`.execute(db);
  await sql`CREATE TABLE journal_lineage (lineage TEXT PRIMARY KEY)`.execute(db);
  await sql`INSERT INTO journal_lineage (lineage) VALUES (lower(hex(randomblob(16))))`.execute(db);

  await sql`ALTER TABLE passes ADD COLUMN erased_at TEXT`.execute(db);
  await sql`
    CREATE TABLE erasures (
      erasure_id TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      erased_by TEXT,
      reason TEXT NOT NULL CHECK (reason IN ('person', 'retention')),
      passes INTEGER NOT NULL
    )`.execute(db);
}
