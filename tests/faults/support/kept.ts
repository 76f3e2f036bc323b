import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { migrate } from '../../../src-main/database/migrate';
import { openSqlite } from '../../../src-main/database/sqlite';
import { openJournal } from '../../../src-main/journal/journal';
import { testLog } from '../../support/box-office';
import type { Kept } from './accounts';

/** What the office of a folder has written down so far, read past the office itself. */
export function readKept(folder: string): Kept {
  return inFile(path.join(folder, 'epass.db'), keptIn);
}

/** What an event's file holds that nobody has open; null for one that is damaged. */
export function readSoundKept(file: string): { readonly lineage: string; readonly kept: Kept } | null {
  return inFile(file, (sqlite) =>
    sqlite.pragma('integrity_check', { simple: true }) === 'ok'
      ? { lineage: lineageOf(sqlite), kept: keptIn(sqlite) }
      : null,
  );
}

/** Whether SQLite finds nothing wrong with a file. */
export function saysItIsSound(file: string): boolean {
  try {
    return inFile(file, (sqlite) => sqlite.pragma('integrity_check', { simple: true }) === 'ok');
  } catch {
    return false;
  }
}

/** The name of the journal that goes on from the event in a folder. A restored event has another one. */
export function readLineage(folder: string): string {
  return inFile(path.join(folder, 'epass.db'), lineageOf);
}

function lineageOf(sqlite: BetterSqlite.Database): string {
  return String(sqlite.prepare('SELECT lineage FROM journal_lineage').pluck().get());
}

function inFile<T>(file: string, read: (sqlite: BetterSqlite.Database) => T): T {
  const sqlite = new BetterSqlite(file, { readonly: true });
  try {
    return read(sqlite);
  } finally {
    sqlite.close();
  }
}

interface Afterwards {
  /** What the database has by itself. */
  readonly alone: Kept;
  /** What it has once it and its journal have made up for what the other one lacked. */
  readonly kept: Kept;
  readonly damage: readonly string[];
}

/** Opens a folder as the office does after the power was cut: file, migrations, journal. */
export async function openAfterwards(folder: string): Promise<Afterwards> {
  const opened = openSqlite(path.join(folder, 'epass.db'));
  try {
    await migrate(opened.db);
    const alone = keptIn(opened.sqlite);
    const now = () => Date.now();
    const journal = await openJournal({
      opened,
      root: folder,
      event: () => null,
      encryption: () => null,
      now,
      log: testLog(),
    });
    const { state, hasGap } = journal.status();
    const integrity = String(opened.sqlite.pragma('integrity_check', { simple: true }));
    const orphans = opened.sqlite.pragma('foreign_key_check') as unknown[];
    const kept = keptIn(opened.sqlite);
    await journal.close();
    return {
      alone,
      kept,
      damage: [
        ...(state === 'ok' && !hasGap ? [] : [`the journal is ${state}${hasGap ? ', and has a gap' : ''}`]),
        ...(integrity === 'ok' ? [] : [`integrity_check: ${integrity}`]),
        ...(orphans.length === 0 ? [] : [`foreign_key_check: ${JSON.stringify(orphans[0])}`]),
      ],
    };
  } finally {
    await opened.close();
  }
}

function keptIn(file: BetterSqlite.Database): Kept {
  return {
    scans: file
      .prepare<[], Kept['scans'][number]>('SELECT scan_id, pass_id, outcome, at FROM scans ORDER BY sequence')
      .all(),
    passes: file
      .prepare<[], Kept['passes'][number]>('SELECT pass_id, sale_id, name1, created_at, scanned_at FROM passes')
      .all(),
  };
}
