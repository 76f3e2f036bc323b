import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');
const table = readFileSync(resolve(repository, 'SECURITY.md'), 'utf8');

/** Every row that names a test, as its key, the file and the words that the test has in its name. */
const rows = [...table.matchAll(/^\| (?:([\dF]+) \| )?[^|]+ \| `(tests\/[^`]+)`: ([^|]+?) \|$/gm)].map(
  ([, key = '', file = '', words = '']) => ({ key, file, words }),
);

test('the table has all twenty items and nine fuses', () => {
  const keys = new Set(rows.map(({ key }) => key).filter((key) => key !== ''));
  // Item 19 is the fuses themselves.
  const items = Array.from({ length: 20 }, (_, index) => String(index + 1)).filter((item) => item !== '19');
  expect(keys).toEqual(new Set([...items, ...Array.from({ length: 9 }, (_, index) => `F${index + 1}`)]));
  expect(table).toMatch(/^\| 19 \| Fuses \| the nine below \|$/m);
});

test.each(rows)('$file has a test of these words: $words', ({ file, words }) => {
  expect(existsSync(resolve(repository, file))).toBe(true);
  // In the name of a test, or in that of a case of one.
  const strings = readFileSync(resolve(repository, file), 'utf8').matchAll(/(['"`])((?:(?!\1).)*)\1/g);
  expect([...strings].some(([, , text]) => text?.includes(words))).toBe(true);
});
