import { PostgresAdapter, type QueryExecutorProvider } from 'kysely';

export type Engine = 'sqlite' | 'postgres';

/** What is behind a database. Only files of this folder ask: everybody else writes what both engines take. */
export function engineOf(db: QueryExecutorProvider): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
