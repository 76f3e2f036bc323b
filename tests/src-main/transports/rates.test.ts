import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRationing } from '../../../src-main/transports/rates';

const RATE = { atOnce: 3, perMinute: 6 };

test('so many at once, then one whenever its time has come; each refusal says how long that is', () => {
  let time = 0;
  const wait = createRationing(RATE, () => time);
  expect([wait('a'), wait('a'), wait('a'), wait('a')]).toEqual([0, 0, 0, 10]);
  time = 4_000;
  expect(wait('a')).toBe(6);
  time = 10_000;
  expect([wait('a'), wait('a')]).toEqual([0, 10]);
  expect(wait('b')).toBe(0);
});

test('whoever waits as long as they were told may go on', () => {
  let time = 0;
  const wait = createRationing({ atOnce: 20, perMinute: 600 }, () => time);
  for (let calls = 0; calls < 500; calls += 1) {
    time += wait('a') * 1_000;
    const seconds = wait('a');
    if (seconds > 0) {
      time += seconds * 1_000;
      expect(wait('a')).toBe(0);
    }
  }
});

test('a clock that is put back neither lets through more nor shuts out for longer', () => {
  let time = 1e12;
  const wait = createRationing(RATE, () => time);
  expect([wait('a'), wait('a'), wait('a')]).toEqual([0, 0, 0]);
  time = 0;
  expect(wait('a')).toBe(10);
  time = 10_000;
  expect(wait('a')).toBe(0);
});

test('in no stretch of time does a key get more than it may', () => {
  const pauses = fc.array(fc.nat(30_000), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(pauses, (gaps) => {
      let time = 0;
      const wait = createRationing(RATE, () => time);
      const passed: number[] = [];
      for (const gap of gaps) {
        time += gap;
        if (wait('a') === 0) passed.push(time);
      }
      passed.forEach((from, first) => {
        passed.slice(first).forEach((until, others) => {
          expect(others + 1).toBeLessThanOrEqual(RATE.atOnce + ((until - from) * RATE.perMinute) / 60_000 + 1e-6);
        });
      });
    }),
  );
});

test('keys that have been quiet are forgotten, those that wait are not', () => {
  let time = 0;
  const wait = createRationing({ atOnce: 1, perMinute: 60 }, () => time);
  for (let key = 0; key < 100_000; key += 1) {
    time += 1;
    wait(`key ${key}`);
  }
  expect([wait('key 99999'), wait('key 0')]).toEqual([1, 0]);
});
