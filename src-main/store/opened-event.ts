import type { BackupsJournal } from '../backups/backups';
import type { SharedStore } from '../database/postgres/shared-store';
import type { Database } from '../database/sqlite';
import type { StorageState } from '../database/storage';
import type { Wiping } from '../privacy/wipe';
import type { Settings } from '../settings/settings';

/** The event that an office works on, whether it is a file of this desk or a store that several desks share. */
export interface OpenedEvent {
  readonly db: Database;
  /** Null for a file. */
  readonly shared: SharedStore | null;
  /** Goes up with every row that is written, here or at another desk, so that a figure can tell whether it is still true. */
  readonly changes: () => number;
  readonly storage: () => StorageState;
  /** In bytes. */
  readonly sizes: () => Promise<{ readonly bytes: number; readonly walBytes: number }>;
  /** What keeps it safe, once its settings are known. */
  readonly keep: (settings: Settings) => Promise<Keeping>;
  close(): Promise<void>;
}

/** What keeps an event safe beside its database. */
export interface Keeping {
  readonly journal: EventJournal;
  readonly wiping: Wiping;
  /** Whether it falls to this desk to make scheduled backups. */
  readonly isOnDuty: () => Promise<boolean>;
  /** Has something done with a file that holds the event as it is now. */
  readonly withFile: <T>(work: (file: string) => Promise<T>) => Promise<T>;
  close(): Promise<void>;
}

export interface EventJournal extends BackupsJournal {
  /** Takes the people of these passes out of what was written before. */
  redact(passIds: readonly string[]): Promise<void>;
}
