import type { EventDetails } from '../../src-shared/contract/office';
import type { Instant } from '../../src-shared/instant';
import { toWallClock } from '../../src-shared/instant';
import { toPlainAmount } from '../../src-shared/money';
import type { LabelledPassRow } from '../passes/pass-rows';
import { writeText } from './csv-cells';

/** Headings that an import of this very file looks for by name, beside those that a person can choose. */
export const STATE_HEADINGS = {
  soldBy: 'Sold by',
  admittedAt: 'Admitted at',
  admittedBy: 'Admitted by',
  cancelledAt: 'Cancelled at',
} as const;

interface Column {
  readonly heading: string;
  readonly cell: (pass: LabelledPassRow, event: EventDetails) => string;
}

/**
 * The columns of an exported file. Headings are part of the format: our own import knows them, so they are not
 * translated. Moments are on the event's wall clock, where spreadsheets know them as moments. A pass code, with which
 * people come in, is never among them.
 */
export const PASS_COLUMNS: readonly Column[] = [
  { heading: 'Pass ID', cell: (pass) => writeText(pass.pass_id) },
  { heading: 'Pass type', cell: (pass) => writeText(pass.pass_type) },
  { heading: 'Type label', cell: (pass) => writeText(pass.type_label) },
  { heading: 'People', cell: (pass) => String(pass.admits) },
  { heading: 'Name 1', cell: (pass) => writeText(pass.name1) },
  { heading: 'Phone 1', cell: (pass) => writeText(pass.phone1) },
  { heading: 'Name 2', cell: (pass) => writeText(pass.name2 ?? '') },
  { heading: 'Phone 2', cell: (pass) => writeText(pass.phone2 ?? '') },
  { heading: 'Payment', cell: (pass) => pass.payment_mode },
  { heading: 'Reference', cell: (pass) => writeText(pass.txn_info ?? '') },
  { heading: 'Amount', cell: (pass, event) => toPlainAmount(pass.amount, event.currency) },
  { heading: 'Currency', cell: (_pass, event) => event.currency.code },
  { heading: 'Timing', cell: (pass) => writeText(pass.timing) },
  { heading: 'Sold at', cell: (pass, event) => wallClock(pass.created_at, event) },
  { heading: 'Sold at (UTC)', cell: (pass) => pass.created_at },
  { heading: STATE_HEADINGS.soldBy, cell: (pass) => writeText(pass.sold_by ?? '') },
  { heading: STATE_HEADINGS.admittedAt, cell: (pass, event) => wallClock(pass.scanned_at, event) },
  { heading: STATE_HEADINGS.admittedBy, cell: (pass) => writeText(pass.scanned_by ?? '') },
  { heading: STATE_HEADINGS.cancelledAt, cell: (pass, event) => wallClock(pass.cancelled_at, event) },
  // Says why nobody is named: those cells are empty.
  { heading: 'Erased at', cell: (pass, event) => wallClock(pass.erased_at, event) },
];

function wallClock(instant: Instant | null, event: EventDetails): string {
  return instant === null ? '' : toWallClock(instant, event.timeZone);
}
