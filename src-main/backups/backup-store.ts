import type { Backup } from '../../src-shared/contract/backups';
import { type Instant, toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import { BACKUPS_KEEP_NAMES } from '../privacy/privacy';
import type { Settings } from '../settings/settings';
import { type FoundBackup, listBackups, type Root } from './backup-files';
import { backupsToPrune, isOf, type Owner, oldestSequence, removeBackup } from './prune';
import { secondRootOf, withinPatience } from './second-root';

interface StoreOptions {
  readonly folder: string;
  readonly db: Database;
  readonly settings: Settings;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type BackupStore = ReturnType<typeof createBackupStore>;

/** The backups of this event in both places, with what has been found out about them since they were made. */
export function createBackupStore({ folder, db, settings, now }: StoreOptions) {
  /** Ids of those that were found to be damaged. */
  const damaged = new Set<string>();

  /** Null where none is set for the second folder. */
  function rootOf(place: Root): string | null {
    if (place === 'here') return folder;
    const { secondFolder } = settings.backups();
    return secondFolder === null ? null : secondRootOf(secondFolder);
  }

  /** Newest first, other events' and those that cannot be told included. @throws when a share does not answer */
  async function list(place: Root): Promise<FoundBackup[]> {
    const root = rootOf(place);
    if (root === null) return [];
    const found = await withinPatience(listBackups(root, place));
    return found.map((one) => ({ ...one, backup: withFindings(one.backup) }));
  }

  /** When the last people were erased whom backups may not name any longer. */
  async function namesUntil(): Promise<Instant | null> {
    const { at } = await db
      .selectFrom('erasures')
      .where('at', '<=', toInstant(now() - BACKUPS_KEEP_NAMES))
      .select((eb) => eb.fn.max<Instant | null>('at').as('at'))
      .executeTakeFirstOrThrow();
    return at;
  }

  function withFindings(backup: Backup): Backup {
    return damaged.has(backup.id) ? { ...backup, state: 'damaged' } : backup;
  }

  return {
    rootOf,
    list,
    async owner(): Promise<Owner> {
      const row = await db.selectFrom('journal_lineage').select('lineage').executeTakeFirst();
      return { eventId: settings.eventId(), lineage: row?.lineage ?? null };
    },
    /** What a page shows: the event's own, and what nobody can tell. */
    async ofEvent(place: Root, owner: Owner): Promise<FoundBackup[]> {
      return (await list(place)).filter((one) => one.manifest === null || isOf(one, owner));
    },
    note(id: string, state: 'damaged' | 'sound'): void {
      if (state === 'damaged') damaged.add(id);
      else damaged.delete(id);
    },
    /** Takes away what is no longer kept. @returns from which change on the journal is still wanted there, or null */
    async prune(place: Root, owner: Owner): Promise<number | null> {
      const found = await list(place);
      const old = new Set(backupsToPrune(found, owner, await namesUntil()));
      for (const one of old) await removeBackup(one);
      const kept = found.filter((one) => !old.has(one));
      return oldestSequence(kept, owner);
    },
  };
}
