import { Migrator } from 'kysely/migration';
import * as earlierWebApplication from './migrations/0001-earlier-web-application';
import * as office from './migrations/0002-office';
import * as passes from './migrations/0003-passes';
import type { Database } from './sqlite';

/** In the order of their names. One that has been released is never changed. */
const MIGRATIONS = {
  '0001-earlier-web-application': earlierWebApplication,
  '0002-office': office,
  '0003-passes': passes,
};

/** The file was written by a newer version of this application; an older one must not touch it. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/**
 * Brings the file up to date in one transaction: after a failure it is as it was.
 * @throws NewerDatabaseError when the file knows a migration that this version does not
 */
export async function migrate(db: Database): Promise<void> {
  await refuseNewer(db);
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function refuseNewer(db: Database): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return;
  const applied = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const unknown = applied.find(({ name }) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown) throw new NewerDatabaseError(`the file knows migration ${unknown.name}, which this version does not`);
}
