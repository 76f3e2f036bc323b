import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type pg from 'pg';
import type { SharedState } from './shared-state.ts';
import { isConnectionLost, StoreAwayError } from './store-errors.ts';

/** How often a read that was cut off is tried on another connection. */
const MOST_TRIES = 3;
const CHANGING = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'];

interface ConnectionOptions {
  /** Another client of the pool. @throws StoreAwayError */
  readonly take: () => Promise<pg.PoolClient>;
  readonly state: SharedState;
  /** Something was written outside of a transaction. */
  readonly written: () => void;
}

/** One of the pool's clients for as long as somebody has it. */
export class Connection implements DatabaseConnection {
  readonly #options: ConnectionOptions;
  /** Null once it is back in the pool. */
  #client: pg.PoolClient | null;
  #isBroken = false;
  /** Between BEGIN and its end nothing may move to another client. */
  inTransaction = false;

  constructor(client: pg.PoolClient, options: ConnectionOptions) {
    this.#client = client;
    this.#options = options;
  }

  async executeQuery<Row>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<Row>> {
    const isRead = query.kind === 'SelectQueryNode';
    for (let tries = 1; ; tries += 1) {
      try {
        const { command, rowCount, rows } = await this.#run(sql, parameters);
        if (!CHANGING.includes(command)) return { rows: rows as Row[] };
        if (!this.inTransaction && rowCount !== 0) this.#options.written();
        return { numAffectedRows: BigInt(rowCount ?? 0), rows: rows as Row[] };
      } catch (error) {
        if (!(error instanceof StoreAwayError) || !isRead || this.inTransaction || tries >= MOST_TRIES) throw error;
        await this.#exchange();
      }
    }
  }

  /** A statement without parameters that nobody measures. */
  async say(statement: string): Promise<void> {
    await this.#run(statement, []);
  }

  release(): void {
    this.#client?.release(this.#isBroken);
    this.#client = null;
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('long reads go by keyset pages');
  }

  async #run(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    const { state } = this.#options;
    state.refuseWhenOver();
    // A transaction that was cut off must not go on by itself on a client that has forgotten it.
    if (this.#client === null || this.#isBroken) throw new StoreAwayError('the connection was lost');
    try {
      const result: pg.QueryResult | pg.QueryResult[] = await this.#client.query(text, [...values]);
      state.succeeded();
      // Of several statements in one go, the last one's: there is one, or nothing was asked.
      return Array.isArray(result) ? (result.at(-1) as pg.QueryResult) : result;
    } catch (error) {
      if (!isConnectionLost(error)) {
        state.failed(error);
        throw error;
      }
      this.#isBroken = true;
      state.lost();
      throw new StoreAwayError(error);
    }
  }

  async #exchange(): Promise<void> {
    this.release();
    this.#client = await this.#options.take();
    this.#isBroken = false;
  }
}
