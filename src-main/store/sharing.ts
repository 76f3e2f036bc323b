import path from 'node:path';
import type { Input, Output } from '../../src-shared/contract/operation';
import type { StoreStatus, storeContract } from '../../src-shared/contract/store';
import { toInstant } from '../../src-shared/instant';
import { runJob } from '../backups/run-job';
import { type Left, markLeft } from '../database/postgres/left-store';
import { openSharedStore, type SharedStore } from '../database/postgres/shared-store';
import { parseStoreAddress } from '../database/postgres/store-address';
import { StoreAwayError } from '../database/postgres/store-errors';
import { ExpectedError } from '../expected-error';
import { EVENT_FILE } from '../folder-files';
import type { Log } from '../log';
import type { Replace } from '../office-keeper';
import { makeScratchFolder, putAside, putBack, putInPlace, takeBack } from '../restore/put-in-place';
import { relocateStore } from './relocate';
import { forgetStoreChoice, type StoreChoice, writeStoreChoice } from './store-config';
import { refusal, tryStore } from './try-store';

type Operations = typeof storeContract;
type Moved = Output<Operations['store.share']>;

interface SharingOptions {
  readonly folder: string;
  /** What the office that is open works on; null for a file. */
  readonly store: StoreChoice | null;
  readonly shared: SharedStore | null;
  /** Of this desk in that store. */
  readonly deskId: string | null;
  /** Null before the set-up. */
  readonly eventId: () => string | null;
  readonly isOnDuty: () => Promise<boolean>;
  readonly replace: Replace;
  readonly backupWorker: URL;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  readonly demo: boolean;
}

export type Sharing = ReturnType<typeof createSharing>;

/** Moves the event of this desk to a store that desks share and back, and makes this desk one of a store's. */
export function createSharing(options: SharingOptions) {
  const { folder, store, shared, deskId, eventId, isOnDuty, replace, backupWorker, now, log, demo } = options;
  const event = path.join(folder, EVENT_FILE);
  let done: number | null = null;
  const progress = { name: 'store.progress', value: () => ({ done }) };
  const onProgress = (part: number) => {
    done = part;
  };

  /** What was named from outside is changed there, and a demo is nobody's. */
  function refuseFixed(): void {
    if (demo || store?.fixed) throw new ExpectedError('conflict');
  }

  /** @throws ExpectedError `conflict` unless the event is a file of this desk */
  function refuseShared(): void {
    refuseFixed();
    if (store !== null) throw new ExpectedError('conflict');
  }

  async function share({ address, deskName }: Input<Operations['store.share']>): Promise<Moved> {
    refuseShared();
    if ((await tryStore(address, options)).event !== null) throw refusal('store-taken');
    let keptAs: string | null = null;
    return moving(() =>
      replace({
        progress,
        unusable: 'storage-failed',
        async put() {
          const input = { address, file: event, at: now() };
          const counts = await runJob(backupWorker, { name: 'storeFill', input }, onProgress);
          writeStoreChoice(folder, { address, deskName }, eventId());
          keptAs = putAside(folder, toInstant(now()));
          log.info('the event was moved to a shared store', counts);
          return { passes: counts.passes, scans: counts.scans };
        },
        async takeBack() {
          takeBack(folder, keptAs);
          forgetStoreChoice(folder);
          // What is in the store is no event: it can be shared to once more.
          await onStore(address, ({ db }) => db.deleteFrom('settings').execute());
        },
      }),
    );
  }

  async function join({ address, deskName }: Input<Operations['store.join']>): Promise<null> {
    refuseShared();
    if ((await tryStore(address, options)).event === null) throw refusal('store-empty');
    let keptAs: string | null = null;
    await replace({
      unusable: 'storage-failed',
      async put() {
        writeStoreChoice(folder, { address, deskName }, null);
        keptAs = putAside(folder, toInstant(now()));
      },
      async takeBack() {
        takeBack(folder, keptAs);
        forgetStoreChoice(folder);
      },
    });
    return null;
  }

  async function leave(): Promise<Moved> {
    refuseFixed();
    if (store === null || shared === null) throw new ExpectedError('conflict');
    if ((await shared.others()) > 0) throw new ExpectedError('store-in-use');
    const { address, deskName } = store;
    const copy = path.join(makeScratchFolder(folder), EVENT_FILE);
    let keptAs: string | null = null;
    const bringBack = async () => {
      const counts = await runJob(
        backupWorker,
        { name: 'storeExport', input: { address, file: copy, at: now() } },
        onProgress,
      );
      await runJob(backupWorker, { name: 'storeDetach', input: { file: copy, deskId } });
      forgetStoreChoice(folder);
      keptAs = putInPlace(folder, copy, toInstant(now()));
      log.info('the event was brought back to a file', counts);
      return { passes: counts.passes, scans: counts.scans };
    };
    return moving(() =>
      replace({
        progress,
        unusable: 'storage-failed',
        // First of all, so that nobody who opens the store meanwhile goes on with it.
        put: () => withMark(address, { at: toInstant(now()), desk: deskName }, bringBack),
        async takeBack() {
          putBack(folder, keptAs);
          writeStoreChoice(folder, { address, deskName }, eventId());
          await onStore(address, ({ db }) => markLeft(db, null));
        },
      }),
    );
  }

  /** Marks the store as left while the event is brought back, and takes that back if it was not. */
  async function withMark<T>(address: string, left: Left, work: () => Promise<T>): Promise<T> {
    await onStore(address, async (opened) => {
      await markLeft(opened.db, left);
      // Who came in between the question and the mark works on.
      if ((await opened.others()) === 0) return;
      await markLeft(opened.db, null);
      throw new ExpectedError('store-in-use');
    });
    try {
      return await work();
    } catch (error) {
      writeStoreChoice(folder, { address, deskName: left.desk }, eventId());
      await onStore(address, ({ db }) => markLeft(db, null));
      throw error;
    }
  }

  async function onStore<T>(address: string, work: (opened: SharedStore) => Promise<T>): Promise<T> {
    const opened = await openSharedStore(parseStoreAddress(address), { ...options, connections: 1 });
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  }

  async function moving<T>(work: () => Promise<T>): Promise<T> {
    done = 0;
    try {
      return await work();
    } finally {
      done = null;
    }
  }

  async function status(): Promise<StoreStatus> {
    if (store === null || shared === null) return { kind: 'file' };
    // Where it was is told all the same, and at once.
    const isAway = shared.state().dead;
    return {
      kind: 'shared',
      name: shared.name,
      fixed: store.fixed,
      bytes: isAway ? null : await shared.bytes().catch(nullIfAway),
      isAway,
      connections: shared.connections(),
      backsUp: !isAway && (await isOnDuty()),
    };
  }

  return {
    status,
    try: (address: string) => tryStore(address, options),
    share,
    join,
    leave,
    relocate: (address: string) => relocateStore(address, options),
    progress: () => ({ done }),
  };
}

function nullIfAway(error: unknown): null {
  if (error instanceof StoreAwayError) return null;
  throw error;
}
