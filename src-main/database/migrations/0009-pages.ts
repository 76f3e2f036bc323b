import { type Kysely, sql } from 'kysely';

/**
 * What pages deep inside a list are gone along by: the passes of a type, those that were used and those that were not. Each
 * index tells all that a page is made of, so that of passes that are skipped nothing else is read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`DROP INDEX idx_pass_type`.execute(db);
  await sql`CREATE INDEX idx_pass_type ON passes (pass_type, created_at, pass_id)`.execute(db);
  await sql`DROP INDEX idx_scanned_at`.execute(db);
  await sql`CREATE INDEX idx_scanned_at ON passes (scanned_at, pass_id) WHERE scanned_at IS NOT NULL`.execute(db);
  await sql`CREATE INDEX passes_to_come ON passes (created_at, pass_id) WHERE scanned_at IS NULL`.execute(db);
}
