import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import * as earlierWebApplication from './migrations/0001-earlier-web-application.ts';
import * as office from './migrations/0002-office.ts';
import * as passes from './migrations/0003-passes.ts';
import * as devices from './migrations/0004-devices.ts';
import * as safekeeping from './migrations/0005-safekeeping.ts';
import type { Database } from './sqlite';
import { UnusableDatabaseError } from './unusable-database.ts';

/** In the order of their names. One that has been released is never changed. */
const MIGRATIONS = {
  '0001-earlier-web-application': earlierWebApplication,
  '0002-office': office,
  '0003-passes': passes,
  '0004-devices': devices,
  '0005-safekeeping': safekeeping,
};

/** The file was written by a newer version of this application; an older one must not touch it. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/**
 * Brings the file up to date in one transaction, Kysely's own tables included: after a failure it is, to the byte, the
 * file that the earlier application left. Only then is it turned into a WAL, for the same reason.
 * @throws NewerDatabaseError when the file knows a migration that this version does not
 * @throws UnusableDatabaseError when it is the database of another application, or its folder knows no WAL
 */
export async function migrate(db: Database): Promise<void> {
  await db.transaction().execute(async (within) => {
    await refuseForeign(within);
    const migrator = new Migrator({ db: within, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  });
  const { rows } = await sql<{ journal_mode: string }>`PRAGMA journal_mode = WAL`.execute(db);
  if (rows[0]?.journal_mode !== 'wal') throw new UnusableDatabaseError('no-access');
}

async function refuseForeign(db: Database): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const names = new Set(tables.map((table) => table.name));
  if (names.has('kysely_migration')) await refuseNewer(db);
  else if (names.size > 0 && !names.has('passes') && !names.has('admins')) {
    throw new UnusableDatabaseError('another-application');
  }
}

async function refuseNewer(db: Database): Promise<void> {
  const applied = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const unknown = applied.find(({ name }) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown) throw new NewerDatabaseError(`the file knows migration ${unknown.name}, which this version does not`);
}
