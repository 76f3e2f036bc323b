import { PostgresAdapter } from 'kysely';
import type { Database } from './sqlite';

export type Engine = 'sqlite' | 'postgres';

/** What is behind a database. Only files of this folder ask: everybody else writes what both engines take. */
export function engineOf(db: Database): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
