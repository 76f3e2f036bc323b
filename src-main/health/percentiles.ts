/** How many values were at most `bound`. */
export interface Bucket {
  readonly bound: number;
  readonly upTo: number;
}

/**
 * The value under which a share of all values lie, as far as buckets can tell: evenly spread within each.
 * @param buckets by their bounds, each with those before it
 * @param total with the values beyond the last bound, which count as that bound
 * @returns null without any value
 */
export function percentileOf(buckets: readonly Bucket[], total: number, share: number): number | null {
  if (total === 0) return null;
  const wanted = total * share;
  let before: Bucket = { bound: 0, upTo: 0 };
  for (const bucket of buckets) {
    if (bucket.upTo >= wanted) {
      const within = (wanted - before.upTo) / (bucket.upTo - before.upTo);
      return before.bound + (bucket.bound - before.bound) * within;
    }
    before = bucket;
  }
  return before.bound;
}
