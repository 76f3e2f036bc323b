import { lstatSync } from 'node:fs';
import path from 'node:path';
import type BetterSqlite from 'better-sqlite3';
import { refuseForeignTables } from '../database/migrate';
import { quickCheck } from '../database/quick-check';
import { UnusableDatabaseError, type UnusableReason, unusable } from '../database/unusable-database';
import { EVENT_FILE } from '../folder-files';
import { readEvent } from './read-event';

/** What is clear from reading alone. Everything else shows when the file is opened, and changes nothing there either. */
const CLEAR: readonly UnusableReason[] = ['damaged', 'not-a-database'];

/**
 * Looks at the event's file before anything opens it for writing, so that one which cannot be used stays as it is to
 * the byte, its WAL included.
 * @throws UnusableDatabaseError, NewerDatabaseError
 */
export function checkEventFile(folder: string): void {
  const file = path.join(folder, EVENT_FILE);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  // Nothing there, or what SQLite takes for nothing: a new event.
  if (!stats || stats.size === 0) return;
  try {
    // Whoever has it open is waited for when it is opened, and keeps it as it is until then.
    readEvent(file, check, 0);
  } catch (error) {
    const known = unusable(error);
    if (known instanceof UnusableDatabaseError && !CLEAR.includes(known.reason) && known.cause !== undefined) return;
    if (isOfSqlite(known)) return;
    throw known;
  }
}

function check(sqlite: BetterSqlite.Database): void {
  const said = quickCheck(sqlite);
  if (said !== 'ok') throw new UnusableDatabaseError('damaged', said);
  const names = (sql: string) => sqlite.prepare<[], string>(sql).pluck().all();
  const tables = new Set(names(`SELECT name FROM sqlite_schema WHERE type = 'table'`));
  refuseForeignTables(tables, () => names('SELECT name FROM kysely_migration'));
}

function isOfSqlite(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');
}
