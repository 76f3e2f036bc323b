import { type Instant, toInstant } from '../../../../src-shared/instant.ts';

/** SQLite keeps in any column whatever was put there. */
export type EarlierValue = string | number | Uint8Array | null;

/** The text of a value without blanks around it; null for nothing and for blanks alone. */
export function readText(value: EarlierValue): string | null {
  return readExact(value)?.trim().normalize('NFC') || null;
}

/** The text of a value to the letter. */
export function readExact(value: EarlierValue): string | null {
  if (value === null) return null;
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
}

/** A whole amount of at least 0, rounded; null where there is no number in it. */
export function readAmount(value: EarlierValue): number | null {
  const text = readText(value)?.replace(/[,\s]/g, '');
  const number = Number(/-?\d+(?:\.\d+)?/.exec(text ?? '')?.[0] ?? Number.NaN);
  return Number.isSafeInteger(Math.round(number)) ? Math.max(0, Math.round(number)) : null;
}

const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
/** No pass was sold before or will be after; a number outside means something else. */
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2100, 0, 1);

/**
 * A moment in any of the forms found in the earlier application's files: `YYYY-MM-DD HH:MM:SS[.ffffff]`, with a `T`, with
 * or without a zone (UTC where there is none), or a number of seconds, milliseconds or microseconds since 1970. Null for
 * anything else.
 */
export function readInstant(value: EarlierValue): Instant | null {
  const text = readText(value);
  if (text === null) return null;
  const milliseconds = /^\d+(\.\d+)?$/.test(text) ? readEpoch(Number(text)) : readTimestamp(text);
  return milliseconds >= FIRST && milliseconds < LAST ? toInstant(Math.floor(milliseconds)) : null;
}

function readEpoch(number: number): number {
  if (number < 1e11) return number * 1_000;
  return number < 1e14 ? number : number / 1_000;
}

function readTimestamp(text: string): number {
  const match = TIMESTAMP.exec(text);
  if (!match) return Number.NaN;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const milliseconds = Date.parse(wall);
  // Date.parse takes the 31st of April for the 1st of May.
  if (Number.isNaN(milliseconds) || toInstant(milliseconds) !== wall) return Number.NaN;
  return milliseconds - offsetOf(zone);
}

/** Milliseconds by which a zone such as `+05:30` is ahead of UTC. */
function offsetOf(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
