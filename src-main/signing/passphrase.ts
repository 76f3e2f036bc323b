import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto';

export const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** 128 MiB and about half a second for each guess. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** What a passphrase gives with one salt. */
export interface PassphraseKeys {
  readonly salt: Buffer;
  /** Seals and opens. */
  readonly wrap: KeyObject;
  /** Tells the right passphrase without opening anything; 32 bytes. */
  readonly verifier: Buffer;
}

/** The same letters count as the same passphrase, however the keyboard composed them. */
export async function fromPassphrase(
  passphrase: string,
  salt: Buffer = randomBytes(SALT_BYTES),
): Promise<PassphraseKeys> {
  const master = await new Promise<Buffer>((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
  const derive = (use: string) => createHmac('sha256', master).update(use).digest();
  return {
    salt,
    wrap: createSecretKey(derive('epass/passphrase/wrap/v1\0')),
    verifier: derive('epass/passphrase/verify/v1\0'),
  };
}

/** AES-256-GCM: nonce, ciphertext and tag in one. @param context what must be the same when it is opened */
export function seal(wrap: KeyObject, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', wrap, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Null when the key is wrong or a byte was changed. */
export function open(wrap: KeyObject, sealed: Buffer, context: string): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const body = sealed.subarray(NONCE_BYTES, -TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', wrap, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(body);
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    plain.fill(0);
    return null;
  }
}
