import BetterSqlite from 'better-sqlite3';

/**
 * Reads the event's file without changing a byte of it: a connection that may only read leaves the WAL where it is,
 * while one that may write would work it into the file on closing, however damaged that is. SQLite may leave empty
 * `-wal` and `-shm` files, which whoever opens the event next takes up: taking them away could hit somebody else's.
 * @throws whatever SQLite says of the file
 */
export function readEvent<T>(file: string, read: (sqlite: BetterSqlite.Database) => T): T {
  const sqlite = new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    sqlite.pragma('trusted_schema = OFF');
    sqlite.pragma('cell_size_check = ON');
    return read(sqlite);
  } finally {
    sqlite.close();
  }
}
