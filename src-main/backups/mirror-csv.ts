import { constants, copyFileSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { BackupFailure } from './backup-failure.ts';
import { digestOf, ensureFolder, sweepTemporary, syncFile, syncFolder, temporaryName } from './safe-files.ts';

export interface MirrorInput {
  /** The root that has the files, and the one that shall have them too. */
  readonly from: string;
  readonly to: string;
}

const OWNER = 'csv';

/**
 * Brings the CSV archive of another root to the same state: what is missing there or older than here, because
 * people were erased from it, is written anew. @returns how many were
 */
export function mirrorCsv({ from, to }: MirrorInput): number {
  const [source, target] = [from, to].map((root) => path.join(root, 'backups', 'csv')) as [string, string];
  if (!lstatSync(to).isDirectory()) throw new BackupFailure('folder-gone', 'not a folder');
  if (!lstatSync(source, { throwIfNoEntry: false })?.isDirectory()) return 0;
  ensureFolder(path.join(to, 'backups'));
  ensureFolder(target);
  sweepTemporary(target, OWNER);
  const wanted = readdirSync(source).filter((name) => {
    if (!name.endsWith('.csv') || name.startsWith('.')) return false;
    const there = lstatSync(path.join(target, name), { throwIfNoEntry: false });
    const here = lstatSync(path.join(source, name));
    // Sticks know the time to two seconds.
    return here.isFile() && (!there?.isFile() || there.size !== here.size || here.mtimeMs > there.mtimeMs + 2_000);
  });
  for (const name of wanted) {
    const temporary = path.join(target, temporaryName(OWNER));
    try {
      copyFileSync(path.join(source, name), temporary, constants.COPYFILE_EXCL);
      syncFile(temporary);
      if (digestOf(temporary).sha256 !== digestOf(path.join(source, name)).sha256) {
        throw new BackupFailure('copy-damaged', 'read back differently');
      }
      renameSync(temporary, path.join(target, name));
    } finally {
      rmSync(temporary, { force: true });
    }
  }
  if (wanted.length > 0) syncFolder(target);
  return wanted.length;
}
