import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { withinPatience } from '../backups/second-root';

/** Whether there is a backup of any kind in one of these folders. What does not answer is taken to have one. */
export async function hasBackups(roots: readonly string[]): Promise<boolean> {
  for (const root of roots) {
    if (await withinPatience(isAnyIn(path.join(root, 'backups'))).catch(() => true)) return true;
  }
  return false;
}

async function isAnyIn(folder: string): Promise<boolean> {
  const kinds = await list(folder);
  const files = await Promise.all(kinds.map((kind) => list(path.join(folder, kind))));
  return files.flat().some((name) => /\.db(\.sealed)?$/.test(name));
}

/** Names in a folder; none where there is no such folder. */
function list(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
