import type { OperationName } from '../../src-shared/contract/contract';
import type { eventFolderContract } from '../../src-shared/contract/desktop';
import type { StartUpProblem } from '../../src-shared/start-up-problem';
import type { HandlersOf } from '../caller';
import { ExpectedError } from '../expected-error';
import { lockFolder } from '../lock';
import type { Options } from '../options';
import type { Dialogs } from '../restore/dialogs';
import { EventFolderAwayError, eventFolderOf } from './event-folder';
import { lookAtFolder } from './look-at-folder';
import type { MachineStore } from './machine-store';

export type EventFolderOperation = Extract<OperationName, keyof typeof eventFolderContract>;
export type EventFolderHandlers = HandlersOf<EventFolderOperation>;

export interface EventFolderOptions extends Pick<Options, 'folder' | 'isNamed' | 'demo'> {
  readonly dialogs: Dialogs;
  /** Opened when it is first asked. */
  readonly machine: () => Promise<Pick<MachineStore, 'saveEventFolder'>>;
  /** Closes the office and opens it where the event is now; what kept it from that, or null. */
  readonly reopen: () => Promise<StartUpProblem | null>;
}

/** In which folder of this computer the event is, and another one in its place. */
export function createEventFolderHandlers(options: EventFolderOptions): EventFolderHandlers {
  const { dialogs, machine, reopen } = options;
  const usual = options.folder;
  /** Whether a change is under way: two at once would each take the other's folder for the one before. */
  let changing = false;

  function current(): string {
    try {
      return eventFolderOf(options);
    } catch (error) {
      if (error instanceof EventFolderAwayError) return error.folder;
      throw error;
    }
  }

  const look = (folder: string) => lookAtFolder(folder, { current: current(), usual });

  async function change(folder: string): Promise<{ problem: StartUpProblem | null }> {
    const store = await machine();
    const before = current();
    // From here on it can be told from a folder that is only called like it.
    lockFolder(folder)();
    store.saveEventFolder(folder === usual ? null : folder);
    const problem = await reopen();
    if (problem === null) return { problem };
    store.saveEventFolder(before === usual ? null : before);
    await reopen();
    return { problem };
  }

  return {
    'desktop.eventFolder': async () => {
      const folder = current();
      const because = options.isNamed || options.demo ? 'named' : folder === usual ? 'usual' : 'chosen';
      return { folder, because, usual: { folder: usual, holds: await look(usual) } };
    },
    'desktop.chooseEventFolder': async () => {
      const folder = await dialogs.chooseFolder();
      return { chosen: folder === null ? null : { folder, holds: await look(folder) } };
    },
    'desktop.useEventFolder': async ({ folder, holds }) => {
      if (options.isNamed || options.demo || changing) throw new ExpectedError('conflict');
      changing = true;
      try {
        if ((await look(folder)) !== holds) throw new ExpectedError('conflict');
        return await change(folder);
      } finally {
        changing = false;
      }
    },
  };
}
