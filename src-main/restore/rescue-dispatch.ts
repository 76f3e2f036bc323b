import { contract } from '../../src-shared/contract/contract';
import type { Contract, Handlers } from '../../src-shared/contract/operation';
import type { Caller } from '../caller';
import { createDispatch, type Dispatch } from '../dispatch';
import type { Log } from '../log';

/**
 * Answers some operations while no event is open, for whoever sits at the desk's own window: nobody can sign in. All
 * others answer `storage-failed`.
 */
export function createRescueDispatch<C extends Contract>(
  offered: C,
  handlers: Handlers<C, Caller>,
  log: Pick<Log, 'bug'>,
): Dispatch {
  const rescue = createDispatch<C>({
    contract: offered,
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
    const isOther = !Object.hasOwn(offered, name) && Object.hasOwn(contract, name);
    return isOther ? { ok: false, code: 'storage-failed' } : rescue(name, input, connection);
  };
}
