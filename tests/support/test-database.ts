import { copyFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { migrate } from '../../src-main/database/migrate';
import { type Database, openSqlite } from '../../src-main/database/sqlite';
import { copyDatabase, joinStore, makeDatabase, onDatabase } from './shared-stores';

declare module 'vitest' {
  interface ProvidedContext {
    /** What is behind the databases of these tests: files, or databases on the server of the tests. */
    engine: 'sqlite' | 'postgres';
  }
}

export interface TestDatabase {
  readonly db: Database;
  /** Goes up with every row that is written. */
  readonly changes: () => number;
  /** For what is SQLite's alone; null on a server. */
  readonly handle: (() => BetterSqlite.Database) | null;
  close(): Promise<void>;
}

/**
 * A database with its tables, in a file of this folder or on the server of the tests: the folder's own, which is found
 * again when it is opened anew. Its caller closes it.
 */
export async function openTestDatabase(folder: string, now: () => number): Promise<TestDatabase> {
  return isInFile() ? inFile(fileIn(folder)) : onServer(folder, now);
}

const databases = new Map<string, Awaited<ReturnType<typeof makeDatabase>>>();

/** Address of the database that a folder has on the server of the tests. */
export async function databaseOf(folder: string): Promise<string> {
  const database = databases.get(folder) ?? (await makeDatabase());
  databases.set(folder, database);
  return database.url;
}

/** Removes what a folder has on the server of the tests, if it has anything there. */
export async function forgetDatabase(folder: string): Promise<void> {
  await databases.get(folder)?.[Symbol.asyncDispose]();
  databases.delete(folder);
}

/** Gives another folder what is in the database of this one, which nobody has open. */
export async function copyTestDatabase(from: string, to: string): Promise<void> {
  if (isInFile()) return copyFileSync(fileIn(from), fileIn(to));
  const database = databases.get(from);
  if (!database) throw new Error('the folder has no database');
  databases.set(to, await copyDatabase(database));
}

/** Asks the database of a folder while whoever works with it does, from outside. In words that both engines understand. */
export async function ask<Row = unknown>(folder: string, statement: string): Promise<Row[]> {
  if (!isInFile()) return onDatabase<Row>(await databaseOf(folder), statement);
  const sqlite = new BetterSqlite(fileIn(folder));
  try {
    const prepared = sqlite.prepare<[], Row>(statement);
    if (prepared.reader) return prepared.all();
    prepared.run();
    return [];
  } finally {
    sqlite.close();
  }
}

const fileIn = (folder: string) => path.join(folder, 'epass.db');

async function inFile(file: string): Promise<TestDatabase> {
  const opened = openSqlite(file);
  await migrate(opened.db);
  return { db: opened.db, changes: opened.changes, handle: () => opened.sqlite, close: opened.close };
}

async function onServer(folder: string, now: () => number): Promise<TestDatabase> {
  const store = await joinStore(await databaseOf(folder), now);
  await migrate(store.db);
  return { db: store.db, changes: store.changes, handle: null, close: store.close };
}

/** Whether these tests work on files, where there is one connection that everybody waits for. */
export const isInFile = () => inject('engine') !== 'postgres';

/** Lets every insert into a table fail. @param statement asks the database @returns ends that */
export async function failInserts(
  statement: (text: string) => Promise<unknown>,
  table: string,
  says = 'no room',
): Promise<() => Promise<void>> {
  if (isInFile()) {
    await statement(`CREATE TRIGGER failing BEFORE INSERT ON ${table} BEGIN SELECT raise(ABORT, '${says}'); END`);
    return async () => void (await statement('DROP TRIGGER failing'));
  }
  await statement(`CREATE FUNCTION failing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE '${says}'; END $$`);
  await statement(`CREATE TRIGGER failing BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION failing()`);
  return async () => void (await statement('DROP FUNCTION failing CASCADE'));
}

/**
 * The next write of this kind to the passes meets what another writer has just committed.
 * @returns how many writes of the kind there have been
 */
export async function loseRaceOnce(
  { db, handle }: Pick<TestDatabase, 'db' | 'handle'>,
  write: 'INSERT' | 'UPDATE',
): Promise<() => Promise<number>> {
  if (handle) {
    let races = 0;
    handle().function('first_time', () => (races++ === 0 ? 1 : 0));
    handle().exec(`CREATE TEMP TRIGGER race BEFORE ${write} ON passes WHEN first_time()
      BEGIN INSERT INTO pass_types SELECT * FROM pass_types; END`);
    return () => Promise.resolve(races);
  }
  // A number that was taken stays taken when the transaction is rolled back.
  await run(db, 'CREATE SEQUENCE races');
  await run(
    db,
    `CREATE FUNCTION race() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF nextval('races') = 1 THEN RAISE unique_violation; END IF; RETURN NEW; END $$`,
  );
  await run(db, `CREATE TRIGGER race BEFORE ${write} ON passes FOR EACH ROW EXECUTE FUNCTION race()`);
  return async () => Number((await run<{ last_value: number }>(db, 'SELECT last_value FROM races'))[0]?.last_value);
}

/** Whatever a test wants of its database, in words that both engines understand. */
export async function run<Row = unknown>(db: Database, statement: string): Promise<Row[]> {
  return (await sql.raw<Row>(statement).execute(db)).rows;
}
