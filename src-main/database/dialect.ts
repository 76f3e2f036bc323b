import {
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  type Dialect as KyselyDialect,
  type Driver as KyselyDriver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Storage } from './storage';

class Adapter extends SqliteAdapter {
  /** Kysely's own does not say that DDL is transactional; with this a failed migration leaves nothing behind. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** There is one, but the driver itself sees to it that it has one user at a time. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class Connection implements DatabaseConnection {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    this.#storage.assertAlive();
    try {
      const statement = this.#storage.prepare(sql);
      if (statement.reader) return { rows: statement.all(parameters) as Row[] };
      const { changes, lastInsertRowid } = statement.run(parameters);
      return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
    } catch (error) {
      this.#storage.failed(error);
      throw error;
    }
  }

  /** A cached statement would be busy for as long as somebody reads from it. */
  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('long reads go by keyset pages');
  }
}

/**
 * One connection for everybody in turn. Whoever gives it back has its changes collected for the journal first, and then
 * waits for the journal while the next one is at work already.
 */
class Driver implements KyselyDriver {
  readonly #storage: Storage;
  readonly #connection: Connection;
  readonly #waiting: (() => void)[] = [];
  #taken = false;
  #began = false;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#connection = new Connection(storage);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#taken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
    try {
      this.#storage.revive();
    } catch (error) {
      this.#handOver();
      throw error;
    }
    return this.#connection;
  }

  /**
   * Takes the write lock before the first read: what a transaction has read still holds when it writes, and it waits
   * for a checkpoint in progress instead of failing half way.
   */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'));
    this.#began = true;
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'));
  }

  /** A full or failing disk makes SQLite roll back by itself; rolling back once more would hide what really happened. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#began = false;
    // A dead handle takes its transaction along.
    if (this.#storage.isDead || !this.#storage.handle.inTransaction) return;
    await connection.executeQuery(CompiledQuery.raw('ROLLBACK'));
  }

  async releaseConnection(): Promise<void> {
    const journaled = this.#storage.collect(this.#began);
    this.#began = false;
    this.#handOver();
    await journaled;
  }

  async destroy(): Promise<void> {
    this.#storage.close();
  }

  #handOver(): void {
    const next = this.#waiting.shift();
    // It stays taken, so that nobody who comes now can slip in between.
    if (next) next();
    else this.#taken = false;
  }
}

/** Kysely over the one connection to the file. */
export class Dialect implements KyselyDialect {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  createAdapter(): Adapter {
    return new Adapter();
  }

  createDriver(): Driver {
    return new Driver(this.#storage);
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }
}
