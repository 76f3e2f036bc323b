import path from 'node:path';
import type BetterSqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { migrate } from '../../src-main/database/migrate';
import { type Database, openSqlite } from '../../src-main/database/sqlite';
import { joinStore, makeDatabase } from './shared-stores';

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

/** A database with its tables, in a file of this folder or on the server of the tests. Its caller closes it. */
export async function openTestDatabase(folder: string, now: () => number): Promise<TestDatabase> {
  return isInFile() ? inFile(path.join(folder, 'epass.db')) : onServer(now);
}

async function inFile(file: string): Promise<TestDatabase> {
  const opened = openSqlite(file);
  await migrate(opened.db);
  return { db: opened.db, changes: opened.changes, handle: () => opened.sqlite, close: opened.close };
}

async function onServer(now: () => number): Promise<TestDatabase> {
  const database = await makeDatabase();
  const store = await joinStore(database.url, now);
  await migrate(store.db);
  return {
    db: store.db,
    changes: store.changes,
    handle: null,
    async close() {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Whether these tests work on files, where there is one connection that everybody waits for. */
export const isInFile = () => inject('engine') !== 'postgres';

/** Lets every insert into a table fail. @returns ends that */
export async function failInserts(db: Database, table: string): Promise<() => Promise<void>> {
  if (isInFile()) {
    await run(db, `CREATE TRIGGER failing BEFORE INSERT ON ${table} BEGIN SELECT raise(ABORT, 'no room'); END`);
    return async () => void (await run(db, 'DROP TRIGGER failing'));
  }
  await run(db, `CREATE FUNCTION failing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$`);
  await run(db, `CREATE TRIGGER failing BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION failing()`);
  return async () => void (await run(db, `DROP TRIGGER failing ON ${table}`));
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
