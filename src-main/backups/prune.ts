import { rm } from 'node:fs/promises';
import type { BackupKind } from '../../src-shared/contract/backups';
import type { Instant } from '../../src-shared/instant';
import type { FoundBackup } from './backup-files.ts';
import { manifestPath } from './manifest.ts';

/** How many of each kind are kept. */
export const KEPT: Readonly<Record<BackupKind, number>> = {
  hourly: 24,
  daily: 7,
  manual: 5,
  'before-update': 5,
  'before-restore': 5,
};

/** Whose backups are looked after: other events can have theirs in the same folder. */
export interface Owner {
  readonly eventId: string | null;
  readonly lineage: string | null;
}

/**
 * What may go: of each kind, everything behind the newest that are verified, and what still names people who were
 * erased long enough ago. One that is damaged counts for nothing, so it pushes no good one out. The newest verified one
 * of all stays whatever the numbers say.
 * @param namesUntil backups from before that moment name people who have to be gone by now; null for none
 */
export function backupsToPrune(
  found: readonly FoundBackup[],
  owner: Owner,
  namesUntil: Instant | null = null,
): FoundBackup[] {
  const own = newestFirst(found, owner);
  const newest = own.find(isVerified);
  const seen: Partial<Record<BackupKind, number>> = {};
  return own.filter((one) => {
    const { kind, at } = one.backup;
    const before = seen[kind] ?? 0;
    if (isVerified(one)) seen[kind] = before + 1;
    return (before >= KEPT[kind] || (namesUntil !== null && at < namesUntil)) && one !== newest;
  });
}

/**
 * Backups of this event. Those that its own journal goes on from come first, in the order of its changes, because
 * clocks can be wrong and numbers are not.
 */
export function newestFirst(found: readonly FoundBackup[], { eventId, lineage }: Owner): FoundBackup[] {
  const place = ({ manifest }: FoundBackup) => (manifest && manifest.lineage === lineage ? manifest.sequence : -1);
  return found.filter((one) => isOf(one, { eventId })).toSorted((a, b) => place(b) - place(a));
}

/** A backup that was made before there was an event, as before an update, is everybody's. */
export function isOf({ manifest }: FoundBackup, { eventId }: Pick<Owner, 'eventId'>): boolean {
  return manifest !== null && (manifest.eventId === eventId || manifest.eventId === null);
}

/** From where on a root's journal is still wanted; null when no backup there needs any. */
export function oldestSequence(found: readonly FoundBackup[], { lineage }: Owner): number | null {
  const wanted = found.filter((one) => isVerified(one) && one.manifest?.lineage === lineage);
  return wanted.length === 0 ? null : Math.min(...wanted.map(({ manifest }) => manifest?.sequence ?? 0));
}

/** The backup first: a manifest without one is nothing, and a backup without its manifest would look unverified. */
export async function removeBackup({ path }: FoundBackup): Promise<void> {
  await rm(path, { force: true });
  await rm(manifestPath(path), { force: true });
}

export function isVerified({ backup }: FoundBackup): boolean {
  return backup.state === 'verified';
}
