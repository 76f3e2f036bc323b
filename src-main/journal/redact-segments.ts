import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { flushFolder } from './journal-file.ts';
import {
  type Change,
  isHeading,
  isLineage,
  isSealed,
  JOURNAL_FOLDER,
  type Row,
  readLine,
  toBatchLine,
} from './journal-lines.ts';
import { segmentsOf } from './read-journal.ts';

/** What stands in an erased pass, so that a replay gives the row that the erasure left. */
const ERASED: Row = {
  name1: '',
  phone1: '',
  name2: null,
  phone2: null,
  txn_info: null,
  holder_key: null,
  reference_key: null,
};

/** A change without the people of these passes; the same one when there was nobody in it. */
export function redactChange(change: Change, passIds: ReadonlySet<string>): Change {
  const [table, key, columns] = change;
  const passId = key['pass_id'];
  if (table !== 'passes' || typeof passId !== 'string' || !passIds.has(passId) || columns === null) return change;
  const row = columns ?? key;
  const redacted = redactRow(row, passId);
  if (Object.keys(row).every((name) => row[name] === redacted[name])) return change;
  return columns === undefined ? [table, redacted] : [table, key, redacted];
}

function redactRow(row: Row, passId: string): Row {
  const gone: Row = { ...ERASED, search_text: passId };
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, name in gone ? (gone[name] ?? null) : value]),
  );
}

interface RedactOptions {
  readonly root: string;
  readonly passIds: ReadonlySet<string>;
  /** Which journals in the root are meant: a stick may have those of other events too. */
  readonly isMeant: (lineage: string) => Promise<boolean>;
  /** The segment that is written to now has nothing of them. */
  readonly current: () => string | null;
}

/** Writes every segment anew that has people of these passes, without them. */
export async function redactSegments({ root, passIds, isMeant, current }: RedactOptions): Promise<void> {
  for (const lineage of await lineagesIn(root)) {
    if (!(await isMeant(lineage))) continue;
    for (const { file } of segmentsOf(root, lineage)) {
      if (file !== current()) await redactSegment(file, passIds);
    }
  }
}

/** Whether any segment of a lineage has this text. */
export async function isInLineage(root: string, lineage: string, text: string): Promise<boolean> {
  for (const { file } of segmentsOf(root, lineage)) if ((await readFile(file)).includes(text)) return true;
  return false;
}

async function lineagesIn(root: string): Promise<string[]> {
  return (await readdir(path.join(root, JOURNAL_FOLDER))).filter(isLineage);
}

const LINES_A_BREATH = 200;

async function redactSegment(file: string, passIds: ReadonlySet<string>): Promise<void> {
  const lines: Buffer[] = [];
  let isChanged = false;
  for (const line of splitLines(await readFile(file))) {
    const redacted = redactLine(line, passIds);
    if (redacted !== null) isChanged = true;
    lines.push(redacted ?? line);
    if (lines.length % LINES_A_BREATH === 0) await breathe();
  }
  if (isChanged) await replaceFile(file, lines);
}

/** @returns null for a line that stays */
function redactLine(line: Buffer, passIds: ReadonlySet<string>): Buffer | null {
  if (!line.includes('"passes"')) return null;
  const batch = readLine(line.subarray(0, -1));
  // Of what cannot be read nobody can say that it has no names.
  if (batch === null) return Buffer.alloc(0);
  if (isHeading(batch) || isSealed(batch)) return null;
  const changes = batch.changes.map((change) => redactChange(change, passIds));
  if (changes.every((change, index) => change === batch.changes[index])) return null;
  return Buffer.from(
    toBatchLine(
      batch,
      changes.map((change) => JSON.stringify(change)),
    ),
  );
}

const NEWLINE = 0x0a;

/** With their newlines. */
function* splitLines(bytes: Buffer): Generator<Buffer> {
  let from = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
    yield bytes.subarray(from, end + 1);
    from = end + 1;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}

/** The old file stays until the new one is on the disk. */
async function replaceFile(file: string, parts: readonly Buffer[]): Promise<void> {
  const temporary = `${file}.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await writeAndFlush(handle, parts);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(path.dirname(file));
}

async function writeAndFlush(handle: FileHandle, parts: readonly Buffer[]): Promise<void> {
  try {
    await handle.writeFile(Buffer.concat(parts));
    await handle.sync();
  } finally {
    await handle.close();
  }
}
