import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { syncFolder } from '../backups/safe-files';

/** Which store a desk works on. The address has a password in it: it never goes to a page or into the log. */
export interface StoreChoice {
  readonly address: string;
  /** What this desk is called among the others. */
  readonly deskName: string;
  /** Named from outside, and not to be changed by a page. */
  readonly fixed: boolean;
}

const FILE_NAME = 'store.json';
const StoreFile = z.strictObject({
  format: z.literal('epass-store/1'),
  address: z.string(),
  deskName: z.string(),
  /** Of the event that was found there, so that a store which is out of reach is not mistaken for another one. */
  eventId: z.uuid().optional(),
});
type StoreFile = z.infer<typeof StoreFile>;

/**
 * The store that a folder's desk works on; null for a file in the folder itself.
 * @throws when the file is there and cannot be read: going on with a file beside it would admit everybody again
 */
export function readStoreChoice(folder: string): StoreChoice | null {
  const file = read(folder);
  return file && { address: file.address, deskName: file.deskName, fixed: false };
}

/**
 * From the next opening on the desk works on this store.
 * @param eventId of the event that is there, as far as it is known
 */
export function writeStoreChoice(
  folder: string,
  { address, deskName }: Omit<StoreChoice, 'fixed'>,
  eventId: string | null,
): void {
  write(folder, { format: 'epass-store/1', address, deskName, ...(eventId === null ? {} : { eventId }) });
}

/** Which event this folder's desk has found in its store; null where it never came that far. */
export function knownEventOf(folder: string): string | null {
  return read(folder)?.eventId ?? null;
}

/** Notes which event this folder's desk has found in its store. */
export function noteEvent(folder: string, eventId: string): void {
  const file = read(folder);
  if (file && file.eventId !== eventId) write(folder, { ...file, eventId });
}

function read(folder: string): StoreFile | null {
  const text = readIfThere(path.join(folder, FILE_NAME));
  return text === null ? null : StoreFile.parse(JSON.parse(text));
}

/** Readable by this user only, as the keys beside it are. */
function write(folder: string, file: StoreFile): void {
  writeFileAtomic.sync(path.join(folder, FILE_NAME), `${JSON.stringify(file)}\n`, { mode: 0o600 });
  syncFolder(folder);
}

/** From the next opening on the desk works on the file in its folder. */
export function forgetStoreChoice(folder: string): void {
  rmSync(path.join(folder, FILE_NAME), { force: true });
  syncFolder(folder);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
