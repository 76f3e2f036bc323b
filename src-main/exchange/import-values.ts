import { validate } from 'uuid';
import { fromWallClock, startOfDay } from '../../src-shared/calendar';
import type { PaymentMode } from '../../src-shared/contract/passes';
import { fromInstant, type Instant, toInstant } from '../../src-shared/instant';

const DAY = 86_400_000;
/** What other tills and forms write; anything else is a bad row, because money is not guessed. */
const PAYMENT_WORDS: Readonly<Record<string, PaymentMode>> = {
  cash: 'CASH',
  online: 'ONLINE',
  upi: 'ONLINE',
  card: 'ONLINE',
  creditcard: 'ONLINE',
  debitcard: 'ONLINE',
  bank: 'ONLINE',
  banktransfer: 'ONLINE',
  transfer: 'ONLINE',
  netbanking: 'ONLINE',
  gpay: 'ONLINE',
  googlepay: 'ONLINE',
  phonepe: 'ONLINE',
  paytm: 'ONLINE',
  paypal: 'ONLINE',
};

export function readPaymentMode(cell: string): PaymentMode | null {
  const word = cell.toLowerCase().replace(/[^a-z]/g, '');
  return Object.hasOwn(PAYMENT_WORDS, word) ? (PAYMENT_WORDS[word] ?? null) : null;
}

/** A UUID as it stands in printed codes: in lower case. */
export function readPassId(cell: string): string | null {
  const id = cell.trim().toLowerCase();
  return validate(id) ? id : null;
}

/**
 * A moment as `2026-11-28T12:30:00.000Z`, or on the event's wall clock as `2026-11-28 18:00:00`, `2026-11-28 18:00` or
 * `2026-11-28`. Day-first and month-first forms are refused, because one cannot be told from the other. So is a moment
 * that is more than a day ahead.
 */
export function readMoment(cell: string, timeZone: string, now: number): Instant | null {
  const moment = readAnyMoment(cell.trim(), timeZone);
  return moment !== null && fromInstant(moment) <= now + DAY ? moment : null;
}

function readAnyMoment(text: string, timeZone: string): Instant | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  const [, day = '', time, seconds = '00', zone] = match ?? [];
  if (!isDay(day)) return null;
  if (time === undefined) return startOfDay(day, timeZone);
  if (zone === undefined) return fromWallClock(`${day} ${time}:${seconds}`, timeZone);
  const milliseconds = Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(milliseconds) ? null : toInstant(milliseconds);
}

/** `2026-02-30` parses, as the second of March. */
function isDay(day: string): boolean {
  const milliseconds = Date.parse(`${day}T00:00:00Z`);
  return day >= '1970' && !Number.isNaN(milliseconds) && toInstant(milliseconds).startsWith(day);
}
