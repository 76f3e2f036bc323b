import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';

/** What the log says of one gate: a phone whatever it is called, or a desk by its name. */
export interface GateTally {
  /** Null for a desk. */
  readonly deviceId: string | null;
  /** As the last scan of this gate wrote it; null for what was admitted by another application. */
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
  /** Every gate that has scanned, in the order in which they began. */
  readonly gates: readonly GateTally[];
}

export type TallyScans = ReturnType<typeof createScanTally>;

const NOTHING: ScanTally = { admitted: 0, people: 0, refused: 0, gates: [] };

/**
 * The figures of the scan log, kept instead of counted: rows are only ever appended to it, so whoever asks costs the rows
 * since the last time, however long the night has been. True to the last commit.
 */
export function createScanTally(db: Database) {
  let held = NOTHING;
  let seen = 0;
  let asking: Promise<ScanTally> | null = null;

  function ask(): Promise<ScanTally> {
    return db.connection().execute(async (connection) => {
      // Nothing is committed while this holds the connection. Whoever comes from here on may have been told of more.
      asking = null;
      const rows = await sumSince(connection, seen);
      for (const row of rows) {
        held = add(held, row);
        seen = Math.max(seen, row.last);
      }
      return held;
    });
  }

  /** Callers that come together share one query. */
  return (): Promise<ScanTally> => {
    asking ??= ask();
    return asking;
  };
}

/** One row for each gate and each name that it had, of what was appended after a place in the log. */
function sumSince(db: Database, sequence: number) {
  const wasAdmitted = sql<boolean>`outcome = 'admitted'`;
  const moment: RawBuilder<Instant> = sql`coalesce(recorded_at, at)`;
  return db
    .selectFrom('scans')
    .where('sequence', '>', sequence)
    .groupBy(['device_id', 'desk'])
    .select((eb) => [
      'device_id',
      'desk',
      eb.fn.countAll<number>().as('scans'),
      eb.fn.countAll<number>().filterWhere(wasAdmitted).as('admitted'),
      eb.fn.sum<number>('people').as('people'),
      eb.fn.max<Instant | null>(moment).filterWhere(wasAdmitted).as('lastAt'),
      eb.fn.max<Instant>(moment).as('lastScanAt'),
      eb.fn.max<number>('sequence').as('last'),
    ])
    .orderBy('last')
    .execute();
}
type Since = Awaited<ReturnType<typeof sumSince>>[number];

function add(tally: ScanTally, row: Since): ScanTally {
  const isOfRow = (gate: GateTally) =>
    gate.deviceId === row.device_id && (row.device_id !== null || gate.desk === row.desk);
  const before = tally.gates.find(isOfRow);
  const refused = row.scans - row.admitted;
  const gate: GateTally = {
    deviceId: row.device_id,
    desk: row.desk,
    admitted: (before?.admitted ?? 0) + row.admitted,
    people: (before?.people ?? 0) + row.people,
    refused: (before?.refused ?? 0) + refused,
    lastAt: later(before?.lastAt ?? null, row.lastAt),
    lastScanAt: later(before?.lastScanAt ?? null, row.lastScanAt) ?? row.lastScanAt,
  };
  return {
    admitted: tally.admitted + row.admitted,
    people: tally.people + row.people,
    refused: tally.refused + refused,
    gates: before ? tally.gates.map((one) => (one === before ? gate : one)) : [...tally.gates, gate],
  };
}

function later(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? other : one;
}
