import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { SigningKey } from '../signing/key-set';

export const MAC_BYTES = 32;

/**
 * What only a desk that has a signing key can say. Under a key that follows from it, so that nothing which the office
 * signs on a pass can ever be taken for this.
 * @param use keeps what is said for one purpose from being taken for another
 */
export function macOf(key: SigningKey, eventId: string, use: string, ...said: (string | Buffer)[]): Buffer {
  const derived = Buffer.from(hkdfSync('sha256', key.secret, eventId, 'epass/desks/v1', MAC_BYTES));
  const mac = createHmac('sha256', derived).update(`${use}\0`);
  for (const part of said) {
    const bytes = Buffer.from(part);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    mac.update(length).update(bytes);
  }
  return mac.digest();
}

interface Approvable {
  readonly desk_id: string;
  readonly public_key: string;
  readonly approval: string | null;
}

/**
 * What stands in the row of a desk that was let in by one with the keys. Always under the key that signs at that time:
 * who knows only keys from before a rotation can let nobody in.
 */
export function approvalOf(current: SigningKey, eventId: string, desk: Omit<Approvable, 'approval'>): string {
  return macOf(current, eventId, 'epass/desk-approval/v1', desk.desk_id, desk.public_key).toString('hex');
}

/** Whether a desk was let in by one with the keys, whatever else its row says. */
export function isApproved(current: SigningKey, eventId: string, desk: Approvable): boolean {
  if (desk.approval === null) return false;
  const right = Buffer.from(approvalOf(current, eventId, desk));
  const said = Buffer.from(desk.approval);
  return said.length === right.length && timingSafeEqual(said, right);
}
