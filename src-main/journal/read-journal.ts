import type { KeyObject } from 'node:crypto';
import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import {
  type Batch,
  type Change,
  firstOfSegment,
  type Heading,
  isHeading,
  isLineage,
  isSealed,
  JOURNAL_FOLDER,
  readLine,
  type SealedBatch,
} from './journal-lines.ts';
import { createOpener } from './sealed-lines.ts';

/** Changes that were made together, and are to be applied together. */
export interface Transaction {
  readonly first: number;
  readonly last: number;
  readonly at: string;
  readonly changes: readonly Change[];
}

export interface JournalEnd {
  /** The number of the last change that was read. */
  readonly last: number;
  /** False when there is more, or was: a part is missing or damaged. */
  readonly isWhole: boolean;
}

/** Whether any of the roots has a journal of this lineage. */
export function hasJournal(roots: readonly string[], lineage: string): boolean {
  return roots.some((root) => segmentsOf(root, lineage).length > 0);
}

/**
 * Reads the journal of a file, in order and without a gap. What one root lacks is taken from the others. A folder that is
 * not there is one without segments.
 * @param after the number of the last change that is known already
 * @param key what opens sealed segments; without it they say only how far they go
 */
export function* readJournal(
  roots: readonly string[],
  lineage: string,
  after: number,
  key: KeyObject | null = null,
): Generator<Transaction, JournalEnd> {
  const readers = roots.map((root) => createReader(root, lineage, after, key));
  let last = after;
  /** The last change of the last whole transaction, and what came after it. */
  let whole = after;
  let changes: Change[] = [];
  try {
    for (;;) {
      const batch = nextBatch(readers, last);
      if (!batch) break;
      changes.push(...batch.changes.slice(last + 1 - batch.first));
      last = batch.last;
      if (batch.more) continue;
      yield { first: whole + 1, last, at: batch.at, changes };
      whole = last;
      changes = [];
    }
    return { last: whole, isWhole: whole === last && readers.every((reader) => reader.isWholeAt(whole)) };
  } finally {
    for (const reader of readers) reader.close();
  }
}

/** The batch that has the change after `last`, from whichever root has it. */
function nextBatch(readers: readonly Reader[], last: number): Batch | null {
  for (const reader of readers) {
    const batch = reader.at(last + 1);
    if (batch) return batch;
  }
  return null;
}

type Reader = ReturnType<typeof createReader>;

/** Goes through the segments of one root. */
function createReader(root: string, lineage: string, after: number, key: KeyObject | null) {
  const lines = linesOfSegments(root, lineage, after, key);
  let current: Batch | null = null;
  /** The last damaged line comes after this change. */
  let damagedAfter: number | null = null;
  let seen = after;
  let ended = false;

  function advance(): void {
    const line = nextLine();
    if (line === null) ended = true;
    else if (line === 'damaged') damagedAfter = seen;
    else seen = Math.max(seen, line.last);
    current = line === null || line === 'damaged' || isSealed(line) ? null : line;
  }

  /** A stick that cannot be read any further must not keep the other root from being read. */
  function nextLine(): Batch | SealedBatch | 'damaged' | null {
    try {
      const { value, done } = lines.next();
      return done ? null : value;
    } catch {
      return 'damaged';
    }
  }

  return {
    /** The batch with this change; null if it is not here. */
    at(sequence: number): Batch | null {
      while (!ended && (current === null || current.last < sequence)) advance();
      return current !== null && current.first <= sequence ? current : null;
    },
    /** Whether nothing here comes after this change, as far as can be read. */
    isWholeAt(last: number): boolean {
      while (!ended) advance();
      return seen <= last && (damagedAfter === null || damagedAfter < last);
    },
    close: () => void lines.return(),
  };
}

function* linesOfSegments(
  root: string,
  lineage: string,
  after: number,
  key: KeyObject | null,
): Generator<Batch | SealedBatch | 'damaged', void> {
  const segments = segmentsOf(root, lineage);
  // Those before the one that can have the first change wanted are of no interest.
  const begin = segments.findLastIndex(({ first }) => first <= after + 1);
  for (const { file } of segments.slice(Math.max(0, begin))) {
    yield* batchesOf(file, key);
  }
}

/** Batches that the key does not open come as they are: what they hold is not known, but that there is something is. */
function* batchesOf(file: string, key: KeyObject | null): Generator<Batch | SealedBatch | 'damaged', void> {
  let opener: ((batch: SealedBatch) => Batch | null) | null = null;
  for (const line of linesOf(file)) {
    if (line === 'damaged') yield line;
    else if (isHeading(line)) opener = key && createOpener(line, key);
    else yield opener && isSealed(line) ? (opener(line) ?? 'damaged') : line;
  }
}

export function segmentsOf(root: string, lineage: string): { first: number; file: string }[] {
  if (!isLineage(lineage)) return [];
  const folder = path.join(root, JOURNAL_FOLDER, lineage);
  return namesIn(folder)
    .flatMap((name) => {
      const first = firstOfSegment(name);
      return first === null ? [] : [{ first, file: path.join(folder, name) }];
    })
    .sort((one, other) => one.first - other.first);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}

const CHUNK = 1_048_576;
/** Nothing that the office writes is as long. */
const LONGEST_LINE = 64 * CHUNK;
const NEWLINE = 0x0a;

/** The lines of one segment. A torn one at its end is left out: nobody was told that it had been written. */
function* linesOf(file: string): Generator<Batch | SealedBatch | Heading | 'damaged', void> {
  // The folder may lie on a stick that somebody prepared.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.alloc(CHUNK);
      const size = readSync(descriptor, chunk, 0, CHUNK, null);
      if (size === 0) break;
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, size)]) : chunk.subarray(0, size);
      let from = 0;
      for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
        yield readLine(bytes.subarray(from, end)) ?? 'damaged';
        from = end + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length > LONGEST_LINE) return yield 'damaged';
    }
    // A last line whose newline alone is damaged was written to its end.
    const whole = readLine(rest.subarray(0, -1));
    if (whole) yield whole;
  } finally {
    closeSync(descriptor);
  }
}
