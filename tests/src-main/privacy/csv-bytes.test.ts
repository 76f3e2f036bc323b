import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { findDelimiter, readRow, textOf } from '../../../src-main/privacy/csv-bytes';

const COMMA = ','.charCodeAt(0);

function parse(text: string, delimiter = COMMA): string[][] {
  const bytes = Buffer.from(text);
  const rows: string[][] = [];
  for (let at = 0; at < bytes.length; ) {
    const row = readRow(bytes, at, delimiter);
    rows.push(row.cells.map((cell) => textOf(bytes, cell)));
    at = row.next;
  }
  return rows;
}

test('reads what our own exports write, whatever stands in the cells', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('"', '""', 'a"b', ',', '\n', '\r\n', "'+44", 'ä€🎟', ''));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (rows) => {
      expect(parse(`${Papa.unparse(rows, { quotes: true, newline: '\r\n' })}\r\n`)).toEqual(rows);
    }),
  );
});

test('reads plain cells, other line ends and delimiters, and an unfinished end', () => {
  expect(parse('a,b\n1,2\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(parse('a,b\r1,"x"')).toEqual([
    ['a', 'b'],
    ['1', 'x'],
  ]);
  expect(parse('5" pipe,"cut\noff')).toEqual([['5" pipe', '"cut\noff']]);
  const bytes = Buffer.from('pass id;name 1;"phone,1"\n');
  expect(findDelimiter(bytes, 0)).toBe(';'.charCodeAt(0));
});

test('always comes to an end, whatever bytes a file has', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (some) => {
      const bytes = Buffer.from(some);
      const delimiter = findDelimiter(bytes, 0);
      let at = 0;
      while (at < bytes.length) {
        const { next } = readRow(bytes, at, delimiter);
        expect(next).toBeGreaterThan(at);
        at = next;
      }
    }),
  );
});
