import type { Instant } from '../../src-shared/instant';
import { askedTogether } from '../database/asked-together';
import type { Database } from '../database/sqlite';
import type { ScanRow } from '../database/tables';

/** What the log says of one gate: a phone whatever it is called, or a desk by its name. */
export interface GateTally {
  /** Null for a desk. */
  readonly deviceId: string | null;
  /** Null for a phone, and for what was admitted by another application. */
  readonly desk: string | null;
  /** Passes and people that were let in. */
  readonly admitted: number;
  readonly people: number;
  readonly refused: number;
  /** When it last let somebody in, and when it last scanned at all: the true moment of a scan that was recorded. */
  readonly lastAt: Instant | null;
  readonly lastScanAt: Instant;
}

export interface ScanTally {
  readonly admitted: number;
  readonly people: number;
  readonly refused: number;
  /** How many scans had which outcome, of those that there were. */
  readonly outcomes: ReadonlyMap<ScanRow['outcome'], number>;
  /** Every gate that has scanned. */
  readonly gates: readonly GateTally[];
}

export type TallyScans = ReturnType<typeof createScanTally>;

/** The figures of the scan log, true to the last commit. Callers that come together share one query. */
export function createScanTally(db: Database) {
  return askedTogether(db, tallyOf);
}

/** What the scans of the log add up to. */
export async function tallyOf(db: Database): Promise<ScanTally> {
  return toTally(await sumOutcomes(db));
}

function sumOutcomes(db: Database) {
  return db
    .selectFrom('scan_figures')
    .groupBy(['device_id', 'desk', 'outcome'])
    .select(({ fn }) => [
      'device_id',
      'desk',
      'outcome',
      fn.sum<number>('scans').as('scans'),
      fn.sum<number>('people').as('people'),
      fn.max<Instant>('last_at').as('lastAt'),
    ])
    .execute();
}
type OutcomeSum = Awaited<ReturnType<typeof sumOutcomes>>[number];

function toTally(rows: readonly OutcomeSum[]): ScanTally {
  const counted = rows.filter(({ scans }) => scans > 0);
  const outcomes = new Map<ScanRow['outcome'], number>();
  for (const { outcome, scans } of counted) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + scans);
  return { ...addUp(counted), outcomes, gates: [...byGate(counted).values()].flatMap(toGate) };
}

function byGate(rows: readonly OutcomeSum[]): Map<string, OutcomeSum[]> {
  const gates = new Map<string, OutcomeSum[]>();
  for (const row of rows) {
    const gate = JSON.stringify([row.device_id, row.desk]);
    gates.set(gate, [...(gates.get(gate) ?? []), row]);
  }
  return gates;
}

function toGate(rows: readonly OutcomeSum[]): GateTally[] {
  const [first] = rows;
  const lastScanAt = newest(rows);
  if (!first || lastScanAt === null) return [];
  return [
    {
      deviceId: first.device_id || null,
      desk: first.desk || null,
      ...addUp(rows),
      lastAt: newest(rows.filter(({ outcome }) => outcome === 'admitted')),
      lastScanAt,
    },
  ];
}

function addUp(rows: readonly OutcomeSum[]) {
  const sum = { admitted: 0, people: 0, refused: 0 };
  for (const { outcome, scans, people } of rows) {
    sum[outcome === 'admitted' ? 'admitted' : 'refused'] += scans;
    sum.people += people;
  }
  return sum;
}

function newest(rows: readonly OutcomeSum[]): Instant | null {
  return rows.reduce<Instant | null>((last, { lastAt }) => (last !== null && last > lastAt ? last : lastAt), null);
}
