import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Whether there is a backup of any kind in one of these folders. */
export function hasBackups(roots: readonly string[]): boolean {
  return roots.some((root) => {
    const kinds = list(path.join(root, 'backups'));
    return kinds.some((kind) => list(path.join(root, 'backups', kind)).some((name) => /\.db(\.sealed)?$/.test(name)));
  });
}

/** Names in a folder; none where there is no such folder. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
