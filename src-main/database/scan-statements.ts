import { CompiledQuery } from 'kysely';
import type { PassType } from '../../src-shared/contract/passes';
import type { Instant } from '../../src-shared/instant';
import { engineOf } from './engine';
import * as postgres from './postgres/scan-statements';
import type { Database } from './sqlite';
import type { PassRow, ScanRow } from './tables';

/**
 * The statements behind a batch of scans, each one statement for any number of scans: what Kysely costs is paid once a
 * batch. These take their lists as JSON, which is SQLite's own way; `postgres/scan-statements.ts` has the others.
 */

const KNOWN_SCANS = `
  SELECT scans.scan_id, scans.code_digest, scans.outcome, scans.at, scans.pass_id
  FROM json_each(?) AS asked CROSS JOIN scans ON scans.scan_id = asked.value`;

// The guard: of a pass that has been used or cancelled since, nothing is updated and nothing comes back. Naming the
// index of the primary key keeps SQLite from going through all passes that are not used yet instead.
const ADMIT = `
  UPDATE passes INDEXED BY sqlite_autoindex_passes_1
  SET scanned_by = asked.value ->> 1, scanned_at = asked.value ->> 2
  FROM json_each(?) AS asked
  WHERE passes.pass_id = asked.value ->> 0 AND passes.scanned_at IS NULL AND passes.cancelled_at IS NULL
  RETURNING pass_id`;

const SCANNED_PASSES = `
  SELECT passes.pass_id, passes.name1, passes.phone1, passes.name2, passes.phone2, passes.pass_type,
    pass_types.label AS pass_type_label, passes.admits, passes.timing, passes.scanned_at, passes.cancelled_at,
    coalesce(admission.scanned_by, passes.scanned_by) AS scanned_by, admins.display_name AS scanned_by_name,
    admission.desk
  FROM json_each(?) AS asked
    CROSS JOIN passes ON passes.pass_id = asked.value
    JOIN pass_types ON pass_types.code = passes.pass_type
    LEFT JOIN scans AS admission ON admission.pass_id = passes.pass_id AND admission.outcome = 'admitted'
    LEFT JOIN admins ON admins.username = coalesce(admission.scanned_by, passes.scanned_by)`;

const LOG = `
  INSERT INTO scans (
    scan_id, pass_id, code_digest, outcome, at, scanned_by, desk, people, device_id, recorded_at, by_hand)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
    value ->> 8, value ->> 9, value ->> 10
  FROM json_each(?)`;

// One that was raised before stays as it is, settled or not: a phone that missed the answer sends its scan again.
const RAISE = `
  INSERT INTO collisions (scan_id, raised_at)
  SELECT value, ? FROM json_each(?) WHERE true
  ON CONFLICT (scan_id) DO NOTHING`;

/** For a test that asks SQLite how it would run each of them. */
export const SCAN_STATEMENTS = { KNOWN_SCANS, ADMIT, SCANNED_PASSES, LOG, RAISE };

export type KnownScan = Pick<ScanRow, 'scan_id' | 'code_digest' | 'outcome' | 'at' | 'pass_id'>;

/** A pass as the gate sees it. Who let it in, and where, is null until somebody did. */
export type ScannedPassRow = Pick<
  PassRow,
  | 'pass_id'
  | 'name1'
  | 'phone1'
  | 'name2'
  | 'phone2'
  | 'pass_type'
  | 'admits'
  | 'timing'
  | 'scanned_at'
  | 'cancelled_at'
> & {
  readonly pass_type_label: PassType['label'];
  readonly scanned_by: string | null;
  readonly scanned_by_name: string | null;
  readonly desk: string | null;
};

/** Those of the scan ids that are in the log. */
export async function findKnownScans(db: Database, scanIds: readonly string[]): Promise<KnownScan[]> {
  return isShared(db)
    ? run<KnownScan>(db, postgres.KNOWN_SCANS, [scanIds])
    : run<KnownScan>(db, KNOWN_SCANS, [JSON.stringify(scanIds)]);
}

/** A pass that may be used now, by whom, and when its people went in. */
export interface Candidate {
  readonly passId: string;
  readonly username: string;
  readonly at: Instant;
}

/** Marks the passes as used. Gives the ids of those that were not used or cancelled before. */
export async function admitPasses(db: Database, candidates: readonly Candidate[]): Promise<Set<string>> {
  const asked = candidates.map(({ passId, username, at }) => [passId, username, at]);
  const admitted = isShared(db)
    ? await run<{ pass_id: string }>(db, postgres.ADMIT, columnsOf(asked, 3))
    : await run<{ pass_id: string }>(db, ADMIT, [JSON.stringify(asked)]);
  return new Set(admitted.map((row) => row.pass_id));
}

/** The passes that exist under these ids. */
export async function findScannedPasses(db: Database, passIds: readonly string[]): Promise<ScannedPassRow[]> {
  return isShared(db)
    ? run<ScannedPassRow>(db, postgres.SCANNED_PASSES, [passIds])
    : run<ScannedPassRow>(db, SCANNED_PASSES, [JSON.stringify(passIds)]);
}

/** Appends to the scan log, in this order. */
export async function logScans(db: Database, rows: readonly Omit<ScanRow, 'sequence'>[]): Promise<void> {
  const values = rows.map((row) => [
    row.scan_id,
    row.pass_id,
    row.code_digest,
    row.outcome,
    row.at,
    row.scanned_by,
    row.desk,
    row.people,
    row.device_id,
    row.recorded_at,
    row.by_hand,
  ]);
  if (isShared(db)) await run(db, postgres.LOG, columnsOf(values, 11));
  else await run(db, LOG, [JSON.stringify(values)]);
}

/** Raises a collision for each of these scans that has none yet. */
export async function raiseCollisions(db: Database, scanIds: readonly string[], at: Instant): Promise<void> {
  if (isShared(db)) await run(db, postgres.RAISE, [at, scanIds]);
  else await run(db, RAISE, [at, JSON.stringify(scanIds)]);
}

function isShared(db: Database): boolean {
  return engineOf(db) === 'postgres';
}

/** Rows as one array for each column. */
function columnsOf(rows: readonly (readonly unknown[])[], columns: number): unknown[][] {
  return Array.from({ length: columns }, (_, column) => rows.map((row) => row[column]));
}

async function run<Row>(db: Database, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]));
  return rows;
}
