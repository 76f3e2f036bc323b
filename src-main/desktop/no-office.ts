import { contract } from '../../src-shared/contract/contract';
import { eventFolderContract } from '../../src-shared/contract/desktop';
import { createDispatch, type Dispatch } from '../dispatch';
import type { Log } from '../log';
import type { EventFolderHandlers } from '../machine/event-folder-handlers';

/**
 * Answers where no office is open: whoever sits at the desk's own window may go on in another folder. Everything else
 * answers `storage-failed`.
 */
export function createNoOffice(handlers: EventFolderHandlers, log: Log): Dispatch {
  const dispatch = createDispatch<typeof eventFolderContract>({
    contract: eventFolderContract,
    handlers,
    callerOf: (connection) => ({
      role: connection.transport === 'ipc' ? 'rescuer' : 'visitor',
      username: null,
      deviceId: null,
      connection,
    }),
    reportBug: (operation, error) => log.bug(operation, error),
  });
  return async (name, input, connection) => {
    const isOther = !Object.hasOwn(eventFolderContract, name) && Object.hasOwn(contract, name);
    return isOther ? { ok: false, code: 'storage-failed' } : dispatch(name, input, connection);
  };
}
