import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import type { GateLog } from './gate-accounts';

/** What the office of a folder has written down so far, read past the office itself. */
export function readGateLog(folder: string): GateLog {
  const file = new BetterSqlite(path.join(folder, 'epass.db'), { readonly: true });
  try {
    const rows = <Row>(sql: string) => file.prepare<[], Row>(sql).all();
    return {
      scans: rows('SELECT scan_id, pass_id, outcome, desk, recorded_at FROM scans ORDER BY sequence'),
      collisions: rows('SELECT scan_id FROM collisions ORDER BY rowid'),
      passes: rows('SELECT pass_id, scanned_at FROM passes'),
    };
  } finally {
    file.close();
  }
}
