import { Counter, Histogram, type Registry } from 'prom-client';
import type { ErrorCode } from '../../src-shared/contract/operation';
import { createRecentCount, type RecentCount } from './recent-count';
import { SECONDS, type Spread, spreadsOf } from './spreads';

export type Outcome = 'ok' | ErrorCode;

export interface OperationFigures extends Spread {
  readonly name: string;
  readonly calls: number;
  readonly errors: number;
  readonly perMinute: number;
}

/** The program's or the disk's fault, and not what a person is meant to read and act on. */
const ERRORS: ReadonlySet<Outcome> = new Set<Outcome>(['internal', 'storage-failed', 'disk-full']);
/** Whatever somebody made up is counted under this, so that there are only as many names as operations. */
const UNKNOWN = 'unknown';

interface Watched {
  readonly duration: { observe(seconds: number): void };
  readonly outcomes: Map<Outcome, { inc(): void }>;
  readonly recent: RecentCount;
  errors: number;
}

/** How often each operation is called, how it goes and how long it takes. */
export function createCallMetrics(registry: Registry, now: () => number) {
  const durations = new Histogram({
    name: 'epass_operation_duration_seconds',
    help: 'How long operations take until they are answered.',
    labelNames: ['operation'],
    buckets: [...SECONDS],
    registers: [registry],
  });
  const results = new Counter({
    name: 'epass_operations_total',
    help: 'Operations that were answered, by what the answer was: ok, or the code of a refusal or an error.',
    labelNames: ['operation', 'outcome'],
    registers: [registry],
  });
  const watched = new Map<string, Watched>();

  function watch(operation: string): Watched {
    const one: Watched = {
      duration: durations.labels({ operation }),
      outcomes: new Map(),
      recent: createRecentCount(),
      errors: 0,
    };
    watched.set(operation, one);
    return one;
  }

  function count(operation: string, { outcomes }: Watched, outcome: Outcome): void {
    const counter = outcomes.get(outcome) ?? results.labels({ operation, outcome });
    outcomes.set(outcome, counter);
    counter.inc();
  }

  return {
    /** @param name of the contract; null for one that is not in it */
    observe(name: string | null, outcome: Outcome, milliseconds: number): void {
      const operation = name ?? UNKNOWN;
      const one = watched.get(operation) ?? watch(operation);
      one.duration.observe(milliseconds / 1_000);
      count(operation, one, outcome);
      one.recent.add(now());
      if (ERRORS.has(outcome)) one.errors += 1;
    },

    /** The most called first. */
    async figures(): Promise<OperationFigures[]> {
      const spreads = spreadsOf(await durations.get(), 'operation');
      const figures = [...watched].map(([name, { errors, recent }]) => {
        const { count: calls = 0, p50 = null, p95 = null, p99 = null } = spreads.get(name) ?? {};
        return { name, calls, errors, perMinute: recent.perMinute(now()), p50, p95, p99 };
      });
      return figures.sort((one, other) => other.calls - one.calls || (one.name < other.name ? -1 : 1));
    },
  };
}
