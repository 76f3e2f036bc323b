import { type OpenedFile, openSqlite as openReally } from '../../../src-main/database/sqlite';

/** In the place of `openSqlite`: leaves it to the system when anything reaches the disk. */
export function openSqlite(...args: Parameters<typeof openReally>): OpenedFile {
  const opened = openReally(...args);
  opened.sqlite.pragma('synchronous = OFF');
  return opened;
}
