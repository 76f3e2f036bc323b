import type { Dispatch } from '../dispatch';
import type { Log } from '../log';
import type { EventFolderHandlers, EventFolderOptions } from '../machine/event-folder-handlers';

/** In which folder the event is. Nothing of it is needed for the first picture. */
export function createLateEventFolder({ log, ...options }: EventFolderOptions & { readonly log: Log }) {
  let opening: Promise<EventFolderHandlers> | null = null;

  function open(): Promise<EventFolderHandlers> {
    opening ??= import('../machine/event-folder-handlers').then((library) =>
      library.createEventFolderHandlers(options),
    );
    return opening;
  }

  /** Answers while no office is open. */
  const noOffice: Dispatch = async (name, input, connection) => {
    const [handlers, { createRescueDispatch }, { eventFolderContract }] = await Promise.all([
      open(),
      import('../restore/rescue-dispatch'),
      import('../../src-shared/contract/desktop'),
    ]);
    return createRescueDispatch(eventFolderContract, handlers, log)(name, input, connection);
  };

  return { open, noOffice };
}
