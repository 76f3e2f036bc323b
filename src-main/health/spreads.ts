import type { Histogram } from 'prom-client';
import { type Bucket, percentileOf } from './percentiles';

/** Seconds. From a look-up in memory to the restoring of a large event, each at most twice the one before in the middle. */
export const SECONDS: readonly number[] = [
  0.000_02, 0.000_05, 0.000_1, 0.000_2, 0.000_35, 0.000_5, 0.000_75, 0.001, 0.001_5, 0.002, 0.003, 0.005, 0.007_5, 0.01,
  0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60,
];

/** Milliseconds; null before anything was measured. */
export interface Spread {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export interface CountedSpread extends Spread {
  readonly count: number;
}

type Collected = Awaited<ReturnType<Histogram['get']>>;

const NOTHING: CountedSpread = { count: 0, p50: null, p95: null, p99: null };

/** What a histogram in seconds has collected, for each value of one of its labels. */
export function spreadsOf({ values }: Collected, label: string): ReadonlyMap<string, CountedSpread> {
  const groups = new Map<string, Collected['values']>();
  for (const value of values) {
    const name = String(value.labels[label]);
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return new Map([...groups].map(([name, group]) => [name, toSpread(group)]));
}

/** The same for a histogram without labels. */
export function spreadOf({ values }: Collected): CountedSpread {
  return toSpread(values);
}

function toSpread(values: Collected['values']): CountedSpread {
  const count = values.find(({ metricName }) => metricName?.endsWith('_count'))?.value ?? 0;
  const buckets = values.flatMap(({ labels: { le }, value }): Bucket[] =>
    typeof le === 'number' ? [{ bound: le, upTo: value }] : [],
  );
  const milliseconds = (share: number) => (percentileOf(buckets, count, share) ?? 0) * 1_000;
  return count === 0 ? NOTHING : { count, p50: milliseconds(0.5), p95: milliseconds(0.95), p99: milliseconds(0.99) };
}
