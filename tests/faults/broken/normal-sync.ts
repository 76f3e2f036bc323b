import { type OpenedFile, openSqlite as openReally } from '../../../src-main/database/sqlite';

/** In the place of `openSqlite`: as better-sqlite3 opens a WAL when nobody says otherwise. */
export function openSqlite(...args: Parameters<typeof openReally>): OpenedFile {
  const opened = openReally(...args);
  opened.sqlite.pragma('synchronous = NORMAL');
  return opened;
}
