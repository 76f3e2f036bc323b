import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromInstant, Instant, toDay, toInstant, toWallClock } from '../../src-shared/instant';

const instant = (text: string) => Instant.parse(text);

test('a moment is UTC text with milliseconds that sorts as moments do', () => {
  expect(toInstant(0)).toBe('1970-01-01T00:00:00.000Z');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e12 }), (one, other) => {
      expect(fromInstant(toInstant(one))).toBe(one);
      expect(Math.sign(one - other)).toBe(
        toInstant(one) < toInstant(other) ? -1 : toInstant(one) > toInstant(other) ? 1 : 0,
      );
      expect(Instant.safeParse(toInstant(one)).success).toBe(true);
    }),
  );
});

test.each([
  ['2026-11-28T18:29:59.999Z', 'Asia/Kolkata', '2026-11-28 23:59:59'],
  ['2026-11-28T18:30:00.000Z', 'Asia/Kolkata', '2026-11-29 00:00:00'],
  ['2026-10-25T00:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30:00'],
  ['2026-10-25T01:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30:00'],
  ['2026-11-28T12:00:00.000Z', 'UTC', '2026-11-28 12:00:00'],
])('clocks show %s in %s as %s', (at, zone, shown) => {
  expect(toWallClock(instant(at), zone)).toBe(shown);
  expect(toDay(instant(at), zone)).toBe(shown.slice(0, 10));
});

test('a moment without milliseconds or with an offset is not one of ours', () => {
  expect(Instant.safeParse('2026-11-28T12:00:00Z').success).toBe(false);
  expect(Instant.safeParse('2026-11-28T12:00:00.000+05:30').success).toBe(false);
});
