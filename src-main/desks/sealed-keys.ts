import { createSecretKey, timingSafeEqual } from 'node:crypto';
import { agreedKey, newPrivateKey, rawPublicKey } from '../backups/agreed-keys';
import { decodeKeySet, encodeKeySet, type SigningKey } from '../signing/key-set';
import type { OpenedKeys } from '../signing/key-store';
import { open, SALT_BYTES, seal } from '../signing/passphrase';
import type { DeskIdentity } from './desk-identity';
import { MAC_BYTES, macOf } from './desk-macs';

const PUBLIC_BYTES = 32;
const VERIFIER_BYTES = 32;
const KEY_ID_BYTES = 2;
const CONTEXT = 'epass/desk-key/v1';

interface Addressee {
  readonly deskId: string;
  /** Base64. */
  readonly publicKey: string;
}

/** A key that another desk has sealed for this one. Whether it comes from one that has the keys, a known key tells. */
export interface SentKey {
  readonly key: SigningKey;
  /** Of the passphrase of the set-up. */
  readonly salt: Buffer;
  readonly verifier: Buffer;
  /** Whether whoever sealed it has this key as well. */
  isVouchedForBy(known: SigningKey): boolean;
}

/**
 * A signing key for one desk, with what the passphrase of the set-up is recognised by, and with the word of all keys that
 * this desk has for it. Whoever can write to the store can seal a key for a desk too, but has nobody's word.
 * @throws when the desk's public key is none
 */
export function sealKey(keys: Pick<OpenedKeys, 'set' | 'salt' | 'verifier'>, key: SigningKey, to: Addressee): string {
  const { eventId } = keys.set;
  const context = contextOf(eventId, to.deskId, key.keyId);
  const content = Buffer.concat([keys.salt, keys.verifier, encodeKeySet({ eventId, keys: [key] })]);
  const words = keys.set.keys
    .filter((known) => known.source === 'made')
    .map((known) => Buffer.concat([Buffer.from(known.keyId, 'latin1'), wordOf(known, eventId, context, content)]));
  const plain = Buffer.concat([Buffer.of(words.length), ...words, content]);

  const once = newPrivateKey();
  const head = rawPublicKey(once);
  const agreed = agreedKey(once, Buffer.from(to.publicKey, 'base64'), head, CONTEXT);
  const sealed = Buffer.concat([head, seal(createSecretKey(agreed), plain, context)]);
  for (const secret of [content, plain, agreed]) secret.fill(0);
  return sealed.toString('base64');
}

/** Null for what was not sealed for this desk, this event and this key id. */
export function openSealedKey(
  sealed: string,
  { deskId, privateKey }: DeskIdentity,
  eventId: string,
  keyId: string,
): SentKey | null {
  const bytes = Buffer.from(sealed, 'base64');
  const context = contextOf(eventId, deskId, keyId);
  const plain = unseal(bytes, privateKey, context);
  if (!plain) return null;

  const wordBytes = KEY_ID_BYTES + MAC_BYTES;
  const end = 1 + (plain[0] ?? 0) * wordBytes;
  const words = new Map<string, Buffer>();
  for (let at = 1; at < end; at += wordBytes) {
    words.set(plain.toString('latin1', at, at + KEY_ID_BYTES), plain.subarray(at + KEY_ID_BYTES, at + wordBytes));
  }
  const content = plain.subarray(end);
  const set = decodeKeySet(content.subarray(SALT_BYTES + VERIFIER_BYTES));
  const [key] = set?.keys ?? [];
  if (!key) return null;
  return {
    key,
    salt: Buffer.from(content.subarray(0, SALT_BYTES)),
    verifier: Buffer.from(content.subarray(SALT_BYTES, SALT_BYTES + VERIFIER_BYTES)),
    isVouchedForBy(known) {
      const word = words.get(known.keyId);
      return word?.length === MAC_BYTES && timingSafeEqual(word, wordOf(known, eventId, context, content));
    },
  };
}

function unseal(bytes: Buffer, privateKey: DeskIdentity['privateKey'], context: string): Buffer | null {
  const head = bytes.subarray(0, PUBLIC_BYTES);
  try {
    const agreed = agreedKey(privateKey, head, head, CONTEXT);
    return open(createSecretKey(agreed), bytes.subarray(PUBLIC_BYTES), context);
  } catch {
    return null;
  }
}

function wordOf(known: SigningKey, eventId: string, context: string, content: Buffer): Buffer {
  return macOf(known, eventId, 'epass/desk-key-word/v1', context, content);
}

function contextOf(eventId: string, deskId: string, keyId: string): string {
  return [CONTEXT, eventId, deskId, keyId].join('\n');
}
