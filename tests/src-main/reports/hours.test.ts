import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHours } from '../../../src-main/reports/hours';
import { toInstant, toWallClock } from '../../../src-shared/instant';

/** As the database cuts it. */
function quarterOf(milliseconds: number): string {
  const instant = toInstant(milliseconds);
  return `${instant.slice(0, 14)}${Math.floor(Number(instant.slice(14, 16)) / 15)}`;
}

test('a quarter of an hour lies in the hour of its place, whatever zone that is in', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'America/St_Johns',
    'Europe/Berlin',
  );
  const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) });
  fc.assert(
    fc.property(zones, moments, (zone, moment) => {
      const wall = toWallClock(toInstant(moment), zone);
      expect(createHours(zone).hourOf(quarterOf(moment))).toBe(wall.slice(0, 13));
    }),
  );
});

test('every hour between the first and the last is there, once and in order', () => {
  const hours = createHours('Asia/Kolkata');
  const quarters = ['2026-11-28T21:3', '2026-11-28T18:1', '2026-11-28T18:2'];
  expect(hours.span(quarters)).toEqual([
    '2026-11-28 23',
    '2026-11-29 00',
    '2026-11-29 01',
    '2026-11-29 02',
    '2026-11-29 03',
  ]);
  expect(hours.span([])).toEqual([]);
});

test('an hour that the clocks repeat is one entry, and one that they skip is none', () => {
  const hours = createHours('Europe/Berlin');
  expect(hours.span(['2026-10-24T23:0', '2026-10-25T02:0'])).toEqual([
    '2026-10-25 01',
    '2026-10-25 02',
    '2026-10-25 03',
  ]);
  expect(hours.span(['2026-03-29T00:0', '2026-03-29T01:0'])).toEqual(['2026-03-29 01', '2026-03-29 03']);
});

test('clocks that are put back by half an hour hide no hour', () => {
  const hours = createHours('Australia/Lord_Howe').span(['2026-04-04T13:0', '2026-04-04T17:0']);
  expect(hours).toEqual(['2026-04-05 00', '2026-04-05 01', '2026-04-05 02', '2026-04-05 03']);
});

test('over years, only the hours in which something happened are told', () => {
  expect(createHours('UTC').span(['2024-01-01T00:0', '2026-11-28T18:1'])).toEqual(['2024-01-01 00', '2026-11-28 18']);
});
