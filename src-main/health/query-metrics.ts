import type { LogEvent } from 'kysely';
import { Counter, Histogram, type Registry } from 'prom-client';
import { type CountedSpread, SECONDS, spreadOf } from './spreads';

/**
 * Milliseconds. To take the write lock costs some microseconds, and who has to wait for it sleeps a millisecond at least
 * before asking again.
 */
const WAITED = 1;

interface QueryFigures {
  readonly queries: CountedSpread;
  readonly waits: { readonly busy: number; readonly failed: number };
}

/** How long the database takes, and how often somebody had to wait for it. */
export function createQueryMetrics(registry: Registry) {
  const durations = new Histogram({
    name: 'epass_query_duration_seconds',
    help: 'How long statements take, the commits that reach the disk among them.',
    buckets: [...SECONDS],
    registers: [registry],
  });
  const commits = new Histogram({
    name: 'epass_commit_duration_seconds',
    help: 'How long commits take until they are on the disk.',
    buckets: [...SECONDS],
    registers: [registry],
  });
  const waits = new Counter({
    name: 'epass_database_waits_total',
    help: 'How often the write lock of the database was waited for, and how often in vain.',
    labelNames: ['end'],
    registers: [registry],
  });
  const [busy, failed] = [waits.labels({ end: 'taken' }), waits.labels({ end: 'failed' })];
  // Shown before the first one, so that none is told apart from not known.
  for (const counter of [busy, failed]) counter.inc(0);
  const counted = { busy: 0, failed: 0 };

  return {
    /** To be given to Kysely. Of the values of a statement nothing is kept. */
    observe(event: LogEvent): void {
      const { queryDurationMillis: milliseconds, query } = event;
      if (event.level === 'error' && isBusy(event.error)) {
        counted.failed += 1;
        failed.inc();
      } else if (query.sql === 'BEGIN IMMEDIATE') {
        if (milliseconds < WAITED) return;
        counted.busy += 1;
        busy.inc();
      } else {
        durations.observe(milliseconds / 1_000);
        if (query.sql === 'COMMIT') commits.observe(milliseconds / 1_000);
      }
    },

    async figures(): Promise<QueryFigures> {
      return { queries: spreadOf(await durations.get()), waits: { ...counted } };
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
