import { closeSync, fsyncSync, lstatSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { BackupFailure } from './backup-failure.ts';
import { type Manifest, manifestPath, readManifest, writeManifest } from './manifest.ts';
import {
  digestOf,
  ensureFolder,
  openExisting,
  openNew,
  piecesOf,
  sweepTemporary,
  syncFolder,
  temporaryName,
  writeAll,
} from './safe-files.ts';
import { freeName } from './snapshot.ts';

export interface CopyInput {
  /** A backup that has a manifest. */
  readonly backup: string;
  /** The folder that holds the other `backups`. It has to be there: without its stick, a folder is only a name. */
  readonly root: string;
}

/**
 * Copies a backup to another root: under its final name it is whole, or it is not there.
 * @returns its path there
 * @throws BackupFailure
 */
export function copyBackup({ backup, root }: CopyInput, onProgress: (done: number) => void): string {
  const manifest = readManifest(backup);
  if (!manifest) throw new BackupFailure('copy-damaged', 'its manifest is missing or damaged');
  const folder = path.join(root, 'backups', manifest.kind);
  if (!lstatSync(root).isDirectory()) throw new BackupFailure('folder-gone', 'not a folder');
  for (const one of [path.join(root, 'backups'), folder]) ensureFolder(one);
  // A share can serve several computers: each takes away only what it left itself.
  const owner = manifest.lineage?.slice(0, 12) ?? 'copy';
  sweepTemporary(folder, owner);
  const [copy, note] = [path.join(folder, temporaryName(owner)), path.join(folder, temporaryName(owner))];
  try {
    copyBytes(backup, copy, manifest, (done) => onProgress(0.6 * done));
    if (digestOf(copy).sha256 !== manifest.sha256) throw new BackupFailure('copy-damaged', 'not as it was made');
    onProgress(0.9);
    const ending = manifest.fileName.endsWith('.sealed') ? '.db.sealed' : '.db';
    const fileName = freeName(folder, manifest.at, ending);
    writeManifest(note, { ...manifest, fileName });
    const final = path.join(folder, fileName);
    renameSync(note, manifestPath(final));
    renameSync(copy, final);
    syncFolder(folder);
    return final;
  } finally {
    for (const file of [copy, note]) rmSync(file, { force: true });
  }
}

function copyBytes(from: string, to: string, manifest: Manifest, onProgress: (done: number) => void): void {
  const [source, target] = [openExisting(from), openNew(to)];
  let bytes = 0;
  try {
    for (const piece of piecesOf(source)) {
      writeAll(target, piece);
      bytes += piece.length;
      onProgress(bytes / Math.max(1, manifest.bytes));
    }
    fsyncSync(target);
  } finally {
    closeSync(source);
    closeSync(target);
  }
}
