import path from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { readWrongWords } from '../../../src-main/backups/event-contents';
import { migrate } from '../../../src-main/database/migrate';
import { isWrongInStore, makeInStore } from '../../../src-main/database/postgres/store-words';
import { integrityCheck } from '../../../src-main/database/quick-check';
import { type Database, openSqlite } from '../../../src-main/database/sqlite';
import { change } from '../../../src-main/database/transact';
import { checkWords, findByWords, hasWords, settleWords, tidyWords } from '../../../src-main/database/words/words';
import { temporaryFolder } from '../../support/box-office';
import { openTestStore } from '../../support/shared-stores';
import { run } from '../../support/test-database';

async function openFile() {
  const temporary = temporaryFolder();
  const opened = openSqlite(path.join(temporary.folder, 'epass.db'));
  await migrate(opened.db);
  return {
    db: opened.db,
    sqlite: opened.sqlite,
    isWrong: () => Promise.resolve(readWrongWords(opened.sqlite)),
    async [Symbol.asyncDispose]() {
      await opened.close();
      temporary[Symbol.dispose]();
    },
  };
}

async function openStore() {
  const store = await openTestStore();
  const isInvalid = sql`SELECT 1 FROM pg_index WHERE indrelid = to_regclass('pass_texts') AND NOT indisvalid`;
  return {
    ...store,
    isWrong: async () => (await isWrongInStore(store.db)) || (await isInvalid.execute(store.db)).rows.length > 0,
  };
}

const insert = (passId: string, text: string) => `
  INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text)
  VALUES ('${passId}', 'Guest', '', 'SINGLE', 500, 'CASH', '', '2026-11-28T10:00:00.000Z', 1, '${text.replaceAll("'", "''")}')`;
const texts = fc.string({ unit: fc.constantFrom(...'ab1+-qé中ि"\'% \n'), maxLength: 14 });
/** Below it and above it. */
const most = fc.constantFrom(1, 2, 100);
const statements = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), texts).map(([passId, text]) => insert(passId, text)),
  texts.map((text) => `UPDATE passes SET search_text = '${text.replaceAll("'", "''")}' WHERE pass_id IN ('a', 'c')`),
  fc.constantFrom(
    `UPDATE passes SET search_text = search_text || 'x', scanned_at = '2026-11-28T19:00:00.000Z'`,
    `UPDATE passes SET pass_id = 'e' WHERE pass_id = 'a'`,
    `UPDATE passes SET name1 = '', search_text = pass_id WHERE pass_id = 'b'`,
    `DELETE FROM passes WHERE pass_id = 'b'`,
    'DELETE FROM passes',
  ),
);

async function textsOf(db: Database): Promise<{ pass_id: string; search_text: string }[]> {
  return db.selectFrom('passes').select(['pass_id', 'search_text']).execute();
}

const SPOILING_FILE = [
  'DROP TRIGGER pass_words_insert',
  'DROP TRIGGER pass_words_update',
  'DROP TABLE pass_terms',
  'DROP TABLE pass_words',
  'DROP TABLE pass_texts',
  'DELETE FROM pass_texts',
  // As it was before the texts were kept.
  'ALTER TABLE pass_texts RENAME TO pass_numbers',
  `INSERT INTO pass_words (pass_words) VALUES ('delete-all')`,
] as const;
const SPOILING_STORE = [
  'DROP TRIGGER pass_texts_insert ON passes',
  'DROP TRIGGER pass_texts_update ON passes',
  'DROP INDEX pass_texts_words',
  'DROP INDEX pass_texts_pairs',
  'DROP INDEX pass_texts_names',
  // As where it was made while others wrote, and that went wrong.
  `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'pass_texts_pairs'::regclass`,
  'DROP TABLE pass_texts',
  'DELETE FROM pass_texts',
] as const;

describe.each([
  ['a file', openFile, SPOILING_FILE],
  ['a store', openStore, SPOILING_STORE],
] as const)('in %s', (_engine, open, spoiling) => {
  test('whatever statements write, every word in a text leads to its pass, and to none that is gone', async () => {
    await using office = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(statements, { maxLength: 10 }), texts, most, async (changes, other, most) => {
        await run(office.db, 'DELETE FROM passes');
        for (const one of changes) {
          // A pass that is there already is part of the game.
          await run(office.db, one).catch((error: unknown) => {
            if (!/constraint.*passes[._]/i.test(String(error))) throw error;
          });
        }
        expect(await office.isWrong()).toBe(false);
        const rows = await textsOf(office.db);
        const words = new Set([other, ...rows.map((row) => row.search_text)].flatMap(partsOf));
        for (const word of words) {
          const { passIds, isAll } = (await findByWords(office.db, [word], most)) ?? { passIds: [], isAll: true };
          const having = rows.filter((row) => row.search_text.includes(word)).map((row) => row.pass_id);
          if (isAll) {
            expect([word, rows, passIds]).toEqual([word, rows, expect.arrayContaining(having)]);
            expect(rows.map((row) => row.pass_id)).toEqual(expect.arrayContaining([...passIds]));
          } else {
            expect([word, rows, having]).toEqual([word, rows, expect.arrayContaining([...passIds])]);
            expect(new Set(passIds).size).toBe(most + 1);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test.each(spoiling)('after %s the index is made anew at the start', async (spoil) => {
    await using office = await open();
    await run(office.db, insert('a', 'asha'));
    await run(office.db, spoil);
    // Without its triggers or tables it is none, and nobody waits for what it has missed.
    await run(office.db, insert('b', 'ravi')).catch(() => undefined);
    const sold = (await textsOf(office.db)).length;
    await change(office.db, settleWords);
    expect(await idsOf(office.db, 'asha')).toEqual(['a']);
    expect(await idsOf(office.db, 'ravi')).toEqual(sold === 2 ? ['b'] : []);
    await run(office.db, insert('c', 'meera'));
    expect(await idsOf(office.db, 'meera')).toEqual(['c']);
    expect(await office.isWrong()).toBe(false);
    await expect(run(office.db, 'SELECT 1 FROM pass_numbers')).rejects.toThrow('pass_numbers');
  });

  test('an index that was found wrong is let be, and searches do without it', async () => {
    await using office = await open();
    await run(office.db, insert('a', 'asha'));
    expect(await checkWords(office.db, false)).toBe(false);
    await run(office.db, 'DELETE FROM pass_texts');
    expect(await checkWords(office.db, true)).toBe(true);
    expect(await hasWords(office.db)).toBe(false);
    expect(await findByWords(office.db, ['asha'], 9)).toBeNull();
    await run(office.db, insert('b', 'ravi'));
    // Nothing of it outlasts an erasure either.
    await tidyWords(office.db);
    await expect(run(office.db, 'SELECT 1 FROM pass_texts')).rejects.toThrow('pass_texts');
    await change(office.db, settleWords);
    expect((await idsOf(office.db, 'a'))?.toSorted()).toEqual(['a', 'b']);
  });
});

async function idsOf(db: Database, word: string): Promise<readonly string[] | undefined> {
  return (await findByWords(db, [word], 9))?.passIds;
}

/** All beginnings and middles of a text, of up to twelve letters. */
function partsOf(text: string): string[] {
  const letters = Array.from(text);
  return letters.flatMap((_, from) =>
    [1, 2, 3, 5, 12].map((length) => letters.slice(from, from + length).join('')).filter((part) => part.trim() !== ''),
  );
}

test('where more passes have the letters of a word than are looked at, nobody says that those are all', async () => {
  await using office = await openFile();
  await run(office.db, insert('z', 'abcd'));
  await run(
    office.db,
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50001)
    INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text)
    SELECT 'P' || n, 'Guest', '', 'SINGLE', 500, 'CASH', '', '2026-11-28T10:00:00.000Z', 1, 'bcd abc' FROM numbers`,
  );
  expect(await findByWords(office.db, ['abcd'], 2)).toEqual({ passIds: ['z'], isAll: false });
  await run(office.db, `DELETE FROM passes WHERE pass_id IN ('P1', 'P2', 'P3')`);
  expect(await findByWords(office.db, ['abcd'], 2)).toEqual({ passIds: ['z'], isAll: true });
});

test.each([
  `DELETE FROM pass_texts WHERE pass_id = 'a'`,
  `INSERT INTO pass_texts (pass_id, search_text) VALUES ('z', 'nobody')`,
  `UPDATE pass_texts SET search_text = 'aisha' WHERE pass_id = 'a'`,
])('in a copy of a file, %s is found', async (statement) => {
  await using office = await openFile();
  for (const [passId, text] of Object.entries({ a: 'asha', b: 'ravi' })) await run(office.db, insert(passId, text));
  expect(readWrongWords(office.sqlite)).toBe(false);
  await run(office.db, statement);
  expect(readWrongWords(office.sqlite)).toBe(true);
});

test('a damaged index neither stops a sale nor hides a pass, and is made anew at the start', async () => {
  await using office = await openFile();
  await run(office.db, insert('a', 'asha'));
  office.sqlite.unsafeMode(true);
  office.sqlite.exec('DELETE FROM pass_words_data');
  office.sqlite.unsafeMode(false);
  expect(readWrongWords(office.sqlite)).toBe(true);
  expect(integrityCheck(office.sqlite)).toBe('ok');

  expect(await findByWords(office.db, ['asha'], 9)).toBeNull();
  await change(office.db, (within) => run(within, insert('b', 'ravi')));
  expect((await textsOf(office.db)).map(({ pass_id }) => pass_id)).toEqual(['a', 'b']);

  await change(office.db, settleWords);
  expect(readWrongWords(office.sqlite)).toBe(false);
  expect(await idsOf(office.db, 'asha')).toEqual(['a']);
  expect(await idsOf(office.db, 'ravi')).toEqual(['b']);
});

test('a server that has no index for letters is searched without one', async () => {
  await using store = await openTestStore();
  await run(store.db, 'DROP TABLE pass_texts; DROP FUNCTION epass_pass_texts() CASCADE; DROP EXTENSION pg_trgm');
  await sql`CREATE SCHEMA elsewhere`.execute(store.db);
  await sql`CREATE EXTENSION pg_trgm SCHEMA elsewhere`.execute(store.db);
  await change(store.db, settleWords);
  expect(await hasWords(store.db)).toBe(false);
  await run(store.db, insert('a', 'asha'));
  expect(await findByWords(store.db, ['asha'], 9)).toBeNull();

  await run(store.db, 'DROP EXTENSION pg_trgm');
  await change(store.db, settleWords);
  expect(await idsOf(store.db, 'asha')).toEqual(['a']);
  expect(await isWrongInStore(store.db)).toBe(false);
});

test('a store whose index takes longer than a statement may is brought up to date without one', async () => {
  await using store = await openTestStore();
  await run(store.db, insert('a', 'asha'));
  await run(store.db, 'DROP TABLE pass_texts');
  await change(store.db, async (within) => {
    await sql`CREATE FUNCTION slow(text) RETURNS text LANGUAGE sql AS 'SELECT $1 FROM pg_sleep(9)'`.execute(within);
    await sql`ALTER TABLE passes RENAME TO all_passes`.execute(within);
    await sql`CREATE VIEW passes AS SELECT pass_id, slow(search_text) AS search_text FROM all_passes`.execute(within);
    await sql`SET LOCAL statement_timeout = 300`.execute(within);
    await makeInStore(within);
    const { rows } = await sql`SELECT to_regclass('pass_texts') AS made`.execute(within);
    expect(rows).toEqual([{ made: null }]);
  });
});
