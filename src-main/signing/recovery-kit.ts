import { createHash } from 'node:crypto';
import { asCrockfordTyped, decodeCrockford, encodeCrockford } from '../../src-shared/crockford';
import { decodeKeySet, encodeKeySet, type KeySet } from './key-set';
import { fromPassphrase, open, type PassphraseKeys, SALT_BYTES, seal } from './passphrase';

const VERSION = 1;
const CHECKSUM_BYTES = 4;
const CONTEXT = 'epass/kit/v1\0';

/**
 * Every key of the event as text for paper: `EPK1.` and base32 of version, salt, the keys sealed under the passphrase,
 * and a checksum over it all.
 */
export function formatKit(set: KeySet, { salt, wrap }: PassphraseKeys): string {
  const plain = encodeKeySet(set);
  const body = Buffer.concat([Buffer.of(VERSION), salt, seal(wrap, plain, CONTEXT)]);
  plain.fill(0);
  return `EPK1.${encodeCrockford(Buffer.concat([body, checksumOf(body)]))}`;
}

export type KitReading =
  | { readonly ok: true; readonly set: KeySet; readonly passphrase: PassphraseKeys }
  /** `mistyped`: the text itself is not a kit, whatever the passphrase. */
  | { readonly ok: false; readonly problem: 'mistyped' | 'wrong-passphrase' };

/** Small letters, look-alikes, blanks, line breaks and dashes do not matter: a kit is typed from paper too. */
export async function readKit(text: string, passphrase: string): Promise<KitReading> {
  const bytes = bytesOf(text);
  if (!bytes) return { ok: false, problem: 'mistyped' };
  // The kit's own salt serves the key file too, which spares the second derivation.
  const keys = await fromPassphrase(passphrase, bytes.subarray(1, 1 + SALT_BYTES));
  const plain = open(keys.wrap, bytes.subarray(1 + SALT_BYTES, -CHECKSUM_BYTES), CONTEXT);
  if (!plain) return { ok: false, problem: 'wrong-passphrase' };
  const set = decodeKeySet(plain);
  plain.fill(0);
  return set ? { ok: true, set, passphrase: keys } : { ok: false, problem: 'mistyped' };
}

function bytesOf(text: string): Buffer | null {
  const bare = asCrockfordTyped(text.replace(/[\s\p{Pd}\u2212]/gu, ''));
  const decoded = decodeCrockford(/^EPK1\.?([0-9A-Z]+)$/.exec(bare)?.[1] ?? '');
  const bytes = Buffer.from(decoded ?? []);
  if (bytes.length <= 1 + SALT_BYTES + CHECKSUM_BYTES || bytes[0] !== VERSION) return null;
  const body = bytes.subarray(0, -CHECKSUM_BYTES);
  return checksumOf(body).equals(bytes.subarray(-CHECKSUM_BYTES)) ? bytes : null;
}

function checksumOf(body: Buffer): Buffer {
  return createHash('sha256').update('EPK1').update(body).digest().subarray(0, CHECKSUM_BYTES);
}
