import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText, writeText } from '../../../src-main/exchange/csv-cells';

/** Nothing that a spreadsheet would run, calculate or round. */
const INERT = /^[^\s=+\-@＝＋－＠\d]/u;

describe('text in a file', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '\u00a0=1',
    '＝1+1',
    '　＠x',
    '+919876543210',
    '123456789012345678',
    '0042',
    '1E5',
    '2026-11-28',
    '7:30',
    "'=1",
    "''+1",
  ])('%j is marked as text', (text) => {
    expect(writeText(text)).toBe(`'${text}`);
    expect(readText(writeText(text))).toBe(text);
  });

  test.each(['Asha', 'O’Brien', "'Abd al-Rahman", 'UTR-4093', '7 Brothers Band', '', 'राम', '張三'])(
    '%j stands as it is',
    (text) => {
      expect(writeText(text)).toBe(text);
      expect(readText(text)).toBe(text);
    },
  );

  test('comes back as it was, and never begins like a formula', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...`='+-@\t\r\n ＝＋－＠,;"19E.:/ab`) });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
        const cell = writeText(text);
        expect(readText(cell)).toBe(text);
        if (/^[\s=+\-@＝＋－＠]*[=+\-@＝＋－＠]/u.test(text)) expect(cell).toMatch(INERT);
        if (/^\+?\d+$/.test(text)) expect(cell).toMatch(INERT);
      }),
      { numRuns: 10_000 },
    );
  });
});
