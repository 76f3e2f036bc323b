import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { engineOf } from './engine.ts';
import * as earlierWebApplication from './migrations/0001-earlier-web-application.ts';
import * as office from './migrations/0002-office.ts';
import * as passes from './migrations/0003-passes.ts';
import * as devices from './migrations/0004-devices.ts';
import * as safekeeping from './migrations/0005-safekeeping.ts';
import * as figures from './migrations/0006-figures.ts';
import * as desks from './migrations/0007-desks.ts';
import * as lists from './migrations/0008-lists.ts';
import * as pages from './migrations/0009-pages.ts';
import * as baseline from './postgres/baseline.ts';
import type { Database } from './sqlite';
import { change } from './transact.ts';
import { UnusableDatabaseError } from './unusable-database.ts';
import { settleWords } from './words/words.ts';

/** In the order of their names. One that has been released is never changed. */
const MIGRATIONS = {
  '0001-earlier-web-application': earlierWebApplication,
  '0002-office': office,
  '0003-passes': passes,
  '0004-devices': devices,
  '0005-safekeeping': safekeeping,
  '0006-figures': figures,
  '0007-desks': desks,
  '0008-lists': lists,
  '0009-pages': pages,
};

const NOTHING = { up: () => Promise.resolve() };

/** What a file went through step by step, a store that desks share begins with. From there on both go the same way. */
const MIGRATIONS_OF_STORE: typeof MIGRATIONS = {
  ...MIGRATIONS,
  '0001-earlier-web-application': baseline,
  '0002-office': NOTHING,
  '0003-passes': NOTHING,
  '0004-devices': NOTHING,
  '0005-safekeeping': NOTHING,
};

/** The file was written by a newer version of this application; an older one must not touch it. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/**
 * Brings the file or the store up to date in one transaction, Kysely's own tables included: after a failure it is, to
 * the byte, what the earlier application left. Of several desks that come at once, one does it and the others find it
 * done. Only then is a file turned into a WAL, for the same reason.
 * @returns whether anything was to be done
 * @throws NewerDatabaseError when it knows a migration that this version does not
 * @throws UnusableDatabaseError when it is the database of another application, or its folder knows no WAL
 */
export async function migrate(db: Database): Promise<boolean> {
  const isFile = engineOf(db) === 'sqlite';
  const migrations = isFile ? MIGRATIONS : MIGRATIONS_OF_STORE;
  const isChanged = await change(db, async (within) => {
    await refuseForeign(within);
    const migrator = new Migrator({ db: within, provider: { getMigrations: () => Promise.resolve(migrations) } });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error) throw error;
    await settleWords(within);
    return results.length > 0;
  });
  if (isFile) await turnIntoWal(db);
  return isChanged;
}

/** As `migrate`, for a scratch file that is to be no newer than what goes into it. @param last name of its last migration */
export async function migrateUpTo(db: Database, last: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateTo(last);
  if (error) throw error;
}

/** The last migration that a file or store has had. */
export async function lastMigration(db: Database): Promise<string> {
  return (await appliedIn(db)).toSorted().at(-1) ?? '';
}

async function turnIntoWal(db: Database): Promise<void> {
  const { rows } = await sql<{ journal_mode: string }>`PRAGMA journal_mode = WAL`.execute(db);
  if (rows[0]?.journal_mode !== 'wal') throw new UnusableDatabaseError('no-access');
}

/**
 * Whether `migrate` would change what is in the file.
 * @throws what `migrate` throws of a file that it must not touch
 */
export async function needsMigrating(db: Database): Promise<boolean> {
  await refuseForeign(db);
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return true;
  const applied = new Set(await appliedIn(db));
  return Object.keys(MIGRATIONS).some((name) => !applied.has(name));
}

/** False for an empty file or store. */
export async function hasTables(db: Database): Promise<boolean> {
  return (await db.introspection.getTables()).some(({ name }) => name === 'settings');
}

/** False once a newer version has brought the store up to date. */
export async function knowsAllMigrations(db: Database): Promise<boolean> {
  return (await appliedIn(db)).every((name) => Object.hasOwn(MIGRATIONS, name));
}

/** @throws as `migrate` does of what it must not touch */
export async function refuseForeign(db: Database): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const names = new Set(tables.map((table) => table.name));
  const applied = names.has('kysely_migration') ? await appliedIn(db) : [];
  refuseForeignTables(names, () => applied);
}

async function appliedIn(db: Database): Promise<string[]> {
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}

/**
 * Whether a file is one that this version may bring up to date.
 * @param tables names of those in it
 * @param applied names of the migrations that it has had; asked for where it has had any
 * @throws NewerDatabaseError, UnusableDatabaseError
 */
export function refuseForeignTables(tables: ReadonlySet<string>, applied: () => readonly string[]): void {
  if (tables.has('kysely_migration')) {
    const unknown = applied().find((name) => !Object.hasOwn(MIGRATIONS, name));
    if (unknown) throw new NewerDatabaseError(`the file knows migration ${unknown}, which this version does not`);
  } else if (tables.size > 0 && !tables.has('passes') && !tables.has('admins')) {
    throw new UnusableDatabaseError('another-application');
  }
}
