import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { syncFolder } from '../backups/safe-files';
import { readText } from '../exchange/csv-cells';
import { proposeMapping } from '../exchange/import-headings';
import { type CsvRow, findDelimiter, isQuoted, readRow, textOf } from './csv-bytes';

type Cell = CsvRow['cells'][number];

/** What the people of a pass are known by; every other cell of an archive stays. */
const PERSONAL = ['name1', 'phone1', 'name2', 'phone2', 'txnInfo'] as const;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const NOTHING = Buffer.alloc(0);
const NOTHING_QUOTED = Buffer.from('""');
/** Small enough that scans meanwhile do not wait. */
const BYTES_A_BREATH = 65_536;
/** Windows knows no such flag; there `lstat` before it has to do. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const TEMPORARY = /^\.tmp-[0-9a-f]{16}\.erasing$/;

/** Whose cells go. */
export interface Erased {
  /** Every row of every archive: nobody is named in the event any more. */
  readonly all: boolean;
  readonly has: (passId: string) => boolean;
}

/** The archives in a folder, in the order of their names. None where there is no such folder. */
export async function listArchives(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /\.csv$/i.test(name))
      .sort()
      .map((name) => path.join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Takes away what a power cut left of a file that was being written. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => TEMPORARY.test(one))) await rm(path.join(folder, name), { force: true });
}

/**
 * Empties the names, phone numbers and references of erased passes in one archive; everything else stays as it is, to
 * the byte. The file is replaced as a whole, once its successor is on the disk, and keeps its time. Anything but a plain
 * file is left alone.
 * @returns whether it had to change
 */
export async function pseudonymise(file: string, erased: Erased): Promise<boolean> {
  const found = await lstat(file);
  if (!found.isFile()) return false;
  const pieces = await withoutPeople(await readWhole(file), erased);
  if (pieces) await replace(file, pieces, found);
  return pieces !== null;
}

/** The file in pieces, or null where it can stay as it is. */
async function withoutPeople(bytes: Buffer, erased: Erased): Promise<Buffer[] | null> {
  const begin = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const delimiter = findDelimiter(bytes, begin);
  const heading = readRow(bytes, begin, delimiter);
  const columns = findColumns(heading.cells.map((cell) => textOf(bytes, cell).trim()));
  const pieces: Buffer[] = [];
  let parts: Buffer[] = [];
  let isChanged = false;
  let kept = 0;
  let breath = 0;
  for (let at = heading.next; at < bytes.length; ) {
    const row = readRow(bytes, at, delimiter);
    for (const cell of cellsToEmpty(bytes, row, columns, erased)) {
      parts.push(bytes.subarray(kept, cell[0]), isQuoted(bytes, cell) ? NOTHING_QUOTED : NOTHING);
      kept = cell[1];
      isChanged = true;
    }
    at = row.next;
    if (at - breath < BYTES_A_BREATH) continue;
    pieces.push(parts.length === 0 ? bytes.subarray(kept, at) : Buffer.concat([...parts, bytes.subarray(kept, at)]));
    parts = [];
    kept = at;
    breath = at;
    await breathe();
  }
  return isChanged ? [...pieces, ...parts, bytes.subarray(kept)] : null;
}

interface Columns {
  /** Where the number of the pass stands; -1 in a list without. */
  readonly id: number;
  readonly personal: readonly number[];
}

function findColumns(headings: readonly string[]): Columns {
  const mapping = proposeMapping({ headings, records: [] });
  const personal = PERSONAL.flatMap((column) => mapping[column] ?? []);
  return { id: mapping.passId ?? -1, personal: personal.sort((one, other) => one - other) };
}

function cellsToEmpty(bytes: Buffer, { cells }: CsvRow, { id, personal }: Columns, erased: Erased): Cell[] {
  const number = cells[id];
  if (!erased.all && (!number || !erased.has(readText(textOf(bytes, number)).trim()))) return [];
  return personal.flatMap((column) => {
    const cell = cells[column];
    return cell && textOf(bytes, cell) !== '' ? [cell] : [];
  });
}

async function readWhole(file: string): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | NO_FOLLOW);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function replace(
  file: string,
  pieces: readonly Buffer[],
  times: { readonly atime: Date; readonly mtime: Date },
): Promise<void> {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.tmp-${randomBytes(8).toString('hex')}.erasing`);
  const handle = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o600);
  try {
    try {
      for (const piece of pieces) await handle.writeFile(piece);
      await handle.utimes(times.atime, times.mtime);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
}
