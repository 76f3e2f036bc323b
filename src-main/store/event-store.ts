import { rmSync } from 'node:fs';
import path from 'node:path';
import type { LogEvent } from 'kysely';
import { backUpBeforeUpdate } from '../backups/before-update';
import { runJob } from '../backups/run-job';
import { ensureFolder, sweepTemporary, temporaryName } from '../backups/safe-files';
import { hasTables, migrate } from '../database/migrate';
import { hasLeft } from '../database/postgres/left-store';
import { BACKUPS_LOCK } from '../database/postgres/locks';
import { openSharedStore } from '../database/postgres/shared-store';
import { parseStoreAddress } from '../database/postgres/store-address';
import { MIGRATED } from '../database/postgres/watch';
import { UnusableDatabaseError } from '../database/unusable-database';
import type { Log } from '../log';
import { wipingOfStore } from '../privacy/wipe';
import type { EventJournal, OpenedEvent } from './opened-event';
import type { StoreChoice } from './store-config';

interface EventStoreOptions {
  /** The desk's own folder: its keys, and the backups that it makes. */
  readonly folder: string;
  readonly store: StoreChoice;
  readonly backupWorker: URL;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  readonly observe: (event: LogEvent) => void;
}

/** A server has a log of changes of its own, which is what its operator's backups and replicas go by. */
const KEPT_BY_SERVER: EventJournal = {
  status: () => ({ state: 'store', since: null, second: 'none', hasGap: false }),
  startSegment: () => undefined,
  prune: () => undefined,
  setSecondRoot: () => undefined,
  encryptionChanged: () => undefined,
  redact: () => Promise.resolve(),
};

const OWNER = 'store';

/**
 * Opens the event in a store that desks share, brought up to date by whichever desk comes first.
 * @param undo gets what has to be closed should the rest not open, in the order in which it was opened
 * @throws StoreAddressError, UnusableDatabaseError, NewerDatabaseError
 */
export async function openEventStore(options: EventStoreOptions, undo: (() => unknown)[]): Promise<OpenedEvent> {
  const { folder, store, backupWorker, now, log, observe } = options;
  const shared = await openSharedStore(parseStoreAddress(store.address), { now, log, observe });
  const { db, changes, state, bytes, close } = shared;
  undo.push(close);

  /** Exported anew each time, and gone afterwards. */
  async function withFile<T>(work: (file: string) => Promise<T>): Promise<T> {
    const place = path.join(folder, 'backups');
    ensureFolder(place);
    sweepTemporary(place, OWNER);
    const file = path.join(place, temporaryName(OWNER));
    try {
      await runJob(backupWorker, { name: 'storeExport', input: { address: store.address, file, at: now() } });
      return await work(file);
    } finally {
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
    }
  }

  if ((await hasTables(db)) && (await hasLeft(db))) throw new UnusableDatabaseError('store-left');
  await backUpBeforeUpdate({ ...options, db, worker: backupWorker, withFile });
  if (await migrate(db)) await shared.tell(MIGRATED);

  return {
    db,
    shared,
    changes,
    storage: state,
    sizes: async () => ({ bytes: await bytes(), walBytes: 0 }),
    keep: () =>
      Promise.resolve({
        journal: KEPT_BY_SERVER,
        wiping: wipingOfStore(db),
        isOnDuty: () => shared.holds(BACKUPS_LOCK),
        withFile,
        close: () => Promise.resolve(),
      }),
    close,
  };
}
