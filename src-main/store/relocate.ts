import { ExpectedError } from '../expected-error';
import type { Log } from '../log';
import type { Replace } from '../office-keeper';
import { type StoreChoice, writeStoreChoice } from './store-config';
import { refusal, tryStore } from './try-store';

export interface RelocationOptions {
  readonly folder: string;
  /** What this desk works on; null for a file. */
  readonly store: StoreChoice | null;
  /** The event that this desk works on, as far as it knows without its store. */
  readonly eventId: () => string | null;
  readonly replace: Replace;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Has this desk go on with its store at another address: its server has moved, or has another password. Whether the old
 * address still answers does not matter. With anything but the same event nothing changes.
 * @throws ExpectedError `conflict` for an event in a file; `invalid-input` on `address`
 */
export async function relocateStore(address: string, options: RelocationOptions): Promise<null> {
  const { folder, store, eventId, replace, log } = options;
  if (store === null) throw new ExpectedError('conflict');
  if (store.fixed) throw refusal('store-fixed');
  const { event, name } = await tryStore(address, options);
  if (event === null) throw refusal('store-empty');
  if (!event.isThis) throw refusal('store-other-event');
  const moveTo = (next: string) => writeStoreChoice(folder, { ...store, address: next }, eventId());
  await replace({
    unusable: 'storage-failed',
    put: async () => moveTo(address),
    takeBack: async () => moveTo(store.address),
  });
  log.info('the store is at another address', { server: `${name.host}:${name.port}` });
  return null;
}
