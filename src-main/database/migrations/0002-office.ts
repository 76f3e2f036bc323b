import { type Kysely, sql } from 'kysely';

/** Roles and invitations, pass types in place of the CHECK, people admitted, the scan log, settings and key ids. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE admins ADD COLUMN role TEXT NOT NULL DEFAULT 'administrator'
    CHECK (role IN ('administrator', 'seller', 'gate'))`.execute(db);
  await sql`ALTER TABLE admins ADD COLUMN one_time_until TEXT`.execute(db);
  await sql`ALTER TABLE admins ADD COLUMN disabled_at TEXT`.execute(db);
  await sql`ALTER TABLE admins ADD COLUMN last_sign_in_at TEXT`.execute(db);
  // Python's bcrypt gives bytes, and the earlier web application could store them as they came.
  await sql`UPDATE admins SET password_hash = CAST(password_hash AS TEXT) WHERE typeof(password_hash) = 'blob'`.execute(
    db,
  );

  await sql`CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)`.execute(db);
  await sql`
    CREATE TABLE signing_keys (
      key_id TEXT PRIMARY KEY,
      source TEXT NOT NULL CHECK (source IN ('made', 'imported')),
      created_at TEXT NOT NULL,
      is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
      check_value TEXT NOT NULL
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX signing_keys_one_current ON signing_keys (is_current) WHERE is_current = 1`.execute(db);
  await sql`
    CREATE TABLE imports (
      import_id TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      imported_by TEXT NOT NULL,
      passes INTEGER NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE pass_types (
      code TEXT PRIMARY KEY,
      label TEXT NOT NULL,
      price INTEGER NOT NULL CHECK (price >= 0),
      admits INTEGER NOT NULL CHECK (admits >= 1),
      capacity INTEGER CHECK (capacity >= 0),
      on_sale INTEGER NOT NULL CHECK (on_sale IN (0, 1)),
      position INTEGER NOT NULL
    )`.execute(db);
  await sql`INSERT INTO pass_types (code, label, price, admits, capacity, on_sale, position)
    VALUES ('SINGLE', 'Single', 549, 1, NULL, 1, 0), ('COUPLE', 'Couple', 999, 2, NULL, 1, 1)`.execute(db);
}
