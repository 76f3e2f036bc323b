import { type Kysely, sql } from 'kysely';

/**
 * The schema of the earlier web application, to the letter. A file that it made already has these tables and is left as
 * it is, so that later migrations carry its passes and accounts over.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE IF NOT EXISTS admins (
      username TEXT PRIMARY KEY,
      password_hash TEXT NOT NULL,
      display_name TEXT,
      created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
    )`.execute(db);
  await sql`
    CREATE TABLE IF NOT EXISTS passes (
      pass_id TEXT PRIMARY KEY,
      name1 TEXT NOT NULL,
      phone1 TEXT NOT NULL,
      name2 TEXT,
      phone2 TEXT,
      pass_type TEXT NOT NULL CHECK (pass_type IN ('SINGLE', 'COUPLE')),
      amount INTEGER NOT NULL,
      payment_mode TEXT NOT NULL CHECK (payment_mode IN ('CASH', 'ONLINE')),
      txn_info TEXT,
      timing TEXT NOT NULL,
      created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
      scanned_at TIMESTAMP,
      scanned_by TEXT,
      UNIQUE (name1, phone1)
    )`.execute(db);
  await sql`CREATE INDEX IF NOT EXISTS idx_scanned_at ON passes (scanned_at)`.execute(db);
  await sql`CREATE INDEX IF NOT EXISTS idx_pass_type ON passes (pass_type)`.execute(db);
  await sql`CREATE INDEX IF NOT EXISTS idx_created_at ON passes (created_at DESC)`.execute(db);
}
