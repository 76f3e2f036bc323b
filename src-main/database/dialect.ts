import type BetterSqlite from 'better-sqlite3';
import { CompiledQuery, type DatabaseConnection, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';

/** Kysely's SQLite adapter does not say that DDL is transactional; with this a failed migration leaves nothing behind. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class Driver extends SqliteDriver {
  readonly #sqlite: BetterSqlite.Database;

  constructor(sqlite: BetterSqlite.Database) {
    super({ database: withStatementCache(sqlite) });
    this.#sqlite = sqlite;
  }

  /**
   * Takes the write lock before the first read: what a transaction has read still holds when it writes, and it waits
   * for a checkpoint in progress instead of failing half way.
   */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'));
  }

  /** A full or failing disk makes SQLite roll back by itself; rolling back once more would hide what really happened. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Kysely over one better-sqlite3 connection. */
export class Dialect extends SqliteDialect {
  readonly #sqlite: BetterSqlite.Database;

  constructor(sqlite: BetterSqlite.Database) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }

  override createDriver(): SqliteDriver {
    return new Driver(this.#sqlite);
  }
}

/** Preparing a statement costs four times what running it does; one office uses well under this many. */
const CACHED_STATEMENTS = 500;

function withStatementCache(sqlite: BetterSqlite.Database) {
  const statements = new Map<string, BetterSqlite.Statement<unknown[]>>();
  return {
    prepare(sql: string) {
      const known = statements.get(sql);
      // One that is still being read from belongs to its reader.
      if (known && !known.busy) return known;
      if (statements.size >= CACHED_STATEMENTS) statements.clear();
      const statement = sqlite.prepare<unknown[]>(sql);
      statements.set(sql, statement);
      return statement;
    },
    close: () => void sqlite.close(),
  };
}
