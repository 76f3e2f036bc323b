import type { RefusalReason } from '../../src-shared/contract/scans';

/** One scan as the person who held the phone, or stood at the desk, was told of it. */
export interface Told {
  /** The phone or desk, as the log names it. */
  readonly gate: string;
  readonly scanId: string;
  /** The pass behind the code; null for a forged one. */
  readonly passId: string | null;
  /** What was on the screen: a verdict of the office, or that the scan was recorded without one. */
  readonly verdict: 'admitted' | RefusalReason | 'recorded';
  /** What the screen said later of a recorded scan; null if it said nothing. */
  readonly later: 'confirmed' | 'collided' | null;
}

/** What the office keeps. */
export interface GateLog {
  /** In the order in which they were judged. */
  readonly scans: readonly {
    readonly scan_id: string;
    readonly pass_id: string | null;
    readonly outcome: 'admitted' | RefusalReason;
    readonly desk: string | null;
    readonly recorded_at: string | null;
  }[];
  readonly collisions: readonly { readonly scan_id: string }[];
  readonly passes: readonly { readonly pass_id: string; readonly scanned_at: string | null }[];
}

/**
 * Holds what people were told against what the office wrote down. Empty when every pass that anybody showed was admitted
 * exactly once, and nobody was told anything else than what the log says.
 */
export function contradictions(told: readonly Told[], log: GateLog): string[] {
  const rows = groupBy(log.scans, ({ scan_id }) => scan_id);
  const accounts = groupBy(told, ({ scanId }) => scanId);
  const collided = new Set(log.collisions.map(({ scan_id }) => scan_id));
  return [
    ...told.flatMap((account) => disagreements(account, rows.get(account.scanId) ?? [], collided)),
    ...[...accounts].flatMap(([id, of]) => (of.length > 1 ? [`scan ${id} was told ${of.length} times`] : [])),
    ...log.scans.flatMap((row) => (accounts.has(row.scan_id) ? [] : [`nobody was told of scan ${row.scan_id}`])),
    ...log.collisions.flatMap((row) => (rows.has(row.scan_id) ? [] : [`a collision of no scan: ${row.scan_id}`])),
    ...admissions(told, log),
  ];
}

function disagreements(account: Told, rows: GateLog['scans'], collided: ReadonlySet<string>): string[] {
  const { scanId, gate, passId, verdict, later } = account;
  const [row] = rows;
  if (!row || rows.length > 1) return [`scan ${scanId} of ${gate} has ${rows.length} rows`];
  const problems: string[] = [];
  const tell = (problem: string) => problems.push(`scan ${scanId} of ${gate}: ${problem}`);
  if (row.desk !== gate) tell(`the log says ${row.desk}`);
  if (row.outcome !== 'invalid' && row.outcome !== 'not-found' && row.pass_id !== passId) tell('another pass');
  if (verdict !== 'recorded') {
    if (row.outcome !== verdict) tell(`told ${verdict}, logged ${row.outcome}`);
    if (collided.has(scanId)) tell('a collision, and nothing was recorded');
    return problems;
  }
  const expected = row.outcome === 'admitted' ? 'confirmed' : 'collided';
  if (later !== expected) tell(`recorded, then told ${later}, logged ${row.outcome}`);
  if (collided.has(scanId) !== (expected === 'collided'))
    tell(`logged ${row.outcome}, collision ${collided.has(scanId)}`);
  return problems;
}

function admissions(told: readonly Told[], { scans, passes }: GateLog): string[] {
  const shown = new Set(told.flatMap(({ passId }) => passId ?? []));
  const admitted = new Map<string, number>();
  const problems: string[] = [];
  for (const { pass_id: pass, outcome } of scans) {
    if (pass === null) continue;
    const before = admitted.get(pass) ?? 0;
    if (outcome === 'admitted') admitted.set(pass, before + 1);
    if (outcome === 'already-used' && before === 0) problems.push(`pass ${pass} was used before it was admitted`);
  }
  for (const { pass_id: pass, scanned_at: scannedAt } of passes) {
    const times = admitted.get(pass) ?? 0;
    if (times !== (shown.has(pass) ? 1 : 0)) problems.push(`pass ${pass} was admitted ${times} times`);
    if ((scannedAt !== null) !== times > 0)
      problems.push(`pass ${pass}: scanned_at ${scannedAt}, admitted ${times} times`);
  }
  return problems;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
