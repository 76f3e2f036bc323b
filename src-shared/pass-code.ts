import { asCrockfordTyped, decodeCrockford, encodeCrockford } from './crockford';
import { bytesToUuid, uuidToBytes } from './uuid-bytes';

/** Bytes of the tag in a compact code: HMAC-SHA-256 cut to 128 bits. */
export const TAG_BYTES = 16;
/** Bytes of the signature in a seed payload: a whole HMAC-SHA-256. */
export const SIGNATURE_BYTES = 32;

/** `EP1.<key id>.<pass id>.<tag>`: 60 characters, all of the QR alphanumeric mode. */
export interface CompactCode {
  readonly kind: 'compact';
  /** Two characters of Crockford's base32. */
  readonly keyId: string;
  /** A UUID in small letters. */
  readonly passId: string;
  readonly tag: Uint8Array;
}

/** The payload of the earlier web application: base64 of the JSON `{"id": …, "sig": …}`. */
export interface SeedPayload {
  readonly kind: 'seed';
  readonly passId: string;
  readonly signature: Uint8Array;
}

const LONGEST_TEXT = 2_048;
const COMPACT = /^EP1\.([0-9A-Z]{2})\.([0-9A-Z]{26})\.([0-9A-Z]{26})$/;
const KEY_ID = /^[0-9A-HJKMNP-TV-Z]{2}$/;

const LONGEST_SEED = 1_024;
const BASE64 = /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)(={0,2})$/;
const SIGNATURE = /^[0-9a-f]{64}$/;
/** Without control characters, so that no signed id can be what is signed for a compact code. */
const SEED_ID = /^[^\p{Cc}\p{Cs}]{1,100}$/u;

/** True for an id that a compact code can carry; any other goes into a seed payload. */
export function fitsCompactCode(passId: string): boolean {
  return uuidToBytes(passId) !== null;
}

/** True for an id that a seed payload can carry. */
export function fitsSeedPayload(passId: string): boolean {
  return SEED_ID.test(passId);
}

/** @throws RangeError for a pass id, key id or tag that no compact code can carry */
export function formatCompactCode({ keyId, passId, tag }: Omit<CompactCode, 'kind'>): string {
  const id = uuidToBytes(passId);
  if (!id || !KEY_ID.test(keyId) || tag.length !== TAG_BYTES) throw new RangeError('not the parts of a compact code');
  return `EP1.${keyId}.${encodeCrockford(id)}.${encodeCrockford(tag)}`;
}

/** @throws RangeError for a pass id or signature that no seed payload can carry */
export function formatSeedPayload({ passId, signature }: Omit<SeedPayload, 'kind'>): string {
  if (!fitsSeedPayload(passId) || signature.length !== SIGNATURE_BYTES) {
    throw new RangeError('not the parts of a seed payload');
  }
  const sig = Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const json = new TextEncoder().encode(JSON.stringify({ id: passId, sig }));
  return btoa(String.fromCharCode(...json));
}

/**
 * What a scanned or typed text claims to be; nothing of it is verified. Null for every text that is neither a compact
 * code nor a seed payload. Never throws, whatever it is given.
 */
export function parsePassCode(text: string): CompactCode | SeedPayload | null {
  if (text.length > LONGEST_TEXT) return null;
  const trimmed = text.trim();
  return parseCompactCode(trimmed) ?? parseSeedPayload(trimmed);
}

/** Takes small letters and look-alikes, because codes are typed by hand too; apart from those one code is one text. */
function parseCompactCode(text: string): CompactCode | null {
  const [, keyId = '', idText = '', tagText = ''] = COMPACT.exec(asCrockfordTyped(text)) ?? [];
  const id = decodeCrockford(idText);
  const tag = decodeCrockford(tagText);
  if (!KEY_ID.test(keyId) || id?.length !== 16 || tag?.length !== TAG_BYTES) return null;
  return { kind: 'compact', keyId, passId: bytesToUuid(id), tag };
}

function parseSeedPayload(text: string): SeedPayload | null {
  const json = text.length > LONGEST_SEED ? null : decodeBase64(text);
  if (json === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return null;
  const passId = ownText(value, 'id') ?? ownText(value, 'pass_id');
  const signature = ownText(value, 'sig') ?? ownText(value, 'signature');
  if (passId === null || signature === null || !SEED_ID.test(passId) || !SIGNATURE.test(signature)) return null;
  return { kind: 'seed', passId, signature: hexToBytes(signature) };
}

/** Base64 or base64url, with its padding or without any; null unless the bytes are UTF-8 and have no other such text. */
function decodeBase64(text: string): string | null {
  const match = BASE64.exec(text);
  if (!match || (match[1] !== '' && text.length % 4 !== 0)) return null;
  const bare = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    const binary = atob(bare);
    if (btoa(binary).replace(/=+$/, '') !== bare) return null;
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(binary, (character) => character.charCodeAt(0)),
    );
  } catch {
    return null;
  }
}

function ownText(value: object, name: string): string | null {
  const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
  return typeof found === 'string' ? found : null;
}

function hexToBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}
