import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { migrate } from '../../../src-main/database/migrate';
import { openSqlite } from '../../../src-main/database/sqlite';
import type { Kept } from './accounts';

/** What the office of a folder has written down so far, read past the office itself. */
export function readKept(folder: string): Kept {
  const file = new BetterSqlite(path.join(folder, 'epass.db'), { readonly: true });
  try {
    return keptIn(file);
  } finally {
    file.close();
  }
}

/** Opens a folder as the office does after the power was cut. */
export async function openAfterwards(folder: string): Promise<{ readonly kept: Kept; readonly damage: string[] }> {
  const { db, sqlite, close } = openSqlite(path.join(folder, 'epass.db'));
  try {
    await migrate(db);
    const integrity = String(sqlite.pragma('integrity_check', { simple: true }));
    const orphans = sqlite.pragma('foreign_key_check') as unknown[];
    return {
      kept: keptIn(sqlite),
      damage: [
        ...(integrity === 'ok' ? [] : [`integrity_check: ${integrity}`]),
        ...(orphans.length === 0 ? [] : [`foreign_key_check: ${JSON.stringify(orphans[0])}`]),
      ],
    };
  } finally {
    await close();
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
