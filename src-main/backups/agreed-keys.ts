import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  scrypt,
} from 'node:crypto';
import { BackupFailure } from './backup-failure.ts';

// X25519: whoever has one private key and the other public key gets the same secret as the other way round.

const KEY_BYTES = 32;

/** 128 MiB and about half a second for each guess, as for the keys of the event. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** What stands before the 32 bytes of a key in its DER form. */
const PRIVATE_KEY = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_KEY = Buffer.from('302a300506032b656e032100', 'hex');

/** The private key that a passphrase stands for. */
export async function privateKeyOf(passphrase: string, salt: Buffer): Promise<KeyObject> {
  // The same letters count as the same passphrase, however the keyboard composed them.
  const raw = await new Promise<Buffer>((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
  return createPrivateKey({ key: Buffer.concat([PRIVATE_KEY, raw]), format: 'der', type: 'pkcs8' });
}

/** A private key that nobody can make again. */
export function newPrivateKey(): KeyObject {
  return generateKeyPairSync('x25519').privateKey;
}

/** The 32 bytes of the public key that belongs to a private one. */
export function rawPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_KEY.length);
}

/**
 * 32 bytes for AES that only the two sides know.
 * @param theirs the raw public key of the other side
 * @param head what is public about what is sealed: another head gives another key
 * @param context keeps keys for one purpose from being those for another
 * @throws BackupFailure `copy-damaged` for bytes that are no public key
 */
export function agreedKey(mine: KeyObject, theirs: Buffer, head: Buffer, context: string): Buffer {
  const publicKey = createPublicKey({ key: Buffer.concat([PUBLIC_KEY, theirs]), format: 'der', type: 'spki' });
  return Buffer.from(hkdfSync('sha256', sharedSecret(mine, publicKey), head, context, KEY_BYTES));
}

/** A key that was changed on the way can be none at all. */
function sharedSecret(privateKey: KeyObject, publicKey: KeyObject): Buffer {
  try {
    return diffieHellman({ privateKey, publicKey });
  } catch (error) {
    throw new BackupFailure('copy-damaged', error);
  }
}
