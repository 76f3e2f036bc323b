import { type Kysely, sql } from 'kysely';

/** Phones, what they recorded while the office was out of reach, and where that collided. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE devices (
      device_id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      responsible TEXT NOT NULL,
      platform TEXT NOT NULL,
      token_hash TEXT NOT NULL UNIQUE,
      rejoin_hash TEXT UNIQUE,
      origin TEXT NOT NULL,
      joined_at TEXT NOT NULL,
      accepted_by TEXT NOT NULL,
      expires_at TEXT NOT NULL,
      revoked_at TEXT,
      revoked_by TEXT,
      self_test TEXT
    )`.execute(db);
  await sql`ALTER TABLE scans ADD COLUMN device_id TEXT REFERENCES devices (device_id)`.execute(db);
  await sql`ALTER TABLE scans ADD COLUMN recorded_at TEXT`.execute(db);
  await sql`ALTER TABLE scans ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1))`.execute(db);
  await sql`
    CREATE TABLE collisions (
      scan_id TEXT PRIMARY KEY REFERENCES scans (scan_id),
      raised_at TEXT NOT NULL,
      settled_at TEXT,
      settled_by TEXT,
      decision TEXT CHECK (decision IN ('stays', 'left')),
      CHECK ((settled_at IS NULL) = (decision IS NULL))
    )`.execute(db);
}
