import { expect, test } from 'vitest';
import { ExpectedError } from '../../../src-main/expected-error';
import { createThrottle } from '../../../src-main/staff/throttle';

function clockAndThrottle() {
  let time = 1_000_000;
  const throttle = createThrottle(() => time);
  /** Seconds to wait, or 0 when the try was let through. */
  function attempt(...keys: string[]): number {
    try {
      throttle.begin(...keys);
      return 0;
    } catch (error) {
      if (error instanceof ExpectedError && error.code === 'too-many-attempts')
        return error.details.retryAfterSeconds ?? -1;
      throw error;
    }
  }
  return { throttle, attempt, wait: (milliseconds: number) => (time += milliseconds) };
}

test('after five failures each further one doubles the wait, up to 900 seconds and never for good', () => {
  const { attempt, wait } = clockAndThrottle();
  for (let failure = 1; failure <= 5; failure += 1) expect(attempt('a')).toBe(0);

  const waits: number[] = [];
  for (let round = 0; round < 13; round += 1) {
    const seconds = attempt('a');
    waits.push(seconds);
    wait(seconds * 1_000 - 1);
    expect(attempt('a')).toBe(1);
    wait(1);
    expect(attempt('a')).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
});

test('a try during the wait does not make the wait longer', () => {
  const { attempt, wait } = clockAndThrottle();
  for (let failure = 1; failure <= 6; failure += 1) attempt('a');
  for (let round = 0; round < 50; round += 1) expect(attempt('a')).toBe(1);
  wait(1_000);
  expect(attempt('a')).toBe(0);
});

test('an account and an address are counted each for itself', () => {
  const { attempt } = clockAndThrottle();
  for (let failure = 1; failure <= 5; failure += 1) attempt('account a', 'source 1');
  expect(attempt('account a', 'source 2')).toBe(1);
  expect(attempt('account b', 'source 1')).toBe(1);
  expect(attempt('account b', 'source 2')).toBe(0);
});

test('a right password clears the count', () => {
  const { attempt, throttle } = clockAndThrottle();
  for (let failure = 1; failure <= 5; failure += 1) attempt('a');
  throttle.forget('a');
  for (let failure = 1; failure <= 5; failure += 1) expect(attempt('a')).toBe(0);
});

test('a day without a failure clears the count', () => {
  const { attempt, wait } = clockAndThrottle();
  for (let failure = 1; failure <= 5; failure += 1) attempt('a');
  wait(24 * 60 * 60 * 1_000);
  for (let failure = 1; failure <= 5; failure += 1) expect(attempt('a')).toBe(0);
});

test('a clock that is put back makes nobody wait longer than the delay', () => {
  const { attempt, wait } = clockAndThrottle();
  for (let failure = 1; failure <= 5; failure += 1) attempt('a');
  wait(-500_000);
  expect(attempt('a')).toBe(1);
});

test('made-up names cannot fill the memory', () => {
  const { attempt } = clockAndThrottle();
  for (let failure = 1; failure <= 5; failure += 1) attempt('first');
  expect(attempt('first')).toBe(1);
  for (let name = 0; name < 10_000; name += 1) attempt(`name ${name}`);
  expect(attempt('first')).toBe(0);
});
