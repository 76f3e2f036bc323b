import { backupsContract } from '../../src-shared/contract/backups';
import { contract } from '../../src-shared/contract/contract';
import { createDispatch } from '../dispatch';
import type { Log } from '../log';
import type { KeptOffice } from '../office-keeper';
import type { Dialogs } from './dialogs';
import { createRestoreHandlers, type RestoreOperation } from './restore-handlers';
import type { Restoring } from './restoring';

interface RescueOptions {
  readonly restoring: Restoring;
  readonly dialogs: Dialogs | null;
  readonly log: Log;
}

type RestoreContract = Pick<typeof backupsContract, RestoreOperation>;

/**
 * Stands in for an office whose event cannot be opened. At the desk's own window a backup can be brought back, after
 * which the office is there and the page has to be loaded anew at `/`; everything else answers `storage-failed`.
 */
export function createRescueOffice({ restoring, dialogs, log }: RescueOptions): KeptOffice {
  const rescue = createDispatch<RestoreContract>({
    contract: {
      'restore.list': backupsContract['restore.list'],
      'restore.choose': backupsContract['restore.choose'],
      'restore.try': backupsContract['restore.try'],
      'restore.apply': backupsContract['restore.apply'],
      'restore.progress': backupsContract['restore.progress'],
    },
    handlers: createRestoreHandlers(restoring, dialogs),
    callerOf: (connection) => ({
      role: connection.transport === 'ipc' ? 'rescuer' : 'visitor',
      username: null,
      deviceId: null,
      connection,
    }),
    reportBug: (operation, error) => log.bug(operation, error),
  });
  return {
    async dispatch(name, input, connection) {
      const isOther = !name.startsWith('restore.') && Object.hasOwn(contract, name);
      return isOther ? { ok: false, code: 'storage-failed' } : rescue(name, input, connection);
    },
    settings: { eventOrNull: () => null },
    async close(answering = false) {
      if (!answering) restoring.close();
    },
  };
}
