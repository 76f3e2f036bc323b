import { expect, test } from 'vitest';
import { deviceExpiry } from '../../../src-main/devices/lifetime';

const joined = Date.parse('2026-11-28T12:30:00.000Z');

test.each([
  ['until noon of the next day where the event is', '2026-11-30', 'Asia/Kolkata', '2026-12-01T06:30:00.000Z'],
  ['until noon of the next day, over a change of clocks', '2027-03-27', 'Europe/Berlin', '2027-03-28T11:00:00.000Z'],
  ['a day at least when the event ends sooner', '2026-11-28', 'Asia/Kolkata', '2026-11-29T12:30:00.000Z'],
  ['a day at least when the event is long over', '2020-01-01', 'UTC', '2026-11-29T12:30:00.000Z'],
  ['whatever date somebody typed', '9999-12-31', 'UTC', '9999-12-31T12:00:00.000Z'],
])('a phone may be used %s', (_what, date, timeZone, expected) => {
  expect(deviceExpiry(joined, { date, timeZone })).toBe(expected);
});

test('a phone may be used for a day before there is an event', () => {
  expect(deviceExpiry(joined, null)).toBe('2026-11-29T12:30:00.000Z');
});
