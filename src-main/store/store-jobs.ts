import { closeSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { BackupFailure } from '../backups/backup-failure.ts';
import { openNew, syncFile } from '../backups/safe-files.ts';
import { lastMigration, migrate, migrateUpTo } from '../database/migrate.ts';
import { openSharedStore } from '../database/postgres/shared-store.ts';
import { parseStoreAddress } from '../database/postgres/store-address.ts';
import { integrityCheck } from '../database/quick-check.ts';
import type { Database } from '../database/sqlite';
import { openCopy, overSqlite } from '../restore/migrate-copy.ts';
import { becomeFileSettings } from '../settings/desk-settings.ts';
import { type Counts, copyEvent } from './copy-event.ts';

export interface StoreInput {
  readonly address: string;
  /** A file that nothing has open: what the store gets, or a new one that it goes into. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What moving an event asks of the thread of backups. */
export interface StoreJobs {
  readonly storeFill: { readonly input: StoreInput; readonly output: Counts };
  readonly storeDetach: {
    readonly input: { readonly file: string; readonly deskId: string | null };
    readonly output: null;
  };
  readonly storeExport: { readonly input: StoreInput; readonly output: Counts };
}

export const storeJobs = { storeFill, storeExport, storeDetach };

/** Makes a store what a file is. */
async function storeFill({ file, ...input }: StoreInput, onProgress: (done: number) => void): Promise<Counts> {
  const sqlite = new BetterSqlite(file, { readonly: true, fileMustExist: true });
  try {
    const source = overSqlite(sqlite);
    return await withStore(input, async (store) => {
      await migrate(store);
      return copyEvent(source, store, onProgress);
    });
  } finally {
    sqlite.close();
  }
}

/**
 * Writes a new file with all that is in a store. It has the store's lineage: no journal goes on from it, and backups of
 * the store know each other by it.
 */
async function storeExport({ file, ...input }: StoreInput, onProgress: (done: number) => void): Promise<Counts> {
  // SQLite follows links to a file and would make it readable by others; an empty one of ours it fills.
  closeSync(openNew(file));
  const sqlite = openCopy(file);
  try {
    const target = overSqlite(sqlite);
    const counts = await withStore(input, async (store) => {
      await migrateUpTo(target, await lastMigration(store));
      const copied = await copyEvent(store, target, onProgress);
      const { lineage } = await store.selectFrom('journal_lineage').select('lineage').executeTakeFirstOrThrow();
      await target.updateTable('journal_lineage').set({ lineage }).execute();
      return copied;
    });
    const said: unknown = integrityCheck(sqlite);
    if (said !== 'ok') throw new BackupFailure('copy-damaged', said);
    return counts;
  } finally {
    sqlite.close();
    syncFile(file);
  }
}

/**
 * Makes such a file an event of its own: it has a lineage that no other one has, so that no number of its journal can
 * ever stand for two changes.
 */
async function storeDetach({ file, deskId }: StoreJobs['storeDetach']['input']): Promise<null> {
  const sqlite = openCopy(file);
  try {
    if (deskId !== null) await becomeFileSettings(overSqlite(sqlite), deskId);
    sqlite.exec(`DELETE FROM settings WHERE name = 'left';
      UPDATE journal_lineage SET lineage = lower(hex(randomblob(16)))`);
    return null;
  } finally {
    sqlite.close();
    syncFile(file);
  }
}

async function withStore<T>(input: Omit<StoreInput, 'file'>, work: (db: Database) => Promise<T>): Promise<T> {
  const log = { info: () => undefined, warn: () => undefined };
  const store = await openSharedStore(parseStoreAddress(input.address), { now: () => input.at, log, connections: 1 });
  try {
    return await work(store.db);
  } finally {
    await store.close();
  }
}
