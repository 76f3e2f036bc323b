/** How often something may happen: so many at once, and so many a minute in the long run. */
export interface Rate {
  readonly atOnce: number;
  readonly perMinute: number;
}

/** Whole seconds that a key has to wait; 0 when it may go on, which is counted. */
export type Rationing = (key: string) => number;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

const SWEEP_FROM = 1_000;

/**
 * Counts by key. A key that has been quiet for long enough costs no memory.
 * @param now milliseconds; a clock that is put back gives nothing for free and takes nothing away
 */
export function createRationing({ atOnce, perMinute }: Rate, now: () => number): Rationing {
  const buckets = new Map<string, Bucket>();
  const perMillisecond = perMinute / 60_000;
  let sweepAt = SWEEP_FROM;

  const leftOf = ({ left, at }: Bucket, time: number) =>
    Math.min(atOnce, left + Math.max(0, time - at) * perMillisecond);

  function sweep(time: number): void {
    for (const [key, bucket] of buckets) if (leftOf(bucket, time) >= atOnce) buckets.delete(key);
    sweepAt = Math.max(SWEEP_FROM, buckets.size * 2);
  }

  return (key) => {
    const time = now();
    if (buckets.size >= sweepAt) sweep(time);
    const bucket = buckets.get(key);
    const left = bucket ? leftOf(bucket, time) : atOnce;
    const taken = left >= 1;
    buckets.set(key, { left: taken ? left - 1 : left, at: time });
    return taken ? 0 : Math.ceil((1 - left) / perMillisecond / 1_000);
  };
}
