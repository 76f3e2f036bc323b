import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import path from 'node:path';

// Folders of backups may lie on a stick or a share where others write too: nothing here follows a link that somebody
// put in the place of a file or folder, and what is new is opened only if it is new.

/** Windows knows no such flag; there `lstat` before it has to do. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const PIECE = 1 << 20;

/** A folder that is one, made for this user alone when it is missing. @throws ENOTDIR where a link or a file stands */
export function ensureFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  if (!lstatSync(folder).isDirectory()) throw withCode('ENOTDIR', 'not a folder');
  // What is flushed in a folder is gone in a power cut if the folder itself is.
  syncFolder(path.dirname(folder));
}

/** Opens a file that does not exist yet, for this user alone. @throws EEXIST */
export function openNew(file: string): number {
  return openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o600);
}

/** Opens a regular file for reading. @throws ELOOP where a link stands */
export function openExisting(file: string): number {
  if (!lstatSync(file).isFile()) throw withCode('ELOOP', 'not a regular file');
  const descriptor = openSync(file, constants.O_RDONLY | NO_FOLLOW);
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw withCode('ELOOP', 'not a regular file');
}

/** @param limit in bytes; a file that is longer is none of ours @throws E2BIG */
export function readSmallFile(file: string, limit: number): Buffer {
  const descriptor = openExisting(file);
  try {
    if (fstatSync(descriptor).size > limit) throw withCode('E2BIG', 'too long');
    return Buffer.concat([...piecesOf(descriptor)]);
  } finally {
    closeSync(descriptor);
  }
}

/** The same without holding up whoever asks. */
export async function readSmallFileSoon(file: string, limit: number): Promise<Buffer> {
  if (!(await lstat(file)).isFile()) throw withCode('ELOOP', 'not a regular file');
  const handle = await open(file, constants.O_RDONLY | NO_FOLLOW);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw withCode('ELOOP', 'not a regular file');
    if (stats.size > limit) throw withCode('E2BIG', 'too long');
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Writes a new file and waits until it is on the disk. */
export function writeNewFile(file: string, content: Buffer | string): void {
  const descriptor = openNew(file);
  try {
    writeAll(descriptor, Buffer.from(content));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

/** The file from where it stands to its end. */
export function* piecesOf(descriptor: number, size = PIECE): Generator<Buffer, void, undefined> {
  for (;;) {
    const piece = Buffer.allocUnsafe(size);
    let filled = 0;
    while (filled < size) {
      const read = readSync(descriptor, piece, filled, size - filled, null);
      if (read === 0) break;
      filled += read;
    }
    if (filled > 0) yield piece.subarray(0, filled);
    if (filled < size) return;
  }
}

export interface Digest {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** @param onPiece is told how many bytes have been read so far */
export function digestOf(file: string, onPiece: (bytes: number) => void = () => undefined): Digest {
  const descriptor = openExisting(file);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for (const piece of piecesOf(descriptor)) {
      hash.update(piece);
      bytes += piece.length;
      onPiece(bytes);
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    closeSync(descriptor);
  }
}

/** Waits until what the file holds is on the disk, whoever wrote it. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, constants.O_RDWR | NO_FOLLOW);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Waits until names in the folder are on the disk, where the file system knows such a thing. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!isCode(error, 'EINVAL', 'EISDIR', 'EPERM', 'EACCES', 'ENOTSUP', 'ENOSYS')) throw error;
  }
}

/** @param owner keeps apart what several offices write into one folder */
export function temporaryName(owner: string): string {
  return `${temporaryPrefix(owner)}${randomBytes(8).toString('hex')}`;
}

/** Takes away what an interrupted backup of this owner left, if there is such a folder. */
export function sweepTemporary(folder: string, owner: string): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(temporaryPrefix(owner))) rmSync(path.join(folder, name), { force: true });
  }
}

function temporaryPrefix(owner: string): string {
  return `.tmp-${owner}-`;
}

export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function withCode(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
