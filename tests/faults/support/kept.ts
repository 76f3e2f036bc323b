import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { migrate } from '../../../src-main/database/migrate';
import { openSqlite } from '../../../src-main/database/sqlite';
import { openJournal } from '../../../src-main/journal/journal';
import { testLog } from '../../support/box-office';
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

/** Opens a folder as the office does after the power was cut: file, migrations, and what the journal has to catch up with. */
export async function openAfterwards(folder: string): Promise<{ readonly kept: Kept; readonly damage: string[] }> {
  const opened = openSqlite(path.join(folder, 'epass.db'));
  try {
    await migrate(opened.db);
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
