import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { readWrongFigures } from '../../../src-main/backups/event-contents';
import { migrate } from '../../../src-main/database/migrate';
import { openSqlite } from '../../../src-main/database/sqlite';
import { JOURNALED_TABLES } from '../../../src-main/journal/capture';
import { openJournal } from '../../../src-main/journal/journal';
import { segmentsOf } from '../../../src-main/journal/read-journal';
import { replayJournal } from '../../../src-main/journal/replay';
import { TEST_BEGINS, temporaryFolder, testLog } from '../../support/box-office';

interface StoreOptions {
  /** Opens the same folder again, as after a restart. */
  readonly folder?: string;
}

/** A migrated file with its journal, and nothing else of an office. Use with `await using`. */
export async function openJournalStore(options: StoreOptions = {}) {
  const temporary = options.folder === undefined ? temporaryFolder() : null;
  const folder = options.folder ?? temporary?.folder ?? '';
  const log = testLog();
  const opened = openSqlite(path.join(folder, 'epass.db'), { now: () => TEST_BEGINS });
  await migrate(opened.db);
  const event = () => '0b5c1f5e-5f43-4d6c-9a49-4a1d5b0f8f2e';
  const now = () => TEST_BEGINS;
  const journal = await openJournal({ opened, root: folder, event, encryption: () => null, now, log });
  let isOpen = true;

  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await journal.close();
    await opened.close();
  }

  return {
    folder,
    log,
    db: opened.db,
    storage: opened.storage,
    journal,
    lineage: journal.lineage,
    close,
    /** As a killed process leaves it: what was not handed to the files yet never is. */
    async crash(): Promise<void> {
      isOpen = false;
      await opened.close();
      await journal.close();
    },
    setting: (name: string, value: string) =>
      opened.db
        .insertInto('settings')
        .values({ name, value: JSON.stringify(value) })
        .execute(),
    segments: (root = folder) => segmentsOf(root, journal.lineage).map(({ file }) => file),
    /** A consistent copy, as a backup is one. */
    snapshot(name = `copy-${crypto.randomUUID()}.db`): string {
      const file = path.join(folder, name);
      const reader = new BetterSqlite(path.join(folder, 'epass.db'));
      reader.prepare('VACUUM INTO ?').run(file);
      reader.close();
      return file;
    },
    rows: () => rowsOf(opened.sqlite),
    async [Symbol.asyncDispose]() {
      await close();
      temporary?.[Symbol.dispose]();
    },
  };
}
export type JournalStore = Awaited<ReturnType<typeof openJournalStore>>;

/** A folder that stands for a stick. */
export function secondRoot(store: JournalStore, name = 'stick'): string {
  const root = path.join(store.folder, name);
  mkdirSync(root);
  return root;
}

/** What a copy of the database holds once the journal in these roots has been applied to it. */
export function replayed(copy: string, roots: readonly string[]) {
  const sqlite = new BetterSqlite(copy);
  try {
    const done = replayJournal(sqlite, roots);
    return { ...done, rows: rowsOf(sqlite), wrongFigures: readWrongFigures(sqlite) };
  } finally {
    sqlite.close();
  }
}

/** Every row of every table that the journal keeps, with how its values are stored, in the order of their keys. */
export function rowsOf(sqlite: BetterSqlite.Database): Record<string, unknown[]> {
  return Object.fromEntries(
    JOURNALED_TABLES.map((table) => {
      const columns = sqlite.pragma(`table_info(${table})`) as { name: string; pk: number }[];
      const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
      const stored = columns.map(({ name }) => `typeof(${name}) AS "typeof ${name}"`);
      return [table, sqlite.prepare(`SELECT *, ${stored.join()} FROM ${table} ORDER BY ${key.join()}`).all()];
    }),
  );
}

/** Everything that a root's journal says, as text. */
export function journalText(root: string): string {
  const journal = path.join(root, 'journal');
  return readdirSync(journal, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('');
}

export function changeFile(file: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(file, change(readFileSync(file)));
}
