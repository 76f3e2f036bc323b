import { type Kysely, sql } from 'kysely';
import { carryOver } from './earlier/carry-over.ts';

/** Makes the passes anew with what the office adds to them, starts the scan log, and carries earlier rows over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE passes RENAME TO earlier_passes`.execute(db);
  await sql`
    CREATE TABLE passes (
      pass_id TEXT PRIMARY KEY,
      name1 TEXT NOT NULL,
      phone1 TEXT NOT NULL,
      name2 TEXT,
      phone2 TEXT,
      pass_type TEXT NOT NULL REFERENCES pass_types (code),
      amount INTEGER NOT NULL CHECK (amount >= 0),
      payment_mode TEXT NOT NULL CHECK (payment_mode IN ('CASH', 'ONLINE')),
      txn_info TEXT,
      timing TEXT NOT NULL,
      created_at TEXT NOT NULL,
      scanned_at TEXT,
      scanned_by TEXT,
      admits INTEGER NOT NULL CHECK (admits >= 1),
      sold_by TEXT,
      sale_id TEXT UNIQUE,
      holder_key TEXT,
      reference_key TEXT,
      search_text TEXT NOT NULL,
      cancelled_at TEXT,
      cancelled_by TEXT,
      CHECK (scanned_at IS NULL OR cancelled_at IS NULL)
    )`.execute(db);
  await sql`
    CREATE TABLE scans (
      sequence INTEGER PRIMARY KEY,
      scan_id TEXT NOT NULL UNIQUE,
      pass_id TEXT REFERENCES passes (pass_id),
      code_digest TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('admitted', 'invalid', 'not-found', 'already-used', 'cancelled')),
      at TEXT NOT NULL,
      scanned_by TEXT NOT NULL,
      desk TEXT,
      people INTEGER NOT NULL,
      CHECK ((outcome = 'admitted') = (people > 0)),
      CHECK (outcome <> 'admitted' OR pass_id IS NOT NULL)
    )`.execute(db);
  await carryOver(db);
  await sql`DROP TABLE earlier_passes`.execute(db);

  await sql`CREATE INDEX idx_scanned_at ON passes (scanned_at)`.execute(db);
  await sql`CREATE INDEX idx_pass_type ON passes (pass_type)`.execute(db);
  // With the id, because the passes of one import share their moment and lists go through them page by page.
  await sql`CREATE INDEX idx_created_at ON passes (created_at DESC, pass_id DESC)`.execute(db);
  await sql`CREATE UNIQUE INDEX passes_holder ON passes (holder_key) WHERE cancelled_at IS NULL`.execute(db);
  await sql`CREATE UNIQUE INDEX passes_reference ON passes (reference_key) WHERE cancelled_at IS NULL`.execute(db);
  // The rule itself: one admission for each pass, whatever the code above does.
  await sql`CREATE UNIQUE INDEX scans_admit_once ON scans (pass_id) WHERE outcome = 'admitted'`.execute(db);
  // Of what the one above leaves out: a pass in both would cost each admission another page on the disk.
  await sql`CREATE INDEX scans_refused ON scans (pass_id) WHERE outcome <> 'admitted'`.execute(db);
  await sql`CREATE INDEX scans_by ON scans (scanned_by)`.execute(db);
}
