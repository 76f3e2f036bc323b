const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The 128 bits of a UUID of any version, or null for every other text. Capitals count as other text: a pass that is
 * stored under them would not be found under what `bytesToUuid` gives back.
 */
export function uuidToBytes(uuid: string): Uint8Array<ArrayBuffer> | null {
  if (!UUID.test(uuid)) return null;
  const digits = uuid.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}

/** @param bytes exactly 16 */
export function bytesToUuid(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
