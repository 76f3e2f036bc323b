import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { migrate } from '../../../src-main/database/migrate';
import { openSqlite } from '../../../src-main/database/sqlite';
import { temporaryFolder } from '../../support/box-office';

/** Made by the Python script beside it. */
export const FIXTURE = path.join(import.meta.dirname, '../../fixtures/earlier-epass.db');

/** A table of passes without the checks that the earlier application had in its newest release. */
const LOOSE_PASSES = `CREATE TABLE passes (pass_id TEXT PRIMARY KEY, name1, phone1, name2, phone2, pass_type, amount,
  payment_mode, txn_info, timing, created_at, scanned_at, scanned_by)`;
const ADMINS = `CREATE TABLE admins (username TEXT PRIMARY KEY, password_hash TEXT NOT NULL, display_name TEXT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)`;

export type Cell = string | number | Buffer | null;
export type LooseRow = Readonly<Record<string, Cell>>;

/** A pass with nothing wrong about it; a test says what is. */
export function looseRow(details: LooseRow = {}): LooseRow {
  return {
    pass_id: crypto.randomUUID(),
    name1: 'Asha Rao',
    phone1: '9876543210',
    name2: null,
    phone2: null,
    pass_type: 'SINGLE',
    amount: 549,
    payment_mode: 'CASH',
    txn_info: null,
    timing: '7:00 PM - 11:00 PM',
    created_at: '2024-10-01 10:00:00',
    scanned_at: null,
    scanned_by: null,
    ...details,
  };
}

/** A file of the earlier application in a folder of its own. Use with `using`. */
export function earlierFile({
  passes = [],
  schema,
}: {
  passes?: readonly LooseRow[];
  schema?: readonly string[];
} = {}) {
  const temporary = temporaryFolder();
  const file = path.join(temporary.folder, 'epass.db');
  const sqlite = new BetterSqlite(file);
  for (const statement of schema ?? [LOOSE_PASSES, ADMINS]) sqlite.exec(statement);
  for (const row of passes) {
    const names = Object.keys(row);
    sqlite
      .prepare(`INSERT INTO passes (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(Object.values(row));
  }
  sqlite.close();
  return { file, bytes: () => readFileSync(file), [Symbol.dispose]: temporary[Symbol.dispose] };
}

/** The checked-in file, copied so that it can be upgraded. Use with `using`. */
export function fixtureFile() {
  const temporary = temporaryFolder();
  const file = path.join(temporary.folder, 'epass.db');
  copyFileSync(FIXTURE, file);
  return { file, bytes: () => readFileSync(file), [Symbol.dispose]: temporary[Symbol.dispose] };
}

/** The file as the office has it open, upgraded. Use with `await using`. */
export async function openUpgraded(file: string) {
  const opened = openSqlite(file);
  try {
    await migrate(opened.db);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return { ...opened, [Symbol.asyncDispose]: opened.close };
}
