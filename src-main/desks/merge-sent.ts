import { isTrusted, type KeyRows } from '../signing/key-rows';
import type { KeySet, SigningKey } from '../signing/key-set';
import type { SentKey } from './sealed-keys';

/**
 * The keys of this desk together with those that others have sealed for it; null when there is nothing to take up.
 *
 * A desk that has keys takes what the one that signs here vouches for. One that has none takes what the oldest vouches
 * for that was current when it was sent. Every desk vouches with all keys that it has, so that one which missed several
 * rotations finds the word of the key that it knows on each.
 * @param own null for a desk that has no keys
 */
export function mergeSent(
  eventId: string,
  sent: readonly SentKey[],
  own: KeySet | null,
  rows: KeyRows,
): { readonly set: KeySet; readonly from: SentKey } | null {
  const anchor = own ? (own.keys.find((key) => key.current) ?? null) : (oldest(sent)?.key ?? null);
  if (!anchor) return null;

  const isRow = (key: SigningKey) => rows.some((row) => row.key_id === key.keyId) && isTrusted(rows, key);
  const isNew = (key: SigningKey) => !own?.keys.some(({ keyId }) => keyId === key.keyId);
  const taken = sent.filter((one) => isNew(one.key) && isRow(one.key) && one.isVouchedForBy(anchor));
  const [from] = taken;
  if (!from) return null;
  const keys = [...(own?.keys ?? []), ...taken.map(({ key }) => key)];
  const current = newest(taken)?.key.keyId ?? anchor.keyId;
  return { from, set: { eventId, keys: keys.map((key) => ({ ...key, current: key.keyId === current })) } };
}

// Which of two was current first, no clock tells: desks differ. But the later one was sealed by a desk that had both.

function oldest(sent: readonly SentKey[]): SentKey | undefined {
  const current = sent.filter(({ key }) => key.current);
  return current.find((one) => current.every((other) => other === one || other.isVouchedForBy(one.key)));
}

function newest(sent: readonly SentKey[]): SentKey | undefined {
  const current = sent.filter(({ key }) => key.current);
  return current.find((one) => current.every((other) => other === one || one.isVouchedForBy(other.key)));
}
