import { mkdirSync } from 'node:fs';
import { type BoxOfficeOptions, openBoxOffice } from '../box-office';
import { UnusableDatabaseError } from '../database/unusable-database';
import { createOfficeKeeper, type OfficeKeeper } from '../office-keeper';
import { knownEventOf, readStoreChoice, type StoreChoice } from '../store/store-config';
import { checkEventFile } from './check-event-file';
import { finishRestore } from './put-in-place';
import { createRescueOffice } from './rescue-office';
import { createRestoring } from './restoring';

export interface KeptOfficeOptions extends Omit<BoxOfficeOptions, 'replace' | 'restored' | 'store'> {
  /** A store that was named from outside; else it is what the folder says. */
  readonly store?: StoreChoice | null;
  /** Whether the event was put there by a restore that was asked for on the command line. */
  readonly restored?: boolean;
  /** Whether to stand in for an event that cannot be opened, so that a backup can be brought back. */
  readonly rescue: boolean;
}

/**
 * Opens the event in a folder, which nobody else may have open, so that a restore can exchange it.
 * @throws what opening it throws, where nobody is to be rescued
 */
export function openKeptOffice({ rescue, restored = false, ...options }: KeptOfficeOptions): Promise<OfficeKeeper> {
  const { folder, gate, log } = options;
  const storeOf = () => options.store ?? readStoreChoice(folder);
  return createOfficeKeeper({
    log,
    async open(kept, replace, isReplaced) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const store = storeOf();
      finishRestore(folder);
      if (store === null) checkEventFile(folder);
      return openBoxOffice({
        ...options,
        store,
        replace,
        restored: restored || isReplaced,
        // Phones reach whichever event is open, and what they ask is counted before it is closed.
        gate: { ...gate, serve: (_office, at) => gate.serve(kept, at) },
      });
    },
    rescue: rescue
      ? (problem, replace) => {
          // Whatever has it open would go on writing to a file that is no longer the event.
          if (problem instanceof UnusableDatabaseError && problem.reason === 'in-use') throw problem;
          log.bug('start-up', problem);
          const store = storeOf();
          return createRescueOffice({
            restoring: createRestoring({ ...options, replace, isShared: store !== null }),
            relocation: { ...options, store, replace, eventId: () => knownEventOf(folder) },
            dialogs: options.dialogs,
            log,
          });
        }
      : null,
  });
}
