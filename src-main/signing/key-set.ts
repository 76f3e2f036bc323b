import { createHash, createHmac, createSecretKey, type KeyObject, randomBytes, randomInt } from 'node:crypto';
import { encodeCrockford } from '../../src-shared/crockford';
import { fromInstant, type Instant, toInstant } from '../../src-shared/instant';
import { bytesToUuid, uuidToBytes } from '../../src-shared/uuid-bytes';

export interface SigningKey {
  /** Two characters of Crockford's base32, unique within the event. */
  readonly keyId: string;
  /** An imported key is the secret of the earlier web application: it verifies seed payloads and signs nothing. */
  readonly source: 'made' | 'imported';
  readonly createdAt: Instant;
  /** New passes are signed with it. At most one of a set, never an imported one. */
  readonly current: boolean;
  /** Made once and kept: signing with a `KeyObject` takes 8 µs, with bytes 47. */
  readonly secret: KeyObject;
}

/** The keys of one event, wherever they are kept: in memory, in the key file, on the kit. */
export interface KeySet {
  /** A UUID, part of what is signed. */
  readonly eventId: string;
  readonly keys: readonly SigningKey[];
}

/** So many fit on a kit that is typed or scanned; an event needs one or two. */
export const MOST_KEYS = 24;
const MADE_BYTES = 32;
/** The block of SHA-256: HMAC hashes a longer key first, so that the hash is the same key. */
const LONGEST_SECRET = 64;

/** A new random key, which becomes the current one. */
export function makeKey(taken: readonly string[], createdAt: Instant): SigningKey {
  const secret = createSecretKey(randomBytes(MADE_BYTES));
  return { keyId: freeKeyId(taken), source: 'made', createdAt, current: true, secret };
}

/** @param secret any text; what the earlier web application had as its `QR_SECRET` */
export function importedKey(secret: string, taken: readonly string[], createdAt: Instant): SigningKey {
  const bytes = Buffer.from(secret, 'utf8');
  const key = createSecretKey(bytes.length > LONGEST_SECRET ? createHash('sha256').update(bytes).digest() : bytes);
  return { keyId: freeKeyId(taken), source: 'imported', createdAt, current: false, secret: key };
}

function freeKeyId(taken: readonly string[]): string {
  for (;;) {
    const keyId = encodeCrockford(Uint8Array.of(randomInt(256), randomInt(256))).slice(0, 2);
    if (!taken.includes(keyId)) return keyId;
  }
}

/** Tells a right key from a wrong one. Public: it is in the database and in every backup. */
export function checkValueOf(key: SigningKey): string {
  return createHmac('sha256', key.secret).update('epass/key-check/v1\0').digest('hex').slice(0, 16);
}

const IMPORTED = 1;
const CURRENT = 2;

/** Event id, then for each key: its id, flags, moment, length and bytes. Secret: seal it and wipe it. */
export function encodeKeySet({ eventId, keys }: KeySet): Buffer {
  const event = uuidToBytes(eventId);
  if (!event) throw new RangeError('the event id is no UUID');
  return Buffer.concat([event, ...keys.map(encodeKey)]);
}

function encodeKey(key: SigningKey): Buffer {
  const secret = key.secret.export();
  const head = Buffer.alloc(10);
  head.write(key.keyId, 0, 2, 'latin1');
  head.writeUInt8((key.source === 'imported' ? IMPORTED : 0) | (key.current ? CURRENT : 0), 2);
  head.writeUIntBE(fromInstant(key.createdAt), 3, 6);
  head.writeUInt8(secret.length, 9);
  return Buffer.concat([head, secret]);
}

/** Null for bytes that `encodeKeySet` did not write. */
export function decodeKeySet(bytes: Buffer): KeySet | null {
  if (bytes.length < 16) return null;
  const keys: SigningKey[] = [];
  for (let at = 16; at < bytes.length; ) {
    const end = at + 10 < bytes.length ? at + 10 + bytes.readUInt8(at + 9) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) return null;
    const flags = bytes.readUInt8(at + 2);
    keys.push({
      keyId: bytes.toString('latin1', at, at + 2),
      source: flags & IMPORTED ? 'imported' : 'made',
      createdAt: toInstant(bytes.readUIntBE(at + 3, 6)),
      current: (flags & CURRENT) !== 0,
      secret: createSecretKey(bytes.subarray(at + 10, end)),
    });
    at = end;
  }
  return { eventId: bytesToUuid(bytes.subarray(0, 16)), keys };
}

/** The set with one more key; a new current key takes the place of the one before. */
export function withKey(set: KeySet, key: SigningKey): KeySet {
  const others = key.current ? set.keys.map((other) => ({ ...other, current: false })) : set.keys;
  return { eventId: set.eventId, keys: [...others, key] };
}

/** The set as one of which nothing says which key signs. */
export function withoutCurrent(set: KeySet): KeySet {
  return { ...set, keys: set.keys.map((key) => ({ ...key, current: false })) };
}
