import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import type { GateLog } from './gate-accounts';

/** In words that both engines understand. */
export const GATE_LOG = {
  scans: 'SELECT scan_id, pass_id, outcome, desk, recorded_at FROM scans ORDER BY sequence',
  collisions: 'SELECT scan_id FROM collisions',
  passes: 'SELECT pass_id, scanned_at FROM passes',
} as const;

/** What the office of a folder has written into its file so far, read past the office itself. */
export function readGateLog(folder: string): GateLog {
  const file = new BetterSqlite(path.join(folder, 'epass.db'), { readonly: true });
  try {
    const rows = <Row>(sql: string) => file.prepare<[], Row>(sql).all();
    return {
      scans: rows(GATE_LOG.scans),
      collisions: rows(GATE_LOG.collisions),
      passes: rows(GATE_LOG.passes),
    };
  } finally {
    file.close();
  }
}
