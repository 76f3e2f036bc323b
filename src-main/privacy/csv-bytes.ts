/**
 * A CSV file read as bytes, because all that matters in it is ASCII: what is not changed stays as it was, to the byte,
 * whatever the encoding and the way in which cells are quoted.
 */

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** One row: where each of its cells begins and ends, quotes included, and where the next row begins. */
export interface CsvRow {
  readonly cells: readonly (readonly [begin: number, end: number])[];
  readonly next: number;
}

/** The row that begins at a place. A quote is one only where a cell begins with it. */
export function readRow(bytes: Buffer, from: number, delimiter: number): CsvRow {
  const cells: [number, number][] = [];
  let at = from;
  for (;;) {
    const end = bytes[at] === QUOTE ? endOfQuoted(bytes, at, delimiter) : endOfPlain(bytes, at, delimiter);
    cells.push([at, end]);
    if (bytes[end] !== delimiter) return { cells, next: afterLine(bytes, end) };
    at = end + 1;
  }
}

/** What gives the row the most cells. */
export function findDelimiter(bytes: Buffer, from: number): number {
  const widths = DELIMITERS.map((character) => {
    const delimiter = character.charCodeAt(0);
    return { delimiter, cells: readRow(bytes, from, delimiter).cells.length };
  });
  return widths.reduce((best, one) => (one.cells > best.cells ? one : best)).delimiter;
}

/** What stands in a cell, without its quotes. */
export function textOf(bytes: Buffer, [begin, end]: readonly [number, number]): string {
  const text = bytes.toString('utf8', begin, end);
  const isQuoted = text.length >= 2 && text.startsWith('"') && text.endsWith('"');
  return isQuoted ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** What an emptied cell looks like: in quotes if it was. */
export function isQuoted(bytes: Buffer, [begin]: readonly [number, number]): boolean {
  return bytes[begin] === QUOTE;
}

function endOfPlain(bytes: Buffer, from: number, delimiter: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at += 1;
  return at;
}

function endOfQuoted(bytes: Buffer, from: number, delimiter: number): number {
  let at = from + 1;
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote === -1) return bytes.length;
    if (bytes[quote + 1] !== QUOTE) return endOfPlain(bytes, quote + 1, delimiter);
    at = quote + 2;
  }
}

function afterLine(bytes: Buffer, end: number): number {
  return bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : Math.min(end + 1, bytes.length);
}
