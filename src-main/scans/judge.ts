import type { ScanOutcome } from '../../src-shared/contract/scans';
import type { Instant } from '../../src-shared/instant';
import {
  admitPasses,
  findKnownScans,
  findScannedPasses,
  type KnownScan,
  logScans,
  raiseCollisions,
  type ScannedPassRow,
} from '../database/scan-statements';
import type { Database } from '../database/sqlite';
import type { ScanRow } from '../database/tables';
import { ExpectedError } from '../expected-error';
import { toOutcome } from './outcome';

/** One attempt, as it came in. */
export interface Attempt {
  readonly scanId: string;
  readonly codeDigest: string;
  /** Null for a forged code. */
  readonly passId: string | null;
  readonly username: string;
  /** The desk, or the phone by its name. */
  readonly desk: string;
  /** Null at a desk. */
  readonly deviceId: string | null;
  /** When a phone recorded it, having let the person in; null when the person waits for the answer. */
  readonly recordedAt: Instant | null;
  /** Found by name and admitted without a code. */
  readonly byHand: boolean;
}

/**
 * Judges attempts in the order in which they came and writes them down, all within the caller's transaction. Of several
 * for one pass the first one wins. A scan id that was answered before gets that answer again and leaves no second row;
 * with another code it is an error of that attempt alone. A recorded attempt that is a refusal raises a collision, also
 * when the refusal is an old one: its answer was lost, and the person let in.
 */
export async function judge(
  within: Database,
  attempts: readonly Attempt[],
  at: Instant,
): Promise<(ScanOutcome | ExpectedError)[]> {
  const known = new Map<string, KnownScan>();
  for (const scan of await findKnownScans(within, unique(attempts.map(({ scanId }) => scanId)))) {
    known.set(scan.scan_id, scan);
  }
  const fresh = firstOf(attempts, ({ scanId }) => (known.has(scanId) ? null : scanId));
  const candidates = firstOf([...fresh.values()], ({ passId }) => passId);
  const admitted = await admit(within, at, candidates);
  const passes = await findPasses(within, [...fresh.values(), ...[...known.values()].map(toAsked)]);

  const rows = [...fresh.values()].map((attempt) => {
    const pass = passes.get(attempt.passId ?? '') ?? null;
    const wins = pass !== null && admitted.has(pass.pass_id) && candidates.get(pass.pass_id) === attempt;
    return toRow(attempt, at, pass, wins);
  });
  if (rows.length > 0) await logScans(within, rows);
  for (const row of rows) known.set(row.scan_id, row);
  const collided = attempts.filter((attempt) => isCollision(attempt, known.get(attempt.scanId)));
  if (collided.length > 0) await raiseCollisions(within, unique(collided.map(({ scanId }) => scanId)), at);

  return attempts.map(({ scanId, codeDigest }) => {
    const scan = known.get(scanId);
    if (!scan) throw new Error('a scan was neither known nor written down');
    if (scan.code_digest !== codeDigest) return new ExpectedError('conflict');
    const pass = passes.get(scan.pass_id ?? '') ?? null;
    // The row of an admission in this very batch was written after the passes were read.
    const winner = pass && admitted.has(pass.pass_id) ? candidates.get(pass.pass_id) : undefined;
    return toOutcome(scan, pass && winner ? { ...pass, desk: winner.desk } : pass);
  });
}

async function admit(within: Database, at: Instant, candidates: ReadonlyMap<string, Attempt>): Promise<Set<string>> {
  if (candidates.size === 0) return new Set();
  return admitPasses(
    within,
    [...candidates].map(([passId, attempt]) => ({ passId, username: attempt.username, at: momentOf(attempt, at) })),
  );
}

/** When the person went in. A clock that was set back since then must not make it a moment that is still to come. */
function momentOf({ recordedAt }: Attempt, at: Instant): Instant {
  return recordedAt !== null && recordedAt < at ? recordedAt : at;
}

function isCollision(attempt: Attempt, scan: KnownScan | undefined): boolean {
  return attempt.recordedAt !== null && scan?.code_digest === attempt.codeDigest && scan.outcome !== 'admitted';
}

async function findPasses(within: Database, asked: readonly { readonly passId: string | null }[]) {
  const passIds = unique(asked.flatMap(({ passId }) => passId ?? []));
  const rows = passIds.length > 0 ? await findScannedPasses(within, passIds) : [];
  return new Map(rows.map((row) => [row.pass_id, row]));
}

function toAsked(scan: KnownScan) {
  return { passId: scan.pass_id };
}

function toRow(attempt: Attempt, at: Instant, pass: ScannedPassRow | null, wins: boolean): Omit<ScanRow, 'sequence'> {
  return {
    scan_id: attempt.scanId,
    pass_id: pass?.pass_id ?? null,
    code_digest: attempt.codeDigest,
    outcome: wins ? 'admitted' : refusalFor(attempt, pass),
    at,
    scanned_by: attempt.username,
    desk: attempt.desk,
    people: wins ? (pass?.admits ?? 0) : 0,
    device_id: attempt.deviceId,
    recorded_at: attempt.recordedAt && momentOf(attempt, at),
    by_hand: attempt.byHand ? 1 : 0,
  };
}

function refusalFor(attempt: Attempt, pass: ScannedPassRow | null) {
  if (attempt.passId === null) return 'invalid';
  if (pass === null) return 'not-found';
  return pass.cancelled_at === null ? 'already-used' : 'cancelled';
}

/** The first item under each key, in order; items without a key are left out. */
function firstOf<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Map<string, Item> {
  const first = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null && !first.has(key)) first.set(key, item);
  }
  return first;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
