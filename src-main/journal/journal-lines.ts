import { hash } from 'node:crypto';

/**
 * The text of the journal. A segment is a file of lines, each of them `<checksum> <JSON>`; its first line is a heading,
 * every other one a batch of changes in the order of their numbers, without a gap.
 */
export const JOURNAL_FORMAT = 'epass-journal/1';

/** Bytes that are no text stand in hexadecimal digits. */
export type Value = string | number | null | { readonly hex: string };
export type Row = Readonly<Record<string, Value>>;

/** A row that was inserted, the columns that were updated in the row with this key, or the key of one that was deleted. */
export type Change =
  | readonly [table: string, row: Row]
  | readonly [table: string, key: Row, columns: Row]
  | readonly [table: string, key: Row, deleted: null];

export interface Heading {
  readonly format: typeof JOURNAL_FORMAT;
  readonly lineage: string;
  /** Of the first change in the segment. */
  readonly first: number;
  /** The event whose journal it is; null before the set-up. */
  readonly event: string | null;
  /** How the batches of the segment are sealed; missing where they can be read. */
  readonly seal?: Seal;
}

/** What is public about the key of a sealed segment, in base64. */
export interface Seal {
  /** Turns the passphrase into the key that opens it. */
  readonly salt: string;
  /** The public key of that passphrase, and the one of this segment. */
  readonly office: string;
  readonly own: string;
}

export interface Batch {
  /** The numbers of its first and its last change. */
  readonly first: number;
  readonly last: number;
  /** When the last of them was written. */
  readonly at: string;
  /** The next line belongs to the same transaction, and without it this one must not be applied. */
  readonly more?: true;
  readonly changes: readonly Change[];
}

/** A batch whose changes only a passphrase opens. */
export interface SealedBatch extends Omit<Batch, 'changes'> {
  /** Base64. */
  readonly sealed: string;
}

/** A line ends in a newline, so that a torn one can be told from a damaged one. */
export function toLine(json: string): string {
  return `${checksumOf(json)} ${json}\n`;
}

/** @param changes the JSON of each, as the triggers wrote it */
export function toBatchLine(batch: Omit<Batch, 'changes'>, changes: readonly string[]): string {
  const { first, last, at, more } = batch;
  return toLine(`${JSON.stringify({ first, last, at, more }).slice(0, -1)},"changes":[${changes.join(',')}]}`);
}

export function toSealedLine({ first, last, at, more, sealed }: SealedBatch): string {
  return toLine(JSON.stringify({ first, last, at, more, sealed }));
}

export function toHeadingLine(heading: Omit<Heading, 'format'>): string {
  return toLine(JSON.stringify({ format: JOURNAL_FORMAT, ...heading }));
}

/**
 * Reads one line, without its newline.
 * @returns null when its checksum does not fit, or it is nothing that this version writes
 */
export function readLine(line: Buffer): Heading | Batch | SealedBatch | null {
  const json = line.subarray(CHECKSUM_LENGTH + 1);
  if (line[CHECKSUM_LENGTH] !== SPACE || line.toString('latin1', 0, CHECKSUM_LENGTH) !== checksumOf(json)) return null;
  const value = parse(json);
  if (typeof value !== 'object' || value === null) return null;
  return isHeading(value) || isBatch(value) ? value : null;
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    return null;
  }
}

/** @returns null for text that no batch has as its changes */
export function readChanges(json: string, { first, last }: Pick<Batch, 'first' | 'last'>): readonly Change[] | null {
  const changes = parse(Buffer.from(json));
  return areChanges(changes) && changes.length === last - first + 1 ? changes : null;
}

export function isSealed(batch: Batch | SealedBatch): batch is SealedBatch {
  return 'sealed' in batch;
}

export function isHeading(line: object): line is Heading {
  return 'format' in line && line.format === JOURNAL_FORMAT && 'lineage' in line;
}

const CHECKSUM_LENGTH = 16;
const SPACE = 0x20;

function checksumOf(json: string | Buffer): string {
  return hash('sha256', json).slice(0, CHECKSUM_LENGTH);
}

function isBatch(line: object): line is Batch | SealedBatch {
  if (!('first' in line && 'last' in line && 'at' in line)) return false;
  const { first, last, at } = line;
  if (typeof first !== 'number' || typeof last !== 'number' || typeof at !== 'string') return false;
  if ('sealed' in line) return typeof line.sealed === 'string';
  return 'changes' in line && areChanges(line.changes) && line.changes.length === last - first + 1;
}

function areChanges(changes: unknown): changes is readonly Change[] {
  return Array.isArray(changes) && changes.every(isChange);
}

function isChange(change: unknown): change is Change {
  if (!Array.isArray(change) || change.length < 2 || change.length > 3) return false;
  const [table, row, columns]: unknown[] = change;
  return typeof table === 'string' && isRow(row) && (columns === undefined || columns === null || isRow(columns));
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null && Object.values(row).every(isValue);
}

function isValue(value: unknown): value is Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return true;
  return typeof value === 'object' && 'hex' in value && typeof value.hex === 'string';
}

/** Where the segments of a lineage lie. */
export const JOURNAL_FOLDER = 'journal';
const DIGITS = 12;

export function segmentName(first: number): string {
  return `${String(first).padStart(DIGITS, '0')}.jsonl`;
}

/** The number of the first change in a file of this name; null for a file that is no segment. */
export function firstOfSegment(fileName: string): number | null {
  return /^\d{12}\.jsonl$/.test(fileName) ? Number(fileName.slice(0, DIGITS)) : null;
}

/** A lineage names a folder, so it must not be a path. */
export function isLineage(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}
