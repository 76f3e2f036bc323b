import type { LogEvent } from 'kysely';
import { Counter, Histogram, type Registry } from 'prom-client';
import { BEGIN_IN_TURN } from '../database/postgres/locks';
import { type CountedSpread, SECONDS, spreadOf } from './spreads';

/**
 * Statements that take the write lock, and the milliseconds from which on it was waited for: in a file it costs some
 * microseconds, and who has to wait sleeps a millisecond at least before asking again; to a store and back it is a way
 * over the venue's network.
 */
const WAITED: ReadonlyMap<string, number> = new Map([
  ['BEGIN IMMEDIATE', 1],
  [BEGIN_IN_TURN, 20],
]);
/** As PostgreSQL ends a wait that took too long. */
const LOCK_NOT_AVAILABLE = '55P03';

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
      const waited = WAITED.get(query.sql);
      if (event.level === 'error' && isBusy(event.error)) {
        counted.failed += 1;
        failed.inc();
      } else if (waited !== undefined) {
        if (milliseconds < waited) return;
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
  if (!(error instanceof Error && 'code' in error)) return false;
  return String(error.code).startsWith('SQLITE_BUSY') || error.code === LOCK_NOT_AVAILABLE;
}
