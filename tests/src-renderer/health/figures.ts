import type { Figures } from '../../../src-renderer/health/health-types';
import { instant } from '../../support/desk-passes';

/** A box office that was opened a moment ago. */
export const NOTHING_YET: Figures = {
  since: instant('2026-11-28T12:30:00Z'),
  operations: [],
  sessions: 1,
  devices: 0,
  queries: { count: 0, p50: null, p95: null, p99: null },
  database: { bytes: 135_168, walBytes: 0, freeBytes: null, connections: null },
  waits: { busy: 0, failed: 0 },
  lag: { p50: null, p99: null },
  memoryBytes: 120_000_000,
  sales: { lastHour: 0, total: 0, revenue: 0 },
  scans: { lastHour: 0, total: 0, refused: 0 },
};

/** One amid a busy evening. */
export const BUSY: Figures = {
  ...NOTHING_YET,
  operations: [
    { name: 'gate.scan', calls: 3_000, errors: 0, perMinute: 61.24, p50: 2.04, p95: 8, p99: 15.4 },
    { name: 'passes.sell', calls: 1_000, errors: 40, perMinute: 12, p50: 3, p95: 9, p99: 2_340 },
    { name: 'unknown', calls: 2, errors: 0, perMinute: 0, p50: 0.1, p95: 0.1, p99: 0.1 },
  ],
  sessions: 3,
  devices: 12,
  queries: { count: 98_765, p50: 0.1, p95: 0.4, p99: 6 },
  database: { bytes: 31_400_000, walBytes: 4_100_000, freeBytes: 12_000_000_000, connections: null },
  waits: { busy: 3, failed: 0 },
  lag: { p50: 0.2, p99: 11 },
  sales: { lastHour: 240, total: 1_000, revenue: 549_000 },
  scans: { lastHour: 2_900, total: 3_000, refused: 60 },
};
