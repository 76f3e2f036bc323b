import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readWrongFigures } from '../../../src-main/backups/event-contents';
import { JOURNALED_TABLES } from '../../../src-main/journal/capture';
import { openJournalStore, replayed } from './journal-store';

const TEXTS = ['', 'a', 'b', "O'Brien", 'x"y\\z\n', 'naïve ☃', 'nul\u0000in it', '9007199254740993'];
const NUMBERS = [0, 1, 2, 549, 4_294_967_296];
/** Columns that only take certain values. */
const CERTAIN: Readonly<Record<string, readonly (string | number | null)[]>> = {
  pass_type: ['SINGLE', 'COUPLE'],
  code: ['SINGLE', 'COUPLE', 'VIP'],
  payment_mode: ['CASH', 'ONLINE'],
  outcome: ['invalid', 'not-found', 'already-used', 'cancelled'],
  people: [0],
  decision: [null],
  settled_at: [null],
  role: ['administrator', 'seller', 'gate'],
  source: ['made', 'imported'],
  is_current: [0, 1],
  on_sale: [0, 1],
  by_hand: [0, 1],
  reason: ['person', 'retention'],
  scanned_at: [null, null, '2026-11-28T19:00:00.000Z'],
  cancelled_at: [null, null, '2026-11-28T18:00:00.000Z'],
  holder_key: [null, 'asha|1', 'ravi|2'],
  reference_key: [null, 'upi1', 'upi2'],
  sale_id: [null, 'sale 1', 'sale 2'],
};
/** Few keys, so that the same rows are met again and again. */
const KEYS = ['k1', 'k2', 'k3', 'k4'];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
  readonly notnull: 0 | 1;
}

const write = fc.record({
  // Most of what happens at an event happens to these.
  table: fc.constantFrom(...JOURNALED_TABLES, 'passes', 'passes', 'passes', 'passes', 'scans', 'scans', 'settings'),
  kind: fc.constantFrom('insert', 'insert', 'insert', 'replace', 'upsert', 'update', 'update', 'move', 'delete', 'all'),
  picks: fc.array(fc.nat(1_000), { minLength: 30, maxLength: 30 }),
});
type Write = typeof write extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('alone' as const), write }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('transaction' as const, 'rollback' as const),
      writes: fc.array(write, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('snapshot' as const, 'segment' as const) }) },
);

test('whatever was written, the journal brings every earlier copy to the same rows, and figures stand for the rows', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      await using store = await openJournalStore();
      const columns = new Map(
        JOURNALED_TABLES.map((table) => [table, store.storage.handle.pragma(`table_info(${table})`) as Column[]]),
      );
      const statementOf = (one: Write) => toStatement(one, columns.get(one.table) ?? []);
      const copies = [store.snapshot()];

      for (const one of steps) {
        if (one.kind === 'snapshot') copies.push(store.snapshot());
        else if (one.kind === 'segment') await store.journal.startSegment();
        else if ('write' in one) await tolerate(statementOf(one.write).execute(store.db));
        else if ('writes' in one) {
          const work = store.db.transaction().execute(async (within) => {
            for (const each of one.writes) await tolerate(statementOf(each).execute(within));
            if (one.kind === 'rollback') throw new RolledBack();
          });
          await tolerate(work);
        }
      }

      await store.journal.settle();
      const rows = store.rows();
      expect(readWrongFigures(store.storage.handle)).toEqual([]);
      const sequence = store.journal.sequence();
      await store.close();
      for (const copy of copies) {
        const result = replayed(copy, [store.folder]);
        expect(result.rows).toEqual(rows);
        expect(result.wrongFigures).toEqual([]);
        expect(result).toMatchObject({ state: sequence === 0 ? 'none' : 'complete', last: sequence });
      }
    }),
    { numRuns: 25 },
  );
});

class RolledBack extends Error {}

/** A constraint that refuses a write is part of the game. */
async function tolerate(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!(error instanceof RolledBack) && !code.startsWith('SQLITE_CONSTRAINT')) throw error;
  }
}

function toStatement({ table, kind, picks }: Write, columns: readonly Column[]) {
  const valueOf = (column: Column, at: number) => sql.val(pick(column, picks[at % picks.length] ?? 0));
  const key = columns.filter(({ pk }) => pk > 0);
  const rest = columns.filter(({ pk }) => pk === 0);
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const values = sql.join(columns.map(valueOf));
  const sets = (some: readonly Column[], offset: number) =>
    sql.join(some.map((column, index) => sql`${sql.ref(column.name)} = ${valueOf(column, index + offset)}`));
  const some = rest.filter((_, index) => (picks[index] ?? 0) % 3 === 0);
  const changed = some.length > 0 ? some : rest.slice(0, 1);
  const where = sql.join(
    key.map((column) => sql`${sql.ref(column.name)} = ${valueOf(column, 29)}`),
    sql` AND `,
  );
  const into = sql`INTO ${sql.table(table)} (${names}) VALUES (${values})`;
  switch (kind) {
    case 'insert':
      return sql`INSERT ${into}`;
    case 'replace':
      return sql`INSERT OR REPLACE ${into}`;
    case 'upsert':
      return sql`INSERT ${into} ON CONFLICT (${sql.join(key.map(({ name }) => sql.ref(name)))}) DO UPDATE SET ${sets(changed, 7)}`;
    case 'update':
      return sql`UPDATE ${sql.table(table)} SET ${sets(changed, 3)} WHERE ${where}`;
    case 'move':
      return sql`UPDATE ${sql.table(table)} SET ${sets([...key, ...changed], 5)} WHERE ${where}`;
    case 'all':
      return sql`UPDATE ${sql.table(table)} SET ${sets(changed, 11)}`;
    case 'delete':
      return sql`DELETE FROM ${sql.table(table)} WHERE ${where}`;
  }
}

function pick({ name, type, pk, notnull }: Column, at: number): string | number | Buffer | null {
  const certain = CERTAIN[name];
  if (certain) return certain[at % certain.length] ?? null;
  if (type === 'INTEGER') return NUMBERS[at % NUMBERS.length] ?? 0;
  if (pk > 0 || ['pass_id', 'scan_id', 'token_hash', 'rejoin_hash'].includes(name)) return KEYS[at % KEYS.length] ?? '';
  // Bytes and REALs, as an early file may have them.
  if (name === 'display_name' && at % 5 === 0) return Buffer.from([0, 255, at % 256]);
  if (notnull === 0 && at % 4 === 0) return null;
  return TEXTS[at % TEXTS.length] ?? '';
}
