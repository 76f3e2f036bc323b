import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { createCallMetrics } from '../../../src-main/health/call-metrics';
import { createRecentCount } from '../../../src-main/health/recent-count';
import { TEST_BEGINS } from '../../support/box-office';

const MINUTE = 60_000;

function measuring() {
  let time = TEST_BEGINS;
  const registry = new Registry();
  const calls = createCallMetrics(registry, () => time);
  const wait = (milliseconds: number) => {
    time += milliseconds;
  };
  return { registry, calls, wait };
}

describe('calls', () => {
  test('are counted and timed for each operation, the most called first', async () => {
    const { calls } = measuring();
    calls.observe('passes.sell', 'ok', 12);
    for (let one = 0; one < 3; one += 1) calls.observe('scans.scan', 'ok', 2.5);
    const [first, second] = await calls.figures();
    expect(first).toMatchObject({ name: 'scans.scan', calls: 3, errors: 0 });
    expect(first?.p50).toBeGreaterThan(2);
    expect(first?.p50).toBeLessThanOrEqual(3);
    expect(second).toMatchObject({ name: 'passes.sell', calls: 1 });
  });

  test('count as errors when the program or the disk failed, not when a person was refused', async () => {
    const { calls } = measuring();
    for (const outcome of ['internal', 'storage-failed', 'disk-full'] as const) calls.observe('a.b', outcome, 1);
    for (const outcome of ['ok', 'forbidden', 'invalid-input', 'conflict', 'not-found'] as const) {
      calls.observe('a.b', outcome, 1);
    }
    expect(await calls.figures()).toMatchObject([{ calls: 8, errors: 3 }]);
  });

  test('of whatever somebody made up share one name', async () => {
    const { calls, registry } = measuring();
    calls.observe(null, 'unknown-operation', 1);
    calls.observe(null, 'unknown-operation', 1);
    expect(await calls.figures()).toMatchObject([{ name: 'unknown', calls: 2, errors: 0 }]);
    expect(await registry.metrics()).toContain(
      'epass_operations_total{operation="unknown",outcome="unknown-operation"} 2',
    );
  });

  test('of the last five minutes give how many there are a minute', async () => {
    const { calls, wait } = measuring();
    for (let one = 0; one < 10; one += 1) calls.observe('a.b', 'ok', 1);
    expect(await calls.figures()).toMatchObject([{ perMinute: 2 }]);
    wait(4 * MINUTE);
    expect(await calls.figures()).toMatchObject([{ perMinute: 2 }]);
    wait(MINUTE);
    expect(await calls.figures()).toMatchObject([{ calls: 10, perMinute: 0 }]);
  });
});

describe('a count of the last five minutes', () => {
  test('does not take in what came in the same slot of an earlier round', () => {
    const count = createRecentCount();
    count.add(0);
    count.add(5 * MINUTE);
    expect(count.perMinute(5 * MINUTE)).toBe(0.2);
  });

  test('leaves out the future after the clock was set back', () => {
    const count = createRecentCount();
    count.add(10 * MINUTE);
    expect(count.perMinute(9 * MINUTE)).toBe(0);
    count.add(9 * MINUTE);
    expect(count.perMinute(9 * MINUTE)).toBe(0.2);
  });
});
