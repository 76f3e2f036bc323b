import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { percentileOf } from '../../../src-main/health/percentiles';
import { SECONDS, spreadOf, spreadsOf } from '../../../src-main/health/spreads';

const histogram = (labelNames: string[] = []) =>
  new Histogram({ name: 'x', help: 'x', labelNames, buckets: [...SECONDS], registers: [new Registry()] });

describe('a percentile', () => {
  test('is none without a value', () => {
    expect(percentileOf([{ bound: 1, upTo: 0 }], 0, 0.5)).toBeNull();
  });

  test('lies within its bucket, as far in as its share of it', () => {
    const buckets = [
      { bound: 10, upTo: 50 },
      { bound: 20, upTo: 100 },
    ];
    expect(percentileOf(buckets, 100, 0.5)).toBe(10);
    expect(percentileOf(buckets, 100, 0.75)).toBe(15);
    expect(percentileOf(buckets, 100, 1)).toBe(20);
  });

  test('of what lies beyond the last bucket is its bound', () => {
    expect(percentileOf([{ bound: 10, upTo: 1 }], 100, 0.99)).toBe(10);
  });

  test('lies in the bucket of the true one, whatever was measured', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0.000_001, max: 59, noNaN: true }), { minLength: 1, maxLength: 300 }),
        async (values) => {
          const measured = histogram();
          for (const value of values) measured.observe(value);
          const { count, p50, p95, p99 } = spreadOf(await measured.get());
          expect(count).toBe(values.length);
          const sorted = values.toSorted((one, other) => one - other);
          for (const [share, found] of [
            [0.5, p50],
            [0.95, p95],
            [0.99, p99],
          ] as const) {
            const truth = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
            const upper = SECONDS.find((bound) => truth <= bound) ?? 60;
            const lower = SECONDS[SECONDS.indexOf(upper) - 1] ?? 0;
            const seconds = (found ?? -1) / 1_000;
            expect(seconds).toBeGreaterThanOrEqual(lower * 0.999_999);
            expect(seconds).toBeLessThanOrEqual(upper * 1.000_001);
          }
        },
      ),
    );
  });

  test('of each label is its own, in milliseconds', async () => {
    const measured = histogram(['operation']);
    for (let one = 0; one < 100; one += 1) measured.observe({ operation: 'a' }, 0.002);
    measured.observe({ operation: 'b' }, 2);
    const spreads = spreadsOf(await measured.get(), 'operation');
    expect([...spreads.keys()]).toEqual(['a', 'b']);
    expect(spreads.get('a')).toMatchObject({ count: 100, p50: expect.closeTo(1.75) });
    expect(spreads.get('b')?.p99).toBeCloseTo(1_995);
  });
});
