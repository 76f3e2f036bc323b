import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { settleNumbers } from '../database/postgres/numbers.ts';
import type { Database } from '../database/sqlite';
import type { Tables } from '../database/tables';
import { changeOnce, snapshot } from '../database/transact.ts';

/**
 * What an event is, in an order in which every row finds those that it refers to, each with the column by which it is
 * gone through. Figures are added up anew where the rows arrive; the journal and the desks belong to where they are.
 */
const MOVED = {
  pass_types: 'code',
  admins: 'username',
  signing_keys: 'key_id',
  imports: 'import_id',
  passes: 'pass_id',
  devices: 'device_id',
  scans: 'sequence',
  collisions: 'scan_id',
  erasures: 'erasure_id',
  settings: 'name',
} as const satisfies Partial<Record<keyof Tables, string>>;
type MovedTable = keyof typeof MOVED;
const TABLES = Object.keys(MOVED) as MovedTable[];

const ROWS_AT_ONCE = 500;

/** How many rows of each kind were moved. */
export type Counts = Readonly<Record<MovedTable, number>>;

/** What arrived is not what was sent: nothing of it was kept. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

/**
 * Makes one event what another one is, whichever engines they are in, at one moment of it. What was there before is
 * gone. All of it or nothing, and read back and compared before it counts.
 * @param onProgress from 0 to 1
 * @throws CopyError
 */
export function copyEvent(from: Database, to: Database, onProgress: (done: number) => void): Promise<Counts> {
  return snapshot(from, async (source) => {
    const total = await countAll(source);
    const whole = TABLES.reduce((sum, table) => sum + total[table], 0);
    let done = 0;
    const advance = (rows: number) => {
      done += rows;
      // Written once, and read once more on both sides.
      onProgress(whole === 0 ? 1 : done / (2 * whole));
    };
    return changeOnce(to, async (target) => {
      for (const table of TABLES.toReversed()) await anyTable(target).deleteFrom(table).execute();
      for (const table of TABLES) await copyTable(source, target, table, advance);
      await settleNumbers(target);
      for (const table of TABLES) await compare(source, target, table, advance);
      return total;
    });
  });
}

async function copyTable(source: Database, target: Database, table: MovedTable, advance: (rows: number) => void) {
  for await (const rows of pages(source, table)) {
    await anyTable(target).insertInto(table).values(rows).execute();
    advance(rows.length);
  }
}

async function compare(source: Database, target: Database, table: MovedTable, advance: (rows: number) => void) {
  const sent = await digestOf(source, table, advance);
  const arrived = await digestOf(target, table, () => undefined);
  if (sent !== arrived) throw new CopyError(`${table} did not arrive as they were sent`);
}

async function digestOf(db: Database, table: MovedTable, advance: (rows: number) => void): Promise<string> {
  const digest = createHash('sha256');
  for await (const rows of pages(db, table)) {
    for (const row of rows) digest.update(JSON.stringify(Object.entries(row).sort(byName)));
    advance(rows.length);
  }
  return digest.digest('hex');
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

async function* pages(db: Database, table: MovedTable) {
  const key = MOVED[table];
  let last: unknown = null;
  for (;;) {
    const rows = await anyTable(db)
      .selectFrom(table)
      .selectAll()
      .$if(last !== null, (query) => query.where(key, '>', last))
      .orderBy(key)
      .limit(ROWS_AT_ONCE)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    last = rows.at(-1)?.[key];
  }
}

async function countAll(db: Database): Promise<Counts> {
  const counts: Partial<Record<MovedTable, number>> = {};
  for (const table of TABLES) {
    const { rows } = await sql<{ rows: number }>`SELECT count(*) AS rows FROM ${sql.table(table)}`.execute(db);
    counts[table] = Number(rows[0]?.rows ?? 0);
  }
  return counts as Counts;
}

/** Rows of whichever table, which are moved as they are. */
function anyTable(db: Database): Kysely<Record<string, Record<string, unknown>>> {
  return db as unknown as Kysely<Record<string, Record<string, unknown>>>;
}
