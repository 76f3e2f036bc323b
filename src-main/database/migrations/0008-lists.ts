import { type Kysely, sql } from 'kysely';

/** What lists of very many passes are gone through by: a kind of them, the cancelled ones, their names, their amounts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX passes_kind ON passes (pass_type, payment_mode, coalesce(sold_by, ''))`.execute(db);
  await sql`CREATE INDEX passes_cancelled ON passes (cancelled_at) WHERE cancelled_at IS NOT NULL`.execute(db);
  // The folded name begins the text; all of it would be too long for an index of PostgreSQL.
  await sql`CREATE INDEX passes_name ON passes (substr(search_text, 1, 40), pass_id)`.execute(db);
  await sql`CREATE INDEX passes_amount ON passes (amount, pass_id)`.execute(db);
}
