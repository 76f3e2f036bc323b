import { type Kysely, sql } from 'kysely';
import { engineOf } from '../engine.ts';
import { tellOfChanges } from '../postgres/baseline.ts';
import type { Database } from '../sqlite';

/** The desks of a store that several of them share, and the signing keys on their way from one to another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE desks (
      desk_id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      public_key TEXT NOT NULL,
      joined_at TEXT NOT NULL,
      approved_at TEXT,
      approved_by TEXT,
      approval TEXT,
      removed_at TEXT,
      last_seen_at TEXT NOT NULL,
      version TEXT NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE desk_keys (
      desk_id TEXT NOT NULL REFERENCES desks (desk_id),
      key_id TEXT NOT NULL,
      sealed TEXT NOT NULL,
      sealed_at TEXT NOT NULL,
      PRIMARY KEY (desk_id, key_id)
    )`.execute(db);
  if (engineOf(db as Database) !== 'postgres') return;
  // A desk that is here says so every few seconds, which is no news to anybody.
  await tellOfChanges(db, 'desks', ['name', 'public_key', 'approved_at', 'approval', 'removed_at']);
  await tellOfChanges(db, 'desk_keys');
}
