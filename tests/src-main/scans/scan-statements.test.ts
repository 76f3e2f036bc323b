import { expect, test } from 'vitest';
import { SCAN_STATEMENTS } from '../../../src-main/database/scan-statements';
import { openDoor } from './door';

/** What SQLite says it would do, line by line. */
async function planOf(statement: string, analysed: boolean): Promise<string[]> {
  await using door = await openDoor();
  await door.scan({ passId: await door.sell() });
  door.sqlite.exec(`
    WITH RECURSIVE numbers (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM numbers LIMIT 500)
    INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text)
    SELECT 'P' || value, '', '', 'SINGLE', 549, 'CASH', '', '2026-01-01T00:00:00.000Z', 1, '' FROM numbers;
    INSERT INTO scans (scan_id, pass_id, code_digest, outcome, at, scanned_by, people)
    SELECT 'S' || pass_id, pass_id, '', 'already-used', '', '', 0 FROM passes`);
  if (analysed) door.sqlite.exec('ANALYZE');
  return door.sqlite
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement}`)
    .all(...Array.from(statement.matchAll(/\?/g), () => '[]'))
    .map(({ detail }) => detail);
}

test.each(['LOG', 'RAISE'] as const)('%s goes through nothing but what it is given', async (name) => {
  const [first, ...others] = await planOf(SCAN_STATEMENTS[name], true);
  expect(first).toMatch(/^SCAN json_each VIRTUAL TABLE/);
  expect(others.filter((line) => !line.startsWith('SEARCH collisions USING COVERING INDEX'))).toEqual([]);
});

test.each([
  ['KNOWN_SCANS', ['SEARCH scans']],
  ['ADMIT', ['SEARCH passes']],
  ['SCANNED_PASSES', ['SEARCH passes', 'SEARCH admission']],
] as const)('%s looks up what is asked for and goes through no large table', async (name, searches) => {
  for (const analysed of [false, true]) {
    const [first, ...others] = await planOf(SCAN_STATEMENTS[name], analysed);
    expect(first).toMatch(/^SCAN asked VIRTUAL TABLE/);
    const lookUps = others.filter((line) => !/^(SCAN|SEARCH) (pass_types|admins)/.test(line));
    expect(lookUps.map((line) => line.replace(/ USING INDEX \w+ \((pass_id|scan_id)=\?\).*$/, ''))).toEqual(searches);
  }
});
