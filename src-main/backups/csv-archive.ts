import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { toInstant } from '../../src-shared/instant';
import type { Exchange } from '../exchange/exchange';
import { ensureFolder, isCode, sweepTemporary, syncFolder, temporaryName } from './safe-files.ts';

const OWNER = 'csv';

export interface CsvArchive {
  readonly files: number;
  /** When the newest was written; null without any. */
  readonly lastAt: ReturnType<typeof toInstant> | null;
}

/** Below a root; the files are kept for good. */
export function csvFolderOf(root: string): string {
  return path.join(root, 'backups', 'csv');
}

/**
 * Writes every pass to a CSV file of the day, in the form of an export. A second one on a day replaces the first.
 * @returns its path
 */
export async function archiveCsv(root: string, { exportPiece }: Pick<Exchange, 'exportPiece'>): Promise<string> {
  const folder = csvFolderOf(root);
  ensureFolder(path.join(root, 'backups'));
  ensureFolder(folder);
  sweepTemporary(folder, OWNER);
  const temporary = path.join(folder, temporaryName(OWNER));
  const file = await open(temporary, 'wx', 0o600);
  try {
    let piece = await exportPiece({ filter: {} });
    await file.writeFile(piece.text);
    while (piece.cursor !== null) {
      piece = await exportPiece({ filter: {}, cursor: piece.cursor });
      await file.writeFile(piece.text);
    }
    await file.sync();
    await file.close();
    const final = path.join(folder, piece.fileName);
    await rename(temporary, final);
    syncFolder(folder);
    return final;
  } finally {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
  }
}

/** @throws only what is no sign of a folder that is not there */
export async function readCsvArchive(root: string): Promise<CsvArchive> {
  const folder = csvFolderOf(root);
  const names = await readdir(folder).catch((error: unknown) => {
    if (isCode(error, 'ENOENT', 'ENOTDIR', 'EIO', 'ENODEV')) return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.csv') && !name.startsWith('.'));
  const times = await Promise.all(files.map(async (name) => (await stat(path.join(folder, name))).mtimeMs));
  return { files: files.length, lastAt: times.length === 0 ? null : toInstant(Math.trunc(Math.max(...times))) };
}

/** Whether a file was written on that day or later. @param day `YYYY-MM-DD` in the event's zone, as its name has it */
export async function hasCsvSince(root: string, day: string): Promise<boolean> {
  const names = await readdir(csvFolderOf(root)).catch(() => []);
  return names.some((name) => (/(\d{4}-\d\d-\d\d)\.csv$/.exec(name)?.[1] ?? '') >= day);
}
