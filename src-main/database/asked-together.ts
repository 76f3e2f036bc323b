import type { Database } from './sqlite';

/**
 * Lets callers that come together share one answer, which is true to the last commit that any of them was told of: until
 * it has the connection, nothing is read, and whoever comes after that asks anew.
 */
export function askedTogether<T>(db: Database, ask: (connection: Database) => Promise<T>): () => Promise<T> {
  let waiting: Promise<T> | null = null;

  return (): Promise<T> => {
    if (waiting) return waiting;
    const mine = db.connection().execute((connection) => {
      waiting = null;
      return ask(connection);
    });
    waiting = mine;
    // Without a connection to be had, nobody would ask again.
    mine.catch(() => {
      if (waiting === mine) waiting = null;
    });
    return mine;
  };
}
