import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter, fromWallClock, startOfDay } from '../../src-shared/calendar';
import { fromInstant, toDay, toInstant, toWallClock } from '../../src-shared/instant';

const ZONES = [
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Africa/Cairo',
  'America/Havana',
  'Asia/Beirut',
  'Australia/Lord_Howe',
];

test.each([
  ['2026-11-28', 'Asia/Kolkata', '2026-11-27T18:30:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['2026-11-28', 'Pacific/Kiritimati', '2026-11-27T10:00:00.000Z'],
  ['2026-11-28', 'Pacific/Pago_Pago', '2026-11-28T11:00:00.000Z'],
  // Clocks went from 23:59 to 01:00: the day began at one.
  ['2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00.000Z'],
  // Clocks went from 00:59 back to 00:00: the day began before.
  ['2024-11-03', 'America/Havana', '2024-11-03T04:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, begins) => {
  expect(startOfDay(day, zone)).toBe(begins);
});

test('in every zone a day begins where the calendar turns over', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30_000 }).map((days) => toInstant(days * 86_400_000).slice(0, 10)),
      fc.constantFrom(...ZONES),
      (day, zone) => {
        const begins = startOfDay(day, zone);
        expect(toDay(toInstant(fromInstant(begins) - 1_000), zone) < day).toBe(true);
        expect(toDay(begins, zone) >= day).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('what clocks show leads back to the moment, or to the earlier one where they show it twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_500_000_000 }), fc.constantFrom(...ZONES), (seconds, zone) => {
      const shown = toWallClock(toInstant(seconds * 1_000), zone);
      const found = fromWallClock(shown, zone);
      expect(found).not.toBeNull();
      if (found === null) return;
      expect(toWallClock(found, zone)).toBe(shown);
      expect(fromInstant(found)).toBeLessThanOrEqual(seconds * 1_000);
    }),
    { numRuns: 500 },
  );
  expect(fromWallClock('2026-10-25 02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
});

test('a time that clocks skip, and text that is no time, is no moment', () => {
  expect(fromWallClock('2026-03-29 02:30:00', 'Europe/Berlin')).toBeNull();
  expect(fromWallClock('2026-13-01 00:00:00', 'UTC')).toBeNull();
  expect(fromWallClock('soon', 'UTC')).toBeNull();
});

test('the day after the last of a month, of February and of all', () => {
  expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  expect(dayAfter('2028-02-28')).toBe('2028-02-29');
  expect(dayAfter('9999-12-31')).toBe('9999-12-31');
});
