import type { ImportColumn, RowProblem } from '../../src-shared/contract/exchange';
import { line, requiredLine } from '../../src-shared/contract/passes';
import { Username } from '../../src-shared/contract/staff';
import type { Instant } from '../../src-shared/instant';
import { normalisePhone } from '../../src-shared/phone-number';
import type { PassRow, PassTypeRow } from '../database/tables';
import { holderKey, referenceKey } from '../passes/pass-keys';
import { readText } from './csv-cells';
import type { CsvRecord } from './csv-table';
import type { Mapping } from './import-headings';
import { readMoment, readPassId, readPaymentMode } from './import-values';
import { STATE_HEADINGS } from './pass-columns';

export interface Problem {
  readonly line: number;
  readonly column: ImportColumn | null;
  readonly problem: RowProblem;
  readonly cell: string;
}

/** A row that is a pass as far as it can be judged by itself. */
export interface Draft {
  readonly line: number;
  /** The cells as they stand in the file, for problems that are found later. */
  readonly cellOf: (column: ImportColumn) => string;
  readonly type: PassTypeRow;
  /** Null: the office gives one. */
  readonly passId: string | null;
  readonly soldAt: Instant | null;
  readonly pass: Pick<
    PassRow,
    | 'name1'
    | 'phone1'
    | 'name2'
    | 'phone2'
    | 'payment_mode'
    | 'txn_info'
    | 'holder_key'
    | 'reference_key'
    | 'sold_by'
    | 'scanned_at'
    | 'scanned_by'
    | 'cancelled_at'
  >;
}

export interface RowContext {
  readonly types: readonly PassTypeRow[];
  readonly country: string;
  readonly timeZone: string;
  readonly now: number;
}

const Name = requiredLine(120);
const Note = line(120);
const LONGEST_CELL = 200;

/**
 * Makes a reader for the rows of one file: a draft, or everything that is wrong with the row.
 *
 * A file that this office exported also says which passes were admitted or cancelled, and by its own headings that is
 * kept: a pass that was used at one gate must not admit again at another.
 */
export function createRowReader(headings: readonly string[], mapping: Mapping, context: RowContext) {
  const widest = Math.max(-1, ...Object.values(mapping));
  const state = {
    soldBy: headings.indexOf(STATE_HEADINGS.soldBy),
    admittedAt: headings.indexOf(STATE_HEADINGS.admittedAt),
    admittedBy: headings.indexOf(STATE_HEADINGS.admittedBy),
    cancelledAt: headings.indexOf(STATE_HEADINGS.cancelledAt),
  };

  return (record: CsvRecord): Draft | readonly Problem[] => {
    const problems: Problem[] = [];
    const cellAt = (index: number) => readText(record.cells[index] ?? '').trim();
    const cellOf = (column: ImportColumn) => cellAt(mapping[column] ?? -1);
    function report(column: ImportColumn | null, problem: RowProblem, cell = column ? cellOf(column) : ''): void {
      problems.push({ line: record.line, column, problem, cell: cell.slice(0, LONGEST_CELL) });
    }
    function readPhone(column: 'phone1' | 'phone2'): string | null {
      const phone = normalisePhone(cellOf(column), context.country);
      if (phone === null) report(column, 'phone-invalid');
      return phone;
    }
    function readState(index: number): Instant | null {
      const cell = cellAt(index);
      const moment = cell === '' ? null : readMoment(cell, context.timeZone, context.now);
      if (cell !== '' && moment === null) report(null, 'date-invalid', cell);
      return moment;
    }
    function readLine(column: ImportColumn, schema: typeof Note | typeof Name, problem: RowProblem): string {
      const parsed = schema.safeParse(cellOf(column));
      if (parsed.success) return parsed.data;
      report(column, problem);
      return '';
    }

    if (record.cells.length <= widest) {
      report(null, 'too-few-cells');
      return problems;
    }
    const type = findType(cellOf('passType'), mapping, context.types);
    if (!type) report('passType', 'pass-type-unknown');

    if (cellOf('name1') === '') report('name1', 'name-missing');
    const name1 = cellOf('name1') === '' ? '' : readLine('name1', Name, 'name-invalid');
    if (cellOf('phone1') === '') report('phone1', 'phone-missing');
    const phone1 = cellOf('phone1') === '' ? null : readPhone('phone1');
    if (type && type.admits >= 2 && cellOf('name2') === '') report('name2', 'second-name-missing');
    const name2 = readLine('name2', Note, 'name-invalid');
    const phone2 = cellOf('phone2') === '' ? null : readPhone('phone2');

    const paymentMode = readPaymentMode(cellOf('paymentMode'));
    if (paymentMode === null) report('paymentMode', 'payment-unknown');
    const hasReference = referenceKey(cellOf('txnInfo')) !== null;
    if (paymentMode === 'ONLINE' && !hasReference) report('txnInfo', 'reference-missing');
    // A dash, which no text of ours may begin with, is how people leave a cell empty.
    const txnInfo = hasReference
      ? readLine('txnInfo', Note, 'reference-invalid')
      : (Note.safeParse(cellOf('txnInfo')).data ?? '');

    const passId = readPassId(cellOf('passId'));
    if (cellOf('passId') !== '' && passId === null) report('passId', 'pass-id-invalid');
    const soldAt = readMoment(cellOf('soldAt'), context.timeZone, context.now);
    if (cellOf('soldAt') !== '' && soldAt === null) report('soldAt', 'date-invalid');
    const admittedAt = readState(state.admittedAt);
    const cancelledAt = readState(state.cancelledAt);
    if (admittedAt !== null && cancelledAt !== null) report(null, 'date-invalid', cellAt(state.cancelledAt));

    if (problems.length > 0 || !type || phone1 === null || paymentMode === null) return problems;
    return {
      line: record.line,
      cellOf,
      type,
      passId,
      soldAt,
      pass: {
        name1,
        phone1,
        name2: name2 || null,
        phone2,
        payment_mode: paymentMode,
        txn_info: txnInfo || null,
        holder_key: holderKey(name1, phone1),
        reference_key: paymentMode === 'ONLINE' ? referenceKey(txnInfo) : null,
        sold_by: readUsername(cellAt(state.soldBy)),
        scanned_at: admittedAt,
        scanned_by: admittedAt === null ? null : readUsername(cellAt(state.admittedBy)),
        cancelled_at: cancelledAt,
      },
    };
  };
}

/** By code or by label; a file without such a column can only be of the one type that there is. */
function findType(cell: string, mapping: Mapping, types: readonly PassTypeRow[]): PassTypeRow | undefined {
  if (mapping.passType === undefined) return types.length === 1 ? types[0] : undefined;
  const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  return (
    types.find((type) => plain(type.code) === plain(cell)) ?? types.find((type) => plain(type.label) === plain(cell))
  );
}

function readUsername(cell: string): string | null {
  const parsed = Username.safeParse(cell);
  return parsed.success ? parsed.data : null;
}
