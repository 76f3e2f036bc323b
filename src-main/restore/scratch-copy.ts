import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, lstatSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { BackupFailure } from '../backups/backup-failure.ts';
import { type Manifest, manifestPath, readManifest } from '../backups/manifest.ts';
import { type Digest, openExisting, openNew, piecesOf, writeAll } from '../backups/safe-files.ts';
import { isSealed, unsealFile } from '../backups/seal.ts';
import { verifyDatabase } from '../backups/verify.ts';
import { ExpectedError } from '../expected-error.ts';

/** Bytes that stay free for what goes on meanwhile. */
const RESERVE = 64 * 1024 * 1024;

interface ScratchOptions {
  /** Path of a backup, or of a database that somebody chose. It is only read. */
  readonly backup: string;
  readonly passphrase: string | undefined;
  /** A new file in a folder that only this user may enter. */
  readonly target: string;
  /** From 0 to 1. */
  readonly onProgress: (done: number) => void;
}

/**
 * Copies a backup and makes sure that the copy is what was backed up: what is checked is what will be used, whatever
 * happens to the original meanwhile.
 * @returns its manifest; null for a database that came without one, of which only SQLite says that it is sound
 * @throws ExpectedError `wrong-passphrase`, also without one for an encrypted backup; `disk-full`
 * @throws BackupFailure `copy-damaged`, or why it could not be read
 */
export async function copyToScratch(options: ScratchOptions): Promise<Manifest | null> {
  const { backup, passphrase, target, onProgress } = options;
  const manifest = readManifest(backup);
  if (manifest === null && exists(manifestPath(backup))) {
    throw new BackupFailure('copy-damaged', 'its manifest is damaged');
  }
  assertRoom(options);
  const sealed = isSealed(backup);
  if (manifest !== null && sealed !== (manifest.encryption !== null)) {
    throw new BackupFailure('copy-damaged', 'encrypted or not');
  }
  const found = sealed ? await unseal(backup, passphrase, target) : copyFile(backup, target, onProgress);
  if (manifest !== null && (found.sha256 !== manifest.plain.sha256 || found.bytes !== manifest.plain.bytes)) {
    throw new BackupFailure('copy-damaged', 'it is not the file that was written');
  }
  // Of a computer that stopped in the middle of its work; a backup has none.
  if (manifest === null && !sealed && exists(`${backup}-wal`)) copyFile(`${backup}-wal`, `${target}-wal`);
  verifyDatabase(target, manifest);
  onProgress(1);
  return manifest;
}

async function unseal(backup: string, passphrase: string | undefined, target: string): Promise<Digest> {
  if (passphrase === undefined) throw new ExpectedError('wrong-passphrase');
  return unsealFile(backup, passphrase, target);
}

/** Once as it is, once more while it is brought up to date, and what the journal adds. */
function assertRoom({ backup, target }: ScratchOptions): void {
  const { bavail, bsize } = statfsSync(path.dirname(target));
  if (bavail * bsize < 3 * lstatSync(backup).size + RESERVE) throw new ExpectedError('disk-full');
}

function copyFile(from: string, to: string, onProgress: (done: number) => void = () => undefined): Digest {
  const source = openExisting(from);
  try {
    const { size } = fstatSync(source);
    const target = openNew(to);
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      for (const piece of piecesOf(source)) {
        hash.update(piece);
        writeAll(target, piece);
        bytes += piece.length;
        onProgress((0.7 * bytes) / Math.max(1, size));
      }
      fsyncSync(target);
      return { bytes, sha256: hash.digest('hex') };
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
