import { isTrusted, type KeyRows } from './key-rows';
import { checkValueOf, type KeySet, MOST_KEYS } from './key-set';

/**
 * The keys of a kit together with those already here; null when they cannot be keys of one event: another event id, a
 * key that contradicts a row or an own key of the same id, a kit that has none of the keys this office knows, or more
 * keys than a kit can carry. What is current here stays current, even when its key is on neither side: a key that was
 * rotated away does not come back into use by an old kit.
 */
export function mergeKit(eventId: string, kit: KeySet, own: KeySet | null, rows: KeyRows): KeySet | null {
  if (kit.eventId !== eventId || !kit.keys.every((key) => isTrusted(rows, key))) return null;
  if (rows.length > 0 && !kit.keys.some((key) => rows.some((row) => row.key_id === key.keyId))) return null;

  const trusted = own?.keys.filter((key) => isTrusted(rows, key)) ?? [];
  const onKit = new Map(kit.keys.map((key) => [key.keyId, key]));
  for (const key of trusted) {
    const same = onKit.get(key.keyId);
    if (same && checkValueOf(same) !== checkValueOf(key)) return null;
  }

  const keys = [...kit.keys, ...trusted.filter((key) => !onKit.has(key.keyId))];
  if (keys.length > MOST_KEYS) return null;
  const currentId =
    trusted.find((key) => key.current)?.keyId ??
    rows.find((row) => row.is_current === 1)?.key_id ??
    kit.keys.find((key) => key.current)?.keyId;
  return { eventId, keys: keys.map((key) => ({ ...key, current: key.keyId === currentId })) };
}
