import path from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { FIGURE_TRIGGERS } from '../../../../src-main/database/figures/figure-triggers';
import { findWrongFigures, mendFigures } from '../../../../src-main/database/figures/figures';
import { migrate } from '../../../../src-main/database/migrate';
import { FIGURE_TRIGGERS as TRIGGERS_OF_STORE } from '../../../../src-main/database/postgres/figure-triggers';
import { type Database, openSqlite } from '../../../../src-main/database/sqlite';
import { together } from '../../../../src-main/database/transact';
import { temporaryFolder } from '../../../support/box-office';
import { joinStore, openTestStore } from '../../../support/shared-stores';
import { fixtureFile, openUpgraded } from '../earlier-file';

async function openFile() {
  const temporary = temporaryFolder();
  const { db, close } = openSqlite(path.join(temporary.folder, 'epass.db'));
  await migrate(db);
  return {
    db,
    async [Symbol.asyncDispose]() {
      await close();
      temporary[Symbol.dispose]();
    },
  };
}

async function run(db: Database, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const PASSES = 24;
/** Passes of several kinds, some of them admitted or cancelled, in one statement. */
const SELL = `
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${PASSES})
  INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, sold_by,
    search_text, scanned_at, cancelled_at)
  SELECT 'p' || n, 'Guest', '', CASE WHEN n % 3 = 0 THEN 'COUPLE' ELSE 'SINGLE' END, 500 + n,
    CASE WHEN n % 4 = 0 THEN 'ONLINE' ELSE 'CASH' END, '', '2026-11-28T1' || n % 10 || ':' || 10 + n || ':00.000Z', 1 + n % 2,
    CASE WHEN n % 5 = 0 THEN NULL ELSE 'seller' || n % 2 END, 'guest',
    CASE WHEN n % 6 = 1 THEN '2026-11-28T19:' || 10 + n || ':00.000Z' END,
    CASE WHEN n % 6 = 2 THEN '2026-11-28T19:00:00.000Z' END
  FROM numbers`;
const SCAN = `
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 24)
  INSERT INTO scans (scan_id, pass_id, code_digest, outcome, at, scanned_by, people, desk, recorded_at)
  SELECT 's' || n, CASE WHEN n % 2 = 0 THEN 'p' || n END, '', CASE WHEN n % 2 = 0 THEN 'admitted' ELSE 'invalid' END,
    '2026-11-28T19:' || 10 + n || ':30.000Z', 'gate1', CASE WHEN n % 2 = 0 THEN 2 ELSE 0 END,
    CASE WHEN n % 3 > 0 THEN 'Gate ' || n % 3 END, CASE WHEN n % 5 = 0 THEN '2026-11-28T18:59:00.000Z' END
  FROM numbers`;
const CHANGES = [
  SELL.replace(`'p' || n`, `'q' || n`),
  `UPDATE passes SET scanned_at = '2026-11-28T19:00:00.000Z' WHERE pass_type = 'COUPLE' AND cancelled_at IS NULL`,
  `UPDATE passes SET scanned_at = '2026-11-28T19:59:00.000Z', scanned_by = 'gate1' WHERE scanned_at IS NULL AND cancelled_at IS NULL`,
  `UPDATE passes SET cancelled_at = '2026-11-28T19:00:00.000Z' WHERE scanned_at IS NULL AND sold_by = 'seller0'`,
  `UPDATE passes SET scanned_at = NULL, cancelled_at = '2026-11-28T19:00:00.000Z' WHERE payment_mode = 'ONLINE'`,
  `UPDATE passes SET cancelled_at = NULL, scanned_at = '2026-11-28T20:46:00.000Z' WHERE payment_mode = 'ONLINE'`,
  `UPDATE passes SET sold_by = NULL WHERE sold_by = 'seller1'`,
  `UPDATE passes SET sold_by = 'seller1' WHERE sold_by IS NULL`,
  `UPDATE passes SET scanned_at = '2026-11-28T20:31:00.000Z' WHERE scanned_at IS NOT NULL`,
  `UPDATE passes SET scanned_at = NULL, amount = amount + 1`,
  `UPDATE passes SET created_at = '2026-11-27T23:59:59.999Z', admits = 3 WHERE pass_type = 'SINGLE'`,
  `UPDATE passes SET name1 = '', search_text = ''`,
  `DELETE FROM passes WHERE sold_by IS NULL AND pass_id NOT IN (SELECT pass_id FROM scans WHERE pass_id IS NOT NULL)`,
  SCAN,
  `DELETE FROM scans WHERE desk IS NULL`,
  `DELETE FROM scans`,
  `UPDATE scans SET at = '2026-11-28T18:00:00.000Z' WHERE desk = 'Gate 1'`,
  `UPDATE scans SET recorded_at = '2026-11-28T21:00:00.000Z' WHERE desk = 'Gate 2'`,
  `UPDATE scans SET desk = 'Gate 9', people = people * 2`,
] as const;

describe.each([
  ['a file', openFile, FIGURE_TRIGGERS],
  ['a store', openTestStore, TRIGGERS_OF_STORE],
] as const)('in %s', (_engine, open, triggers) => {
  test('whatever statements write, the figures stand for the rows', async () => {
    await using office = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...CHANGES), { maxLength: 12 }), async (changes) => {
        await run(office.db, 'DELETE FROM scans', 'DELETE FROM passes', SELL);
        for (const change of changes) {
          // A row that is there already, or that others refer to, is part of the game.
          await run(office.db, change).catch((error: unknown) => {
            if (!/constraint/i.test(String(error))) throw error;
          });
          expect([change, await findWrongFigures(office.db)]).toEqual([change, []]);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('what is not committed is in no figure', async () => {
    await using office = await open();
    await run(office.db, SELL);
    const failing = office.db.transaction().execute(async (within) => {
      await run(within, SCAN, `UPDATE passes SET scanned_at = NULL, amount = 1`);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await findWrongFigures(office.db)).toEqual([]);
  });

  test('without any of the triggers the figures are wrong, which is found and mended', async () => {
    for (const dropped of triggers.drop.filter((statement) => statement.startsWith('DROP TRIGGER'))) {
      await using office = await open();
      await run(office.db, SELL, SCAN, dropped, CHANGES[0], CHANGES[2], CHANGES[9]);
      await run(
        office.db,
        `INSERT INTO scans (scan_id, code_digest, outcome, at, scanned_by, people)
        VALUES ('new', '', 'invalid', '2026-11-28T22:00:00.000Z', 'gate1', 0)`,
      );
      await run(office.db, `UPDATE scans SET desk = 'Gate 3'`, `DELETE FROM scans WHERE desk = 'Gate 3'`);
      await run(office.db, 'DELETE FROM passes');
      await run(office.db, SELL);
      expect([dropped, await findWrongFigures(office.db)]).not.toEqual([dropped, []]);
      expect(await mendFigures(office.db, ['pass_figures'])).not.toEqual([]);
      expect(await findWrongFigures(office.db)).toEqual([]);
      await run(office.db, SCAN, `UPDATE passes SET amount = 1`, 'DELETE FROM scans', 'DELETE FROM passes');
      expect(await mendFigures(office.db, ['pass_figures'])).toEqual([]);
    }
  });
});

test('a file of the earlier web application gets figures of the passes that it brings along', async () => {
  using file = fixtureFile();
  await using office = await openUpgraded(file.file);
  expect(await findWrongFigures(office.db)).toEqual([]);
  const { passes, amount } = await office.db
    .selectFrom('pass_figures')
    .select(({ fn }) => [fn.sum<number>('sold_passes').as('passes'), fn.sum<number>('sold_amount').as('amount')])
    .executeTakeFirstOrThrow();
  expect([passes, amount]).toEqual([40, 27_810]);
});

test('desks that write to a store at the same time wait for nobody, and none of them is forgotten', async () => {
  await using store = await openTestStore();
  const other = await joinStore(store.url);
  await run(store.db, SELL.replace("'p' || n", "'a' || n"), SELL.replace("'p' || n", "'b' || n"));
  const scan = (db: Database, letter: string) => run(db, SCAN.replaceAll(/'([sp])' \|\| n/g, `'${letter}' || n`));
  await together(store.db, async (within) => {
    await scan(within, 'a');
    // The very same gates and minutes, committed before the other one is.
    await together(other.db, (meanwhile) => scan(meanwhile, 'b'));
  });
  expect(await findWrongFigures(store.db)).toEqual([]);
  const { slots } = await store.db
    .selectFrom('scan_figures')
    .select(({ fn }) => fn.count<number>('slot').distinct().as('slots'))
    .executeTakeFirstOrThrow();
  expect(slots).toBe(2);
  await other.close();
});
