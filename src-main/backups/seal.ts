import { createCipheriv, createDecipheriv, createHash, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, readSync, rmSync } from 'node:fs';
import { ExpectedError } from '../expected-error.ts';
import { agreedKey, newPrivateKey, privateKeyOf, rawPublicKey } from './agreed-keys.ts';
import { BackupFailure } from './backup-failure.ts';
import type { Encryption } from './manifest.ts';
import { type Digest, openExisting, openNew, piecesOf, writeAll } from './safe-files.ts';

// A sealed file is made without the passphrase and opened only with it. The passphrase gives a private key; the office
// keeps the public one. Each file has a key of its own, agreed between that and a pair which is thrown away:
//   head   `EPASSSEALED1`, salt (16), public key of the office (32), public key of this file (32)
//   pieces AES-256-GCM of 64 KiB each, tag behind; the nonce is the number of the piece and whether it is the last
// Every piece vouches for the head. So a piece that is changed, missing, repeated or out of its place is found.

const MAGIC = Buffer.from('EPASSSEALED1');
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const HEAD_BYTES = MAGIC.length + SALT_BYTES + 2 * KEY_BYTES;
const PIECE_BYTES = 65_536;
const TAG_BYTES = 16;
const CONTEXT = 'epass/backup/v1';

/** @returns what the office keeps so that it can seal; the passphrase cannot be found from it but by guessing */
export async function encryptionFor(passphrase: string): Promise<Encryption> {
  const salt = randomBytes(SALT_BYTES);
  const publicKey = rawPublicKey(await privateKeyOf(passphrase, salt));
  return { salt: salt.toString('base64'), publicKey: publicKey.toString('base64') };
}

/**
 * Writes the sealed copy to a new file, waits for the disk, then reads it back, opens it and compares.
 * @returns the digest of the sealed file
 * @throws BackupFailure `copy-damaged` when what was read back differs
 */
export function sealFile(plain: string, sealed: string, { salt, publicKey }: Encryption): Digest {
  const own = newPrivateKey();
  const office = Buffer.from(publicKey, 'base64');
  const head = Buffer.concat([MAGIC, Buffer.from(salt, 'base64'), office, rawPublicKey(own)]);
  if (head.length !== HEAD_BYTES) throw new Error('salt or public key have a wrong length');
  const key = agreedKey(own, office, head, CONTEXT);

  const [from, to] = [openExisting(plain), openNew(sealed)];
  const [plainHash, sealedHash] = [createHash('sha256'), createHash('sha256').update(head)];
  let bytes = head.length;
  try {
    writeAll(to, head);
    for (const { piece, number, last } of numbered(from, PIECE_BYTES)) {
      plainHash.update(piece);
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last)).setAAD(head);
      const closed = Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
      sealedHash.update(closed);
      bytes += closed.length;
      writeAll(to, closed);
    }
    fsyncSync(to);
  } finally {
    closeSync(from);
    closeSync(to);
  }
  const digest = { bytes, sha256: sealedHash.digest('hex') };
  const readBack = withDescriptor(sealed, (descriptor) => openPieces(descriptor, readHead(descriptor), key, null));
  if (readBack.sha256 !== plainHash.digest('hex')) throw new BackupFailure('copy-damaged', 'read back differently');
  return digest;
}

/** Whether the file begins as sealed ones do, whatever it is called. */
export function isSealed(file: string): boolean {
  return withDescriptor(file, (descriptor) => {
    const begin = Buffer.alloc(MAGIC.length);
    readSync(descriptor, begin);
    return begin.equals(MAGIC);
  });
}

/**
 * What opens the files that were sealed for a passphrase.
 * @param sealed one of them; it says how the passphrase is to be turned into a key
 * @throws ExpectedError `wrong-passphrase`
 */
export async function openingKey(sealed: string, passphrase: string): Promise<KeyObject> {
  const { salt, office } = withDescriptor(sealed, readHead);
  const key = await privateKeyOf(passphrase, salt);
  if (!rawPublicKey(key).equals(office)) throw new ExpectedError('wrong-passphrase');
  return key;
}

/**
 * Opens a sealed file, all of it, in pieces: it need not fit into memory.
 * @param target a new file for the database, or null to only look whether everything is in order
 * @returns the digest of what was in it
 * @throws BackupFailure `copy-damaged`; then there is no target
 */
export function unsealWith(key: KeyObject, sealed: string, target: string | null): Digest {
  return withDescriptor(sealed, (from) => {
    const head = readHead(from);
    return openPieces(from, head, agreedKey(key, head.own, head.bytes, CONTEXT), target);
  });
}

/** Both in one. @throws ExpectedError `wrong-passphrase`; BackupFailure `copy-damaged` */
export async function unsealFile(sealed: string, passphrase: string, target: string | null): Promise<Digest> {
  return unsealWith(await openingKey(sealed, passphrase), sealed, target);
}

interface Head {
  readonly bytes: Buffer;
  readonly salt: Buffer;
  readonly office: Buffer;
  readonly own: Buffer;
}

function readHead(descriptor: number): Head {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const read = readSync(descriptor, bytes);
  if (read !== HEAD_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new BackupFailure('copy-damaged', 'not a sealed backup');
  }
  const keys = MAGIC.length + SALT_BYTES;
  return {
    bytes,
    salt: bytes.subarray(MAGIC.length, keys),
    office: bytes.subarray(keys, keys + KEY_BYTES),
    own: bytes.subarray(keys + KEY_BYTES),
  };
}

/** @param from stands behind the head */
function openPieces(from: number, head: Head, key: KeyObject | Buffer, target: string | null): Digest {
  const to = target === null ? null : openNew(target);
  const hash = createHash('sha256');
  let bytes = 0;
  let whole = false;
  try {
    for (const { piece, number, last } of numbered(from, PIECE_BYTES + TAG_BYTES)) {
      const plain = openPiece(piece, key, nonceOf(number, last), head.bytes);
      hash.update(plain);
      bytes += plain.length;
      if (to !== null) writeAll(to, plain);
    }
    if (to !== null) fsyncSync(to);
    whole = true;
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    if (to !== null) closeSync(to);
    if (target !== null && !whole) rmSync(target, { force: true });
  }
}

function openPiece(piece: Buffer, key: KeyObject | Buffer, nonce: Buffer, head: Buffer): Buffer {
  if (piece.length < TAG_BYTES) throw new BackupFailure('copy-damaged', 'ends early');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(head).setAuthTag(piece.subarray(-TAG_BYTES));
  const plain = decipher.update(piece.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    throw new BackupFailure('copy-damaged', 'a piece is not as it was sealed');
  }
}

/** Pieces with their numbers from where the file stands; there is always a last one, if an empty one. */
function* numbered(descriptor: number, size: number) {
  let held: Buffer = Buffer.alloc(0);
  let number = 0;
  for (const next of piecesOf(descriptor, size)) {
    if (number > 0) yield { piece: held, number: number - 1, last: false };
    held = next;
    number += 1;
  }
  yield { piece: held, number: Math.max(0, number - 1), last: true };
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function withDescriptor<T>(file: string, read: (descriptor: number) => T): T {
  const descriptor = openExisting(file);
  try {
    return read(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
