import { access, constants, lstat, mkdir, open, realpath, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FieldProblem } from '../../src-shared/contract/operation';

/** The folder of ours in the folder that somebody chose. */
const NAME = 'E-Pass Box Office';
/** A share that does not answer within so many milliseconds is away. */
const PATIENCE = 5_000;

/** Holds `backups` and `journal`, as the event's own folder does. */
export function secondRootOf(secondFolder: string): string {
  return path.join(secondFolder, NAME);
}

/**
 * Whether the stick or the share is there. Its folder of ours is made once, when it is chosen: so the empty folder that
 * a stick leaves behind where it was mounted is not taken for it.
 */
export async function isThere(root: string): Promise<boolean> {
  const stats = await withinPatience(lstat(root)).catch(() => null);
  return stats?.isDirectory() === true;
}

/**
 * Makes the folder of ours in a folder that was chosen, and tries whether it can be written to.
 * @param eventFolder copies within it would be lost with it
 * @returns what is wrong with it, or null
 */
export async function prepareSecondRoot(secondFolder: string, eventFolder: string): Promise<FieldProblem | null> {
  if (!path.isAbsolute(secondFolder)) return 'invalid';
  try {
    const found = await withinPatience(stat(secondFolder));
    if (!found.isDirectory()) return 'folder-missing';
  } catch {
    return 'folder-missing';
  }
  try {
    const inside = path.relative(await realpath(eventFolder), await realpath(secondFolder));
    if (inside === '' || (!inside.startsWith('..') && !path.isAbsolute(inside))) return 'invalid';
    const root = secondRootOf(secondFolder);
    await mkdir(root, { mode: 0o700 }).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
    if (!(await lstat(root)).isDirectory()) return 'folder-not-writable';
    await flush(secondFolder);
    await access(root, constants.W_OK);
    const trial = path.join(root, `.tmp-trial-${crypto.randomUUID()}`);
    await writeFile(trial, '', { flag: 'wx', mode: 0o600 });
    await rm(trial);
    return null;
  } catch {
    return 'folder-not-writable';
  }
}

/** So that what was made in a folder outlives a power cut. Not every share and not every system can do that. */
async function flush(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // It was made, which is what can be said.
  }
}

/** @throws when it takes too long: what hangs may go on hanging, but nobody waits for it */
export async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
