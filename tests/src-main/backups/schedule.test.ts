import { expect, test } from 'vitest';
import { isDue, lastDue, nextRun } from '../../../src-main/backups/schedule';
import { fromInstant, type Instant, toInstant } from '../../../src-shared/instant';
import { instant } from '../../support/desk-passes';

const at = (text: string) => fromInstant(instant(text));
const next = (kind: 'hourly' | 'daily', now: string, zone: string) => toInstant(nextRun(kind, at(now), zone));
const due = (kind: 'hourly' | 'daily', made: readonly Instant[], now: string) =>
  isDue(kind, made, at(now), 'Asia/Kolkata');

test('hours and days are those of the event’s place, also half an hour beside those of UTC', () => {
  expect(next('hourly', '2026-11-28T12:10:00Z', 'Asia/Kolkata')).toBe('2026-11-28T12:30:00.000Z');
  expect(next('daily', '2026-11-28T12:10:00Z', 'Asia/Kolkata')).toBe('2026-11-28T22:30:00.000Z');
  expect(next('daily', '2026-11-28T12:10:00Z', 'America/New_York')).toBe('2026-11-29T09:00:00.000Z');
});

test('summer time changes the hour and loses no day', () => {
  expect(next('daily', '2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T02:00:00.000Z');
  expect(next('daily', '2026-10-24T12:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T03:00:00.000Z');
});

test('one is due from the full hour on, and once made not again before the next', () => {
  expect(due('hourly', [instant('2026-11-28T12:10:00Z')], '2026-11-28T12:29:59Z')).toBe(false);
  expect(due('hourly', [instant('2026-11-28T12:10:00Z')], '2026-11-28T12:30:00Z')).toBe(true);
  expect(due('hourly', [instant('2026-11-28T12:30:00Z')], '2026-11-28T12:30:00Z')).toBe(false);
  expect(due('hourly', [], '2026-11-28T12:10:00Z')).toBe(true);
});

test('a day that the computer slept through is made up for once', () => {
  const monday = instant('2026-11-23T22:30:00Z');
  expect(due('daily', [monday], '2026-11-27T10:00:00Z')).toBe(true);
  expect(due('daily', [monday, instant('2026-11-27T10:00:00Z')], '2026-11-27T10:01:00Z')).toBe(false);
});

test('a backup that a wrong clock has dated into the future holds none up', () => {
  const wrong = instant('2031-01-01T00:00:00Z');
  expect(due('hourly', [wrong], '2026-11-28T12:30:00Z')).toBe(true);
  expect(due('hourly', [wrong, instant('2026-11-28T12:30:00Z')], '2026-11-28T12:45:00Z')).toBe(false);
});

test('the last moment at which one was due can be this one', () => {
  expect(toInstant(lastDue('hourly', at('2026-11-28T12:30:00Z'), 'Asia/Kolkata'))).toBe('2026-11-28T12:30:00.000Z');
  expect(toInstant(lastDue('daily', at('2026-11-28T12:30:00Z'), 'Asia/Kolkata'))).toBe('2026-11-27T22:30:00.000Z');
});
