import BetterSqlite from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import { BackupFailure } from '../backups/backup-failure.ts';
import { remakeFigures } from '../database/figures/figures.ts';
import { migrate } from '../database/migrate.ts';
import type { Tables } from '../database/tables.ts';
import { remakeWords } from '../database/words/words.ts';

/** Kysely's own does not say that SQLite takes back a changed schema, which migrating in one transaction asks for. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new Adapter();
  }
}

/**
 * Brings the copy to this version of the program.
 * @throws NewerDatabaseError, UnusableDatabaseError
 * @throws BackupFailure `copy-damaged` when something in its schema would act by itself, or a rule of ours is missing
 */
export async function migrateCopy(copy: string): Promise<void> {
  const rules = await rulesOfThisVersion();
  const sqlite = openCopy(copy);
  try {
    refuseActiveSchema(sqlite, rules);
    await migrateOpened(sqlite);
  } finally {
    sqlite.close();
  }

  const reopened = openCopy(copy);
  try {
    assertRules(reopened, rules);
  } finally {
    reopened.close();
  }
}

/**
 * A copy that nobody relies on yet, so that nothing waits for the disk before all of it is written. One file, without a
 * WAL beside it.
 */
export function openCopy(copy: string): BetterSqlite.Database {
  const sqlite = new BetterSqlite(copy, { fileMustExist: true });
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cell_size_check = ON');
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('foreign_keys = OFF');
  sqlite.pragma('journal_mode = DELETE');
  sqlite.pragma('synchronous = OFF');
  return sqlite;
}

/** Kysely over a handle that somebody else closes. */
export function overSqlite(sqlite: BetterSqlite.Database): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new Dialect({ database: sqlite }) });
}

async function migrateOpened(sqlite: BetterSqlite.Database): Promise<void> {
  const db = overSqlite(sqlite);
  try {
    await migrate(db);
    // Whatever stands in them: they are made of the rows alone.
    await db.transaction().execute(async (within) => {
      await remakeFigures(within);
      await remakeWords(within);
    });
  } finally {
    await db.destroy();
  }
}

/** Whatever else acts in a file than, to the letter, what this program puts there came from somebody else. */
function refuseActiveSchema(sqlite: BetterSqlite.Database, { active }: Rules): void {
  const found = readActive(sqlite);
  if (found.some((sql) => !active.includes(sql))) {
    throw new BackupFailure('copy-damaged', 'it has triggers, views or virtual tables of somebody else');
  }
  // An empty file is a database too, and would make an empty event.
  const count = sqlite.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0;
  if (count === 0) throw new BackupFailure('copy-damaged', 'there is nothing in it');
}

/** Everything in the schema that can act by itself. */
function readActive(sqlite: BetterSqlite.Database): string[] {
  return sqlite
    .prepare<[], string>(
      `SELECT coalesce(sql, '') FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'`,
    )
    .pluck()
    .all();
}

/** What selling and admitting rely on. Tables of the earlier web application are worded otherwise, and mean the same. */
interface Rules {
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly indexes: readonly string[];
  /** Triggers and whatever else acts by itself. */
  readonly active: readonly string[];
}

function readRules(sqlite: BetterSqlite.Database): Rules {
  const texts = (sql: string) => sqlite.prepare<[], string>(sql).pluck().all();
  return {
    columns: texts(
      `SELECT t.name || '.' || c.name || CASE c.pk WHEN 0 THEN '' ELSE ' is in the key' END
      FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT GLOB 'sqlite_*'`,
    ),
    keys: texts(
      `SELECT t.name || ' ' || i.origin || ' ' || (SELECT group_concat(name) FROM pragma_index_info(i.name))
      FROM sqlite_schema t, pragma_index_list(t.name) i
      WHERE t.type = 'table' AND t.name NOT GLOB 'sqlite_*' AND i.origin IN ('pk', 'u') AND i."unique" = 1`,
    ),
    indexes: texts(`SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`),
    active: readActive(sqlite),
  };
}

/** What an empty event has. */
async function rulesOfThisVersion(): Promise<Rules> {
  const empty = new BetterSqlite(':memory:');
  const db = overSqlite(empty);
  try {
    // Memory knows no WAL, which is the last thing that migrating asks for.
    await migrate(db).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'UnusableDatabaseError') throw error;
    });
    return readRules(empty);
  } finally {
    await db.destroy();
  }
}

/** A file can say that it has had every migration and still lack what forbids a second admission. */
function assertRules(sqlite: BetterSqlite.Database, wanted: Rules): void {
  const found = readRules(sqlite);
  const missing = (['columns', 'keys', 'indexes', 'active'] as const).flatMap((kind) => {
    const there = new Set(found[kind]);
    return wanted[kind].filter((one) => !there.has(one));
  });
  if (missing.length > 0)
    throw new BackupFailure('copy-damaged', `its schema lacks ${missing.join(', ')}`.slice(0, 300));
}
