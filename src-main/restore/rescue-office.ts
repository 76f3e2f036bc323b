import { backupsContract } from '../../src-shared/contract/backups';
import { storeContract } from '../../src-shared/contract/store';
import type { Log } from '../log';
import type { KeptOffice } from '../office-keeper';
import { type RelocationOptions, relocateStore } from '../store/relocate';
import { tryStore } from '../store/try-store';
import type { Dialogs } from './dialogs';
import { createRescueDispatch } from './rescue-dispatch';
import { createRestoreHandlers, type RestoreOperation } from './restore-handlers';
import type { Restoring } from './restoring';

interface RescueOptions {
  readonly restoring: Restoring;
  readonly relocation: RelocationOptions;
  readonly dialogs: Dialogs | null;
  readonly log: Log;
}

type RescueContract = Pick<typeof backupsContract, RestoreOperation> &
  Pick<typeof storeContract, 'store.try' | 'store.relocate'>;
const OFFERED: RescueContract = {
  'restore.list': backupsContract['restore.list'],
  'restore.choose': backupsContract['restore.choose'],
  'restore.try': backupsContract['restore.try'],
  'restore.apply': backupsContract['restore.apply'],
  'restore.progress': backupsContract['restore.progress'],
  'store.try': storeContract['store.try'],
  'store.relocate': storeContract['store.relocate'],
};

/**
 * Stands in for an office whose event cannot be opened. At the desk's own window a backup can be brought back, or a store
 * that has moved be found, after which the office is there and the page has to be loaded anew at `/`; everything else
 * answers `storage-failed`.
 */
export function createRescueOffice({ restoring, relocation, dialogs, log }: RescueOptions): KeptOffice {
  const handlers = {
    ...createRestoreHandlers(restoring, dialogs),
    'store.try': ({ address }: { readonly address: string }) => tryStore(address, relocation),
    'store.relocate': ({ address }: { readonly address: string }) => relocateStore(address, relocation),
  };
  return {
    dispatch: createRescueDispatch<RescueContract>(OFFERED, handlers, log),
    settings: { eventOrNull: () => null },
    async close(answering = false) {
      if (!answering) restoring.close();
    },
  };
}
