import { createHash, type KeyObject } from 'node:crypto';
import { open as openFile, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { decodeKeySet, encodeKeySet, type KeySet } from './key-set';
import { open, type PassphraseKeys, SALT_BYTES, seal } from './passphrase';

/** The system's keychain, as far as the office needs it. Both reject where it cannot do its work. */
export interface SecretBox {
  readonly kind: 'system';
  seal(plain: Buffer): Promise<Buffer>;
  open(sealed: Buffer): Promise<Buffer>;
}

export type KeyProtection = 'system' | 'passphrase';

const FILE_NAME = 'signing-keys.json';
const VERIFIER_BYTES = 32;

const KeyFile = z.strictObject({
  format: z.literal('epass-signing-keys/1'),
  eventId: z.uuid(),
  protection: z.enum(['system', 'passphrase']),
  /** Of the passphrase; it is asked for under either protection before a kit is printed. */
  salt: z.base64(),
  /** The passphrase's verifier and the keys, sealed by the keychain or under the passphrase. */
  sealed: z.base64(),
  /** SHA-256 of all of the above: tells a damaged file from a wrong passphrase. */
  checksum: z.string(),
});
type KeyFile = z.infer<typeof KeyFile>;

/** What an opened key file holds. */
export interface OpenedKeys {
  readonly set: KeySet;
  readonly protection: KeyProtection;
  readonly salt: Buffer;
  readonly verifier: Buffer;
  /** What the passphrase seals with; null where the keychain opened the file and nobody has typed it. */
  readonly wrap: KeyObject | null;
}

export type KeyStore = ReturnType<typeof createKeyStore>;

/** The file beside the database that holds the wrapped keys. The database and its backups never hold them. */
export function createKeyStore(folder: string, keychain: SecretBox | null) {
  const file = path.join(folder, FILE_NAME);

  /** The file still wrapped; null when it is missing, cannot be read or is damaged. */
  async function read(): Promise<KeyFile | null> {
    try {
      const found = KeyFile.safeParse(JSON.parse(await readFile(file, 'utf8')));
      return found.success && found.data.checksum === checksumOf(found.data) ? found.data : null;
    } catch {
      return null;
    }
  }

  /** Null when there is no keychain, or it does not open what it once sealed. */
  async function openWithKeychain(wrapped: KeyFile): Promise<OpenedKeys | null> {
    if (wrapped.protection !== 'system' || !keychain) return null;
    try {
      return opened(wrapped, await keychain.open(Buffer.from(wrapped.sealed, 'base64')), null);
    } catch {
      return null;
    }
  }

  /** Null when the passphrase, derived with the file's salt, is not the file's. */
  async function openWithPassphrase(wrapped: KeyFile, { wrap, verifier }: PassphraseKeys): Promise<OpenedKeys | null> {
    if (wrapped.protection === 'passphrase') {
      const plain = open(wrap, Buffer.from(wrapped.sealed, 'base64'), contextOf(wrapped));
      return plain && opened(wrapped, plain, wrap);
    }
    const keys = await openWithKeychain(wrapped);
    return keys?.verifier.equals(verifier) ? keys : null;
  }

  /**
   * Replaces the file in one step, on the disk when this resolves. The keys it held must be in the new set, or have
   * been kept with `keepAside`.
   */
  async function write(
    set: KeySet,
    protection: KeyProtection,
    { salt, wrap, verifier }: Pick<OpenedKeys, 'salt' | 'wrap' | 'verifier'>,
  ): Promise<OpenedKeys> {
    const head = {
      format: 'epass-signing-keys/1' as const,
      eventId: set.eventId,
      protection,
      salt: salt.toString('base64'),
    };
    const secrets = encodeKeySet(set);
    const plain = Buffer.concat([verifier, secrets]);
    const sealed = await sealBy(protection, wrap, plain, contextOf(head));
    secrets.fill(0);
    plain.fill(0);
    const body = { ...head, sealed: sealed.toString('base64') };
    const text = JSON.stringify({ ...body, checksum: checksumOf(body) }, null, 2);
    await writeFileAtomic(file, `${text}\n`, { mode: 0o600 });
    await flushFolder(folder);
    return { set, protection, salt, verifier, wrap };
  }

  async function sealBy(
    protection: KeyProtection,
    wrap: KeyObject | null,
    plain: Buffer,
    context: string,
  ): Promise<Buffer> {
    if (protection === 'system') return sealWithKeychain(keychain, plain);
    if (!wrap) throw new Error('nobody has typed the passphrase that is to protect the keys');
    return seal(wrap, plain, context);
  }

  /** The keychain where it does its work, the passphrase otherwise. For a file that does not exist yet. */
  async function bestProtection(): Promise<KeyProtection> {
    if (!keychain) return 'passphrase';
    try {
      const sample = Buffer.from('epass/keychain/v1');
      await sealWithKeychain(keychain, sample);
      return 'system';
    } catch {
      return 'passphrase';
    }
  }

  /** Copies a file that cannot be opened now, because somebody may still be able to; one copy for each content. */
  async function keepAside(): Promise<void> {
    const content = await readFile(file).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return null;
      throw error;
    });
    if (!content) return;
    const name = createHash('sha256').update(content).digest('hex').slice(0, 16);
    await writeFileAtomic(path.join(folder, `signing-keys.kept-${name}.json`), content, { mode: 0o600 });
    await flushFolder(folder);
  }

  /** What this desk is no longer to know. */
  async function forget(): Promise<void> {
    await rm(file, { force: true });
    await flushFolder(folder);
  }

  return { read, openWithKeychain, openWithPassphrase, write, bestProtection, keepAside, forget };
}

/** @throws Error unless the keychain opens again what it has just sealed */
export async function sealWithKeychain(keychain: SecretBox | null, plain: Buffer): Promise<Buffer> {
  if (!keychain) throw new Error('the keychain that protects the keys is not there');
  const sealed = await keychain.seal(plain);
  const again = await keychain.open(sealed);
  if (!again.equals(plain)) throw new Error('the keychain gives back something else than it was given');
  again.fill(0);
  return sealed;
}

function opened(wrapped: KeyFile, plain: Buffer, wrap: KeyObject | null): OpenedKeys | null {
  const verifier = Buffer.from(plain.subarray(0, VERIFIER_BYTES));
  const set = decodeKeySet(plain.subarray(VERIFIER_BYTES));
  plain.fill(0);
  const salt = Buffer.from(wrapped.salt, 'base64');
  if (set?.eventId !== wrapped.eventId || salt.length !== SALT_BYTES) return null;
  return { set, protection: wrapped.protection, salt, verifier, wrap };
}

type Head = Pick<KeyFile, 'format' | 'eventId' | 'protection' | 'salt'>;

function contextOf({ format, eventId, protection, salt }: Head): string {
  return [format, eventId, protection, salt].join('\n');
}

function checksumOf(body: Omit<KeyFile, 'checksum'>): string {
  return createHash('sha256')
    .update(`${contextOf(body)}\n${body.sealed}`)
    .digest('hex');
}

/** A rename is on the disk once its folder is. Windows has no such call and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await openFile(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
