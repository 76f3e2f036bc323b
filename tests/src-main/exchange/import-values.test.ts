import { expect, test } from 'vitest';
import { readMoment, readPassId, readPaymentMode } from '../../../src-main/exchange/import-values';
import { TEST_BEGINS } from '../../support/box-office';

test.each([
  ['CASH', 'CASH'],
  ['cash ', 'CASH'],
  ['Online', 'ONLINE'],
  ['UPI', 'ONLINE'],
  ['Net-Banking', 'ONLINE'],
  ['', null],
  ['later', null],
  ['constructor', null],
])('%j is paid %s', (cell, mode) => {
  expect(readPaymentMode(cell)).toBe(mode);
});

test.each([
  ['2026-11-28T12:30:00.000Z', '2026-11-28T12:30:00.000Z'],
  ['2026-11-28T18:00:00+05:30', '2026-11-28T12:30:00.000Z'],
  ['2026-11-28 18:00:00', '2026-11-28T12:30:00.000Z'],
  ['2026-11-28 18:00', '2026-11-28T12:30:00.000Z'],
  ['2026-11-28', '2026-11-27T18:30:00.000Z'],
  ['2026-11-29 17:00', '2026-11-29T11:30:00.000Z'],
])('%j on the clocks of the event is %s', (cell, moment) => {
  expect(readMoment(cell, 'Asia/Kolkata', TEST_BEGINS)).toBe(moment);
});

test.each(['28/11/2026', '2026-02-30', '2026-13-01', '2026-11-28 25:00', '2026-11-30', '1969-12-31', '0', 'today', ''])(
  '%j is no moment at which a pass was sold',
  (cell) => {
    expect(readMoment(cell, 'Asia/Kolkata', TEST_BEGINS)).toBeNull();
  },
);

test('a pass id is read as it stands in codes', () => {
  expect(readPassId(' 019AC4F2-7C00-7000-8000-0000000000AA ')).toBe('019ac4f2-7c00-7000-8000-0000000000aa');
  expect(readPassId('42')).toBeNull();
});
