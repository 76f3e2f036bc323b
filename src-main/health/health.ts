import { Registry } from 'prom-client';
import type { HealthFigures } from '../../src-shared/contract/health';
import type { StoreConnections } from '../../src-shared/contract/store';
import { toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import type { TallyScans } from '../scans/scan-tally';
import { createCallMetrics } from './call-metrics';
import { createGauges } from './gauges';
import { watchLag } from './lag';
import { createNotices, type TroubleSources } from './notices';
import { createQueryMetrics } from './query-metrics';
import { saleFigures } from './sale-figures';
import { scansOfHour } from './scan-figures';

/** What is timed from the start, before there is anything else to tell of. */
export function createMetrics(now: () => number) {
  const registry = new Registry();
  return { registry, calls: createCallMetrics(registry, now), queries: createQueryMetrics(registry) };
}
export type Metrics = ReturnType<typeof createMetrics>;

export interface HealthOptions {
  readonly metrics: Metrics;
  readonly db: Database;
  /** Of the database, in bytes. */
  readonly sizes: () => Promise<{ readonly bytes: number; readonly walBytes: number }>;
  /** To a store that desks share; null for a file. */
  readonly connections: () => StoreConnections | null;
  readonly tally: TallyScans;
  /** How many desks are signed in, and how many phones have called lately. */
  readonly sessions: () => number;
  readonly devices: () => number;
  readonly troubles: TroubleSources;
  /** Somebody says that the clock is right. */
  readonly clockIsRight: () => void;
  readonly now: () => number;
}

export type Health = ReturnType<typeof createHealth>;

/** How the office is doing. To be closed. */
export function createHealth(options: HealthOptions) {
  const { metrics, db, tally, troubles, now } = options;
  const since = toInstant(now());
  const lag = watchLag();
  const notices = createNotices(troubles);
  const gauges = createGauges(metrics.registry);

  async function figures(): Promise<HealthFigures> {
    const { queries, waits } = await metrics.queries.figures();
    const { admitted, refused } = await tally();
    return {
      since,
      operations: await metrics.calls.figures(),
      sessions: options.sessions(),
      devices: options.devices(),
      queries,
      database: {
        ...(await options.sizes()),
        freeBytes: troubles.disk().freeBytes,
        connections: options.connections(),
      },
      waits,
      lag: lag.figures(),
      memoryBytes: process.memoryUsage.rss(),
      sales: await saleFigures(db, now()),
      scans: { lastHour: await scansOfHour(db, now()), total: admitted + refused, refused },
    };
  }

  return {
    notices,
    figures,
    clockIsRight: options.clockIsRight,
    /** The figures as Prometheus reads them. */
    async metrics(): Promise<string> {
      gauges(await figures(), notices());
      return metrics.registry.metrics();
    },
    close: lag.stop,
  };
}
