import { type Kysely, sql } from 'kysely';

/**
 * The schema of the earlier web application, to the letter. A file that it made already has these tables and is left as
 * it is, so that later migrations carry its passes and accounts over; only columns that it never got are added, empty.
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
  await addMissing(db, 'admins', ['display_name', 'created_at']);
  await addMissing(db, 'passes', [
    'name2',
    'phone2',
    'amount',
    'payment_mode',
    'txn_info',
    'timing',
    'created_at',
    'scanned_at',
    'scanned_by',
  ]);
  await sql`CREATE INDEX IF NOT EXISTS idx_scanned_at ON passes (scanned_at)`.execute(db);
  await sql`CREATE INDEX IF NOT EXISTS idx_pass_type ON passes (pass_type)`.execute(db);
  await sql`CREATE INDEX IF NOT EXISTS idx_created_at ON passes (created_at DESC)`.execute(db);
}

/** An early or hand-made file can lack columns that a pass can do without. */
async function addMissing(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  const found = (await db.introspection.getTables()).find(({ name }) => name === table);
  const names = new Set(found?.columns.map(({ name }) => name.toLowerCase()));
  for (const column of columns) {
    if (!names.has(column)) await sql`ALTER TABLE ${sql.table(table)} ADD COLUMN ${sql.ref(column)}`.execute(db);
  }
}
