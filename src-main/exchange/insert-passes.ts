import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import { jsonList } from '../database/json-list';
import type { Database } from '../database/sqlite';
import type { PassRow, ScanRow } from '../database/tables';

const ROWS_A_STATEMENT = 250;

/** In this order the values of a row go into its JSON. Every column of the table must be among them. */
const COLUMNS = Object.keys({
  pass_id: true,
  name1: true,
  phone1: true,
  name2: true,
  phone2: true,
  pass_type: true,
  amount: true,
  payment_mode: true,
  txn_info: true,
  timing: true,
  created_at: true,
  scanned_at: true,
  scanned_by: true,
  admits: true,
  sold_by: true,
  sale_id: true,
  holder_key: true,
  reference_key: true,
  search_text: true,
  cancelled_at: true,
  cancelled_by: true,
  erased_at: true,
} satisfies Record<keyof PassRow, true>) as (keyof PassRow)[];

const columns = sql.join(COLUMNS.map((column) => sql.ref(column)));
const NUMBERS: readonly (keyof PassRow)[] = ['amount', 'admits'];
const values = sql.join(
  COLUMNS.map((column, index) => {
    const value = sql`value ->> ${sql.lit(index)}`;
    return NUMBERS.includes(column) ? sql`CAST(${value} AS bigint)` : value;
  }),
);

/**
 * Writes many passes, and for those that were admitted elsewhere the row in the scan log that keeps them from admitting
 * again. A list goes in as one JSON text. Between two lists other work of this process gets its turn; in a file nothing else
 * is written, because the transaction keeps the connection.
 * @param admittedBy stands in the log where a file does not say who let the pass in
 */
export async function insertPasses(within: Database, passes: readonly PassRow[], admittedBy: string): Promise<void> {
  for (let from = 0; from < passes.length; from += ROWS_A_STATEMENT) {
    const list = passes.slice(from, from + ROWS_A_STATEMENT);
    const json = JSON.stringify(list.map((pass) => COLUMNS.map((column) => pass[column])));
    await sql`INSERT INTO passes (${columns}) SELECT ${values} FROM ${jsonList(within, json)}`.execute(within);
    const admissions = list.flatMap((pass) => toAdmission(pass, admittedBy));
    for (const admission of admissions) await within.insertInto('scans').values(admission).execute();
    await breathe();
  }
}

function toAdmission(pass: PassRow, admittedBy: string): Omit<ScanRow, 'sequence'>[] {
  if (pass.scanned_at === null) return [];
  return [
    {
      scan_id: `imported-${pass.pass_id}`,
      pass_id: pass.pass_id,
      code_digest: '',
      outcome: 'admitted',
      at: pass.scanned_at,
      scanned_by: pass.scanned_by ?? admittedBy,
      desk: null,
      people: pass.admits,
      device_id: null,
      recorded_at: null,
      by_hand: 0,
    },
  ];
}
