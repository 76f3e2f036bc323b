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
});

/**
 * The store that a folder's desk works on; null for a file in the folder itself.
 * @throws when the file is there and cannot be read: going on with a file beside it would admit everybody again
 */
export function readStoreChoice(folder: string): StoreChoice | null {
  const text = readIfThere(path.join(folder, FILE_NAME));
  if (text === null) return null;
  const { address, deskName } = StoreFile.parse(JSON.parse(text));
  return { address, deskName, fixed: false };
}

/** From the next opening on the desk works on this store. Readable by this user only, as the keys beside it are. */
export function writeStoreChoice(folder: string, { address, deskName }: Omit<StoreChoice, 'fixed'>): void {
  const text = JSON.stringify({ format: 'epass-store/1', address, deskName } satisfies z.input<typeof StoreFile>);
  writeFileAtomic.sync(path.join(folder, FILE_NAME), `${text}\n`, { mode: 0o600 });
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
