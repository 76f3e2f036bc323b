import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import type { OfficeContract } from '../../../src-shared/contract/contract';
import type { Client } from '../../../src-shared/contract/operation';
import { ADMINISTRATOR, valueOf } from '../../support/box-office';

type Api = Client<OfficeContract>;

/** After a restore everybody is signed out. */
export async function signIn(api: Api): Promise<void> {
  const { username, password } = ADMINISTRATOR;
  valueOf(await api['session.signIn']({ username, password }));
}

/** What is inside the QR of a pass. */
export async function codeOf(api: Api, passId: string): Promise<string> {
  const { code } = valueOf(await api['passes.get']({ passId }));
  if (code === null) throw new Error('the keys are not there');
  return code;
}

export async function scan(api: Api, code: string): Promise<string> {
  return valueOf(await api['scans.scan']({ scanId: crypto.randomUUID(), code })).status;
}

/** Where a backup of the office lies. */
export function pathOf(folder: string, { id }: { readonly id: string }): string {
  return path.join(folder, 'backups', ...id.split('/').slice(1));
}

/** Reads the event's file as another program would. */
export function inFile<T>(file: string, read: (sqlite: BetterSqlite.Database) => T): T {
  const sqlite = new BetterSqlite(file, { readonly: true });
  try {
    return read(sqlite);
  } finally {
    sqlite.close();
  }
}

export function lineageIn(file: string): string {
  return inFile(file, (sqlite) => String(sqlite.prepare('SELECT lineage FROM journal_lineage').pluck().get()));
}

export function passesIn(file: string): string[] {
  return inFile(file, (sqlite) => sqlite.prepare<[], string>('SELECT pass_id FROM passes ORDER BY 1').pluck().all());
}

/** The segments of the only journal in a folder. */
export function segmentsIn(root: string): string[] {
  const journal = path.join(root, 'journal');
  return readdirSync(journal).flatMap((lineage) =>
    readdirSync(path.join(journal, lineage))
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => path.join(journal, lineage, name)),
  );
}

/** What is in a folder: path -> digest, but for the log, the lock, what SQLite makes to read, and what is tried. */
export function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter(
    (name) => statSync(path.join(folder, name)).isFile() && !/\.(log|lock|db-shm)$|^restore-scratch-/.test(name),
  );
  return Object.fromEntries(
    files
      .filter((name) => !(name.endsWith('.db-wal') && statSync(path.join(folder, name)).size === 0))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex'),
      ]),
  );
}

export function scratchIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('restore-')) : [];
}
