import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ON_BOTH_ENGINES, ON_ONE_ENGINE } from '../support/engines';

const repository = path.resolve(import.meta.dirname, '../..');
/** Whatever opens an event, for a test or for one of its helpers. */
const OPENERS =
  /\b(open(?:Test|Ready|Staffed|Demo|Kept)?Office|openBoxOffice|open(?:Privacy|Test)?Store|openTestDatabase|openSqlite|joinStore|makeDatabase)\(/;
/** Where they are made: a test that uses one of them names it. */
const MADE_IN = ['box-office', 'passes-store', 'test-database', 'shared-stores'].map(
  (name) => `tests/support/${name}.ts`,
);

const found = (patterns: readonly string[]) =>
  new Set(patterns.flatMap((pattern) => globSync(pattern, { cwd: repository })));
const read = (file: string) => readFileSync(path.join(repository, file), 'utf8');

function helpersOf(file: string): string[] {
  return [...read(file).matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']+)'/gm)]
    .map(([, from = '']) => path.join(path.dirname(file), `${from}.ts`))
    .filter((helper) => helper.startsWith('tests/') && existsSync(path.join(repository, helper)))
    .filter((helper) => !MADE_IN.includes(helper));
}

function opensEvent(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  return OPENERS.test(read(file)) || helpersOf(file).some((helper) => opensEvent(helper, seen));
}

test('every test that opens an event runs on both engines, or says why not', () => {
  const listed = found([...ON_BOTH_ENGINES, ...ON_ONE_ENGINE]);
  const opening = globSync('tests/src-main/**/*.test.ts', { cwd: repository }).filter((file) => opensEvent(file));
  expect(opening.length).toBeGreaterThan(80);
  expect(opening.filter((file) => !listed.has(file))).toEqual([]);
});

test.each([...ON_BOTH_ENGINES, ...ON_ONE_ENGINE])('there are tests called %s', (pattern) => {
  expect(found([pattern]).size).toBeGreaterThan(0);
});
