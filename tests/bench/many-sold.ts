import { type Kysely, sql } from 'kysely';
import { engineOf } from '../../src-main/database/engine';
import { FIGURE_TRIGGERS } from '../../src-main/database/figures/figure-triggers';
import { up as makeLists } from '../../src-main/database/migrations/0008-lists';
import { up as makePages } from '../../src-main/database/migrations/0009-pages';
import { FIGURE_TRIGGERS as FIGURE_TRIGGERS_OF_STORE } from '../../src-main/database/postgres/figure-triggers';
import { STORE_WORDS } from '../../src-main/database/postgres/store-words';
import type { Database } from '../../src-main/database/sqlite';
import { FILE_WORDS } from '../../src-main/database/words/file-words';

/** A prime each, so that all of them meet. */
const FIRST_NAMES = 97;
const LAST_NAMES = 89;
const SYLLABLES = [...'bdfghjklmnprstvy'].flatMap((one) => [...'aeiou'].map((other) => one + other));

/** Names that nobody has to type: three syllables, each in some names. */
export const NAMES = Array.from({ length: FIRST_NAMES }, (_, number) => ({
  first: nameOf(number * 7 + 3),
  last: nameOf(number * 11 + 29),
}));

function nameOf(seed: number): string {
  return [seed, seed * 13 + 5, seed * 29 + 17].map((one) => SYLLABLES[one % SYLLABLES.length]).join('');
}

/** Takes away what migrations 8 and 9 and the figures keep with every pass. */
export async function withoutLists(db: Database): Promise<void> {
  const isFile = engineOf(db) === 'sqlite';
  const [words, figures] = isFile ? [FILE_WORDS, FIGURE_TRIGGERS] : [STORE_WORDS, FIGURE_TRIGGERS_OF_STORE];
  const indexes = ['kind', 'cancelled', 'name', 'amount', 'to_come'].map((name) => `DROP INDEX passes_${name}`);
  for (const statement of [...words.drop, ...figures.drop, ...indexes]) await sql.raw(statement).execute(db);
}

/** What migrations 8 and 9 do to passes that there are. */
export async function makeListIndexes(db: Database): Promise<void> {
  await makeLists(db as unknown as Kysely<unknown>);
  await makePages(db as unknown as Kysely<unknown>);
}

/** Of one statement, which a store has half a minute for. */
const AT_ONCE = 100_000;

/** Sells very many passes at once: on 15 days, to people of whom many share a name, a third of them inside by now. */
export async function sellMany(db: Database, passes: number): Promise<void> {
  const statements = [
    'CREATE TABLE bench_names (number bigint PRIMARY KEY, first text, last text)',
    ...NAMES.map(({ first, last }, number) => `INSERT INTO bench_names VALUES (${number}, '${first}', '${last}')`),
    `INSERT INTO pass_types (code, label, price, admits, on_sale, position) VALUES
      ('SINGLE', 'Single', 500, 1, 1, 0), ('COUPLE', 'Couple', 900, 2, 1, 1), ('VIP', 'VIP', 2500, 1, 1, 2)
      ON CONFLICT (code) DO NOTHING`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (let from = 1; from <= passes; from += AT_ONCE) {
    await sql.raw(partOf(db, passes, from, Math.min(passes, from + AT_ONCE - 1))).execute(db);
  }
}

/** @param from,to the numbers of the first and the last pass of this part */
function partOf(db: Database, passes: number, from: number, to: number): string {
  return `WITH RECURSIVE numbers (n) AS (SELECT CAST(${from} AS bigint) UNION ALL SELECT n + 1 FROM numbers WHERE n < ${to})
    INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, sold_by,
      search_text, scanned_at, scanned_by, cancelled_at)
    SELECT id, name, phone, kind, 500 + (n % 7) * 100, CASE WHEN n % 5 = 0 THEN 'ONLINE' ELSE 'CASH' END, '', at,
      CASE kind WHEN 'COUPLE' THEN 2 ELSE 1 END, 'seller' || (n % 5), name || char_10 || phone || char_10 || id,
      CASE WHEN n % 3 = 1 THEN '2026-11-28T19:' || (10 + n % 50) || ':00.000Z' END,
      CASE WHEN n % 3 = 1 THEN 'gate1' END, CASE WHEN n % 51 = 2 THEN '2026-11-27T19:00:00.000Z' END
    FROM (
      SELECT n, ${ID} AS id, first.first || ' ' || last.last AS name, ${newline(db)} AS char_10,
        '+9198' || (10000000 + (n * 7919) % 89999999) AS phone,
        CASE WHEN n % 100 = 7 THEN 'VIP' WHEN n % 3 = 0 THEN 'COUPLE' ELSE 'SINGLE' END AS kind,
        '2026-11-' || (10 + (n * 15) / ${passes + 1}) || 'T1' || ((n / 3600) % 10) || ':' || (10 + (n / 60) % 50)
          || ':' || (10 + n % 50) || '.' || (100 + n % 900) || 'Z' AS at
      FROM numbers
      JOIN bench_names AS first ON first.number = (n * 31) % ${FIRST_NAMES}
      JOIN bench_names AS last ON last.number = (n * 17) % ${LAST_NAMES}
    ) AS sold`;
}

/** In the form of a UUID, and in no order. */
const ID = `(10000000 + (n * 48271) % 89999999) || '-' || (1000 + n % 9000) || '-4' || (100 + n % 900) || '-8'
  || (100 + (n * 17) % 900) || '-' || (100000000000 + n)`;

function newline(db: Database): string {
  return engineOf(db) === 'sqlite' ? 'char(10)' : 'chr(10)';
}
