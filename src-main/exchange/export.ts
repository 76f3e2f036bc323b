import { sql } from 'kysely';
import Papa from 'papaparse';
import type { exchangeContract } from '../../src-shared/contract/exchange';
import type { EventDetails } from '../../src-shared/contract/office';
import type { Input, Output } from '../../src-shared/contract/operation';
import type { PassFilter } from '../../src-shared/contract/passes';
import { toDay, toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import { ExpectedError } from '../expected-error';
import { passFilter } from '../passes/pass-filter';
import { type LabelledPassRow, selectPasses } from '../passes/pass-rows';
import type { Settings } from '../settings/settings';
import { PASS_COLUMNS } from './pass-columns';

type ExportPiece = (typeof exchangeContract)['exchange.exportPiece'];

/** Small enough that scans between two pieces do not wait, large enough that a big file is not all overhead. */
const ROWS_A_PIECE = 2_000;
/** Without it Excel takes the file for its country's old encoding and breaks every name outside English. */
const BYTE_ORDER_MARK = '\ufeff';

/** Where a pass stands in the file: by the moment it was sold, then by its id. */
interface Place {
  readonly at: string;
  readonly id: string;
}
/** What the next piece needs to know. The last pass is fixed by the first piece, so later sales are in none. */
interface Cursor {
  readonly after: Place;
  readonly last: Place;
  readonly total: number;
}

interface ExportOptions {
  readonly db: Database;
  readonly settings: Settings;
  readonly now: () => number;
}

export function createExport({ db, settings, now }: ExportOptions) {
  /**
   * One piece of the file, and the cursor for the next. No statement is left open between two pieces.
   * @throws ExpectedError `invalid-input` for a cursor that no piece gave
   */
  async function exportPiece({ filter, cursor: given }: Input<ExportPiece>): Promise<Output<ExportPiece>> {
    const event = settings.event();
    const fileName = fileNameFor(event, toDay(toInstant(now()), event.timeZone));
    const cursor = given === undefined ? await begin(filter, event) : parseCursor(given);
    const heading = given === undefined ? BYTE_ORDER_MARK + toCsv([PASS_COLUMNS.map((column) => column.heading)]) : '';
    if (!cursor) return { text: heading, rows: 0, total: 0, cursor: null, fileName };

    const rows = await readAfter(cursor, filter, event);
    const text = heading + toCsv(rows.map((row) => PASS_COLUMNS.map((column) => column.cell(row, event))));
    const end = rows.length < ROWS_A_PIECE ? undefined : rows.at(-1);
    const next = end ? formatCursor({ ...cursor, after: placeOf(end) }) : null;
    return { text, rows: rows.length, total: cursor.total, cursor: next, fileName };
  }

  async function begin(filter: PassFilter, event: EventDetails): Promise<Cursor | null> {
    const condition = passFilter(filter, event.timeZone);
    const last = await selectPasses(db)
      .where(condition)
      .orderBy('passes.created_at', 'desc')
      .orderBy('passes.pass_id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!last) return null;
    const { total } = await db
      .selectFrom('passes')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where(condition)
      .where(notAfter(placeOf(last)))
      .executeTakeFirstOrThrow();
    return { after: { at: '', id: '' }, last: placeOf(last), total };
  }

  function readAfter(cursor: Cursor, filter: PassFilter, event: EventDetails): Promise<LabelledPassRow[]> {
    return selectPasses(db)
      .where(passFilter(filter, event.timeZone))
      .where(after(cursor.after))
      .where(notAfter(cursor.last))
      .orderBy('passes.created_at')
      .orderBy('passes.pass_id')
      .limit(ROWS_A_PIECE)
      .execute();
  }

  return { exportPiece };
}

const place = sql`(passes.created_at, passes.pass_id)`;
const after = ({ at, id }: Place) => sql<boolean>`${place} > (${at}, ${id})`;
const notAfter = ({ at, id }: Place) => sql<boolean>`${place} <= (${at}, ${id})`;

function placeOf(row: LabelledPassRow): Place {
  return { at: row.created_at, id: row.pass_id };
}

/** Lines end as RFC 4180 has it, every field is in quotes, and each piece ends with a line. */
function toCsv(rows: readonly string[][]): string {
  return rows.length === 0 ? '' : `${Papa.unparse([...rows], { quotes: true, newline: '\r\n' })}\r\n`;
}

function formatCursor({ after, last, total }: Cursor): string {
  return [total, after.at, last.at, after.id, last.id].join('|');
}

function parseCursor(text: string): Cursor {
  const [total, afterAt, lastAt, afterId, lastId, ...rest] = text.split('|');
  const count = Number(total);
  if (!Number.isSafeInteger(count) || !afterAt || !lastAt || !afterId || !lastId || rest.length > 0) {
    throw new ExpectedError('invalid-input', { fields: { cursor: 'invalid' } });
  }
  return { after: { at: afterAt, id: afterId }, last: { at: lastAt, id: lastId }, total: count };
}

/** Such as `winter-gala-passes-2026-11-28.csv`: letters that every system and every browser takes in a file name. */
function fileNameFor(event: EventDetails, day: string): string {
  const name = event.name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return [name, 'passes', day]
    .filter((part) => part !== '')
    .join('-')
    .concat('.csv');
}
