import type { Instant } from '../../../../src-shared/instant';
import { normalisePhone } from '../../../../src-shared/phone-number.ts';
import { holderKey, referenceKey, searchText } from '../../../passes/pass-keys.ts';
import { type EarlierValue, readAmount, readExact, readInstant, readText } from './earlier-values.ts';

/** The columns that a pass of the earlier web application can have. */
export const EARLIER_COLUMNS = [
  'pass_id',
  'name1',
  'phone1',
  'name2',
  'phone2',
  'pass_type',
  'amount',
  'payment_mode',
  'txn_info',
  'timing',
  'created_at',
  'scanned_at',
  'scanned_by',
] as const;
export type EarlierPass = Readonly<Record<(typeof EARLIER_COLUMNS)[number], EarlierValue>>;

/** The earlier application sold in India, and typed numbers without a country code. */
const COUNTRY = 'IN';
/** What a person who let somebody in is called when the file does not say who it was. */
export const UNKNOWN_PERSON = 'unknown';

/** What the types of the file are by now, and when a pass was sold that does not say it. */
export interface CarryOver {
  typeOf(value: EarlierValue): { readonly code: string; readonly price: number; readonly admits: number };
  readonly earliest: Instant;
}

/** A row as migration 3 has it. Keys that another pass has already are taken away when it is inserted. */
export function toPass(earlier: EarlierPass, passId: string, { typeOf, earliest }: CarryOver) {
  const type = typeOf(earlier.pass_type);
  const payment = readPayment(earlier);
  const createdAt = readInstant(earlier.created_at) ?? earliest;
  const name1 = readText(earlier.name1);
  const phone1 = readPhone(earlier.phone1);
  const name2 = readText(earlier.name2);
  const searchable = {
    pass_id: passId,
    name1: name1 ?? '',
    phone1: phone1 ?? '',
    name2,
    phone2: readPhone(earlier.phone2),
    txn_info: payment.text,
  };
  // A pass whose time of use is illegible was used all the same.
  const scannedAt = earlier.scanned_at === null ? null : (readInstant(earlier.scanned_at) ?? createdAt);
  return {
    ...searchable,
    pass_type: type.code,
    amount: readAmount(earlier.amount) ?? type.price,
    payment_mode: payment.mode,
    timing: readText(earlier.timing) ?? '',
    created_at: createdAt,
    scanned_at: scannedAt,
    scanned_by: readText(earlier.scanned_by) ?? (scannedAt === null ? null : UNKNOWN_PERSON),
    admits: type.admits,
    sold_by: null,
    sale_id: null,
    holder_key: name1 !== null && phone1 !== null ? holderKey(name1, phone1) : null,
    reference_key: payment.key,
    search_text: searchText(searchable),
    cancelled_at: null,
    cancelled_by: null,
  };
}
export type CarriedPass = ReturnType<typeof toPass>;

function readPhone(value: EarlierValue): string | null {
  // A number in a column without a type comes back as 9876543210.0.
  const text = readText(value)?.replace(/\.0$/, '') ?? null;
  return text === null ? null : (normalisePhone(text, COUNTRY) ?? text);
}

/** Anything but cash was paid online; a word such as `UPI` is kept where there is no reference. */
function readPayment({ payment_mode, txn_info }: EarlierPass) {
  const word = readText(payment_mode);
  const mode = word === null || /^cash$/i.test(word) ? ('CASH' as const) : ('ONLINE' as const);
  const reference = readText(txn_info);
  const kept = mode === 'ONLINE' && !/^online$/i.test(word ?? '') ? word : null;
  return {
    mode,
    text: reference ?? kept,
    key: mode === 'ONLINE' && reference !== null ? referenceKey(reference) : null,
  };
}

/** Pass ids are signed, so they stay to the letter. A row without one, or with that of another row, gets one of its own. */
export function readPassId(earlier: EarlierPass, line: number, taken: ReadonlySet<string>): string {
  const found = readExact(earlier.pass_id);
  if (found !== null && found.trim() !== '' && !taken.has(found)) return found;
  let made = `earlier-row-${line}`;
  while (taken.has(made)) made += '-';
  return made;
}
