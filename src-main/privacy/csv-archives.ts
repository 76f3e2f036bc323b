import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import Papa from 'papaparse';
import { readText } from '../exchange/csv-cells';
import { type CsvTable, readCsv } from '../exchange/csv-table';
import { proposeMapping } from '../exchange/import-headings';

/** What the people of a pass are known by; every other cell of an archive stays. */
const PERSONAL = ['name1', 'phone1', 'name2', 'phone2', 'txnInfo'] as const;
const BYTE_ORDER_MARK = '\ufeff';
/** Small enough that scans between two pieces do not wait. */
const ROWS_A_PIECE = 1_000;
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
 * Empties the names, phone numbers and references of erased passes in one archive; heading, rows and all other cells
 * stay. The file is replaced as a whole, once its successor is on the disk, and keeps its time. Anything but a plain
 * file is left alone.
 * @returns whether it had to change
 */
export async function pseudonymise(file: string, erased: Erased): Promise<boolean> {
  const found = await lstat(file);
  if (!found.isFile()) return false;
  const text = await readWhole(file);
  const table = await readCsv(text);
  const columns = personalColumns(table);
  const rows: (readonly string[])[] = [];
  let changes = 0;
  for (const [index, { cells }] of table.records.entries()) {
    const isMeant = columns.isErased(cells, erased) && columns.personal.some((column) => (cells[column] ?? '') !== '');
    if (isMeant) changes += 1;
    rows.push(isMeant ? cells.map((cell, column) => (columns.personal.includes(column) ? '' : cell)) : cells);
    if (index % ROWS_A_PIECE === 0) await breathe();
  }
  if (changes === 0) return false;
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  await replace(file, mark, [table.headings, ...rows], found);
  return true;
}

function personalColumns(table: CsvTable) {
  const mapping = proposeMapping(table);
  const personal = PERSONAL.flatMap((column) => mapping[column] ?? []);
  // Also where an id is no UUID, which no import would take.
  const plain = table.headings.map((heading) => heading.toLowerCase().replace(/[^a-z]/g, ''));
  const id = mapping.passId ?? plain.indexOf('passid');
  return {
    personal,
    isErased(cells: readonly string[], erased: Erased): boolean {
      if (erased.all) return true;
      const passId = readText(cells[id] ?? '').trim();
      return erased.has(passId) || erased.has(passId.toLowerCase());
    },
  };
}

async function readWhole(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | NO_FOLLOW);
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

async function replace(
  file: string,
  mark: string,
  rows: readonly (readonly string[])[],
  times: { readonly atime: Date; readonly mtime: Date },
): Promise<void> {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.tmp-${randomBytes(8).toString('hex')}.erasing`);
  const handle = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o600);
  try {
    try {
      await write(handle, mark, rows);
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
  await syncFolder(folder);
}

async function write(handle: FileHandle, mark: string, rows: readonly (readonly string[])[]): Promise<void> {
  await handle.write(mark);
  for (let from = 0; from < rows.length; from += ROWS_A_PIECE) {
    const piece = rows.slice(from, from + ROWS_A_PIECE).map((row) => [...row]);
    await handle.write(`${Papa.unparse(piece, { quotes: true, newline: '\r\n' })}\r\n`);
    await breathe();
  }
}

/** So that the new name survives a power cut. Windows knows no such thing and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
