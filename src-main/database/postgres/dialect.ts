import { setTimeout as pause } from 'node:timers/promises';
import {
  CompiledQuery,
  type Kysely,
  type Dialect as KyselyDialect,
  type Driver as KyselyDriver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import { Connection } from './connection.ts';
import { BEGIN_IN_TURN } from './locks.ts';
import type { Places } from './places.ts';
import type { SharedState } from './shared-state.ts';
import { isConnectionLost, StoreAwayError } from './store-errors.ts';

/** Milliseconds for which a connection is asked for again: a server that restarts is back within a second or two. */
const PATIENCE = 2_000;
const BETWEEN_TRIES = 100;

/** What was acknowledged has to survive a power cut of the server, whatever its configuration says in general. */
const DURABLE = `SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') IN ('off', 'local')`;

interface DriverOptions {
  readonly pool: pg.Pool;
  /** As many as the pool has clients: whoever waited in the pool for others would be told that the server is away. */
  readonly places: Places;
  readonly state: SharedState;
  /** Something was written and is committed. */
  readonly written: () => void;
}

/** Clients of a pool, with transactions as `transact` means them. */
class Driver implements KyselyDriver {
  readonly #options: DriverOptions;
  readonly #prepared = new WeakSet<pg.PoolClient>();

  constructor(options: DriverOptions) {
    this.#options = options;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    const { places, state, written } = this.#options;
    const take = () => this.#take();
    await places.take();
    try {
      return new Connection(await take(), { take, state, written });
    } catch (error) {
      places.leave();
      throw error;
    }
  }

  /**
   * `serializable` is kept by letting one such transaction write at a time over all desks, as a file does. PostgreSQL's
   * own way would roll back every other batch of scans, whose ids lie on the same pages of an index.
   */
  async beginTransaction(connection: Connection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    connection.inTransaction = true;
    const isSnapshot = accessMode === 'read only';
    if (isSnapshot) await connection.say('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    else if (isolationLevel === 'read committed') await connection.say('BEGIN ISOLATION LEVEL READ COMMITTED');
    else await this.#beginInTurn(connection);
  }

  /** Whoever did not get the lock in time has begun all the same, and would hand a failed transaction to the next one. */
  async #beginInTurn(connection: Connection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw(BEGIN_IN_TURN));
    } catch (error) {
      await this.rollbackTransaction(connection);
      throw error;
    }
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'));
    connection.inTransaction = false;
    this.#options.written();
  }

  /** A server that is gone has rolled back by itself; saying so once more would hide what really happened. */
  async rollbackTransaction(connection: Connection): Promise<void> {
    try {
      await connection.say('ROLLBACK');
    } catch (error) {
      if (!(error instanceof StoreAwayError)) throw error;
    } finally {
      connection.inTransaction = false;
    }
  }

  async releaseConnection(connection: Connection): Promise<void> {
    connection.release();
    this.#options.places.leave();
  }

  async destroy(): Promise<void> {
    await this.#options.pool.end();
  }

  async #prepare(client: pg.PoolClient): Promise<pg.PoolClient> {
    if (this.#prepared.has(client)) return client;
    try {
      await client.query(DURABLE);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#prepared.add(client);
    return client;
  }

  async #take(): Promise<pg.PoolClient> {
    const { pool, state } = this.#options;
    state.refuseWhenOver();
    const beganAt = performance.now();
    for (;;) {
      try {
        return await this.#prepare(await pool.connect());
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        state.lost();
        if (performance.now() - beganAt > PATIENCE) throw new StoreAwayError(error);
        await pause(BETWEEN_TRIES);
      }
    }
  }
}

/** Kysely over a pool of connections to a store that desks share. */
export class Dialect implements KyselyDialect {
  readonly #options: DriverOptions;

  constructor(options: DriverOptions) {
    this.#options = options;
  }

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }

  createDriver(): KyselyDriver {
    return new Driver(this.#options);
  }

  createIntrospector(db: Kysely<unknown>): PostgresIntrospector {
    return new PostgresIntrospector(db);
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }
}
