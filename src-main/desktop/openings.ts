import type { Dispatch } from '../dispatch';
import type { EventFolderOperation } from '../machine/event-folder-handlers';
import type { OfficeKeeper } from '../office-keeper';
import { isOfficeWell } from '../unexpected';

/** What is asked of the program, and not of an event. By name: the contract would be read before the first picture. */
const OF_FOLDER: Readonly<Record<EventFolderOperation, true>> = {
  'desktop.eventFolder': true,
  'desktop.chooseEventFolder': true,
  'desktop.useEventFolder': true,
};

interface OpeningsOptions {
  readonly open: () => Promise<OfficeKeeper>;
  /** Shows in the window why there is no office; settles once that page is there. */
  readonly tell: (problem: unknown) => Promise<void>;
  /** Answers while there is none. */
  readonly noOffice: Dispatch;
}

/**
 * The office behind the window, which somebody may try to open again from the page that says why it is not open, or open
 * where another event is.
 */
export function createOpenings({ open, tell, noOffice }: OpeningsOptions) {
  let office: OfficeKeeper | null = null;
  let opening: Promise<unknown> = Promise.resolve(null);
  /** The window was told of the problem, and asks for nothing of an event. */
  let isTold = false;

  async function attempt(): Promise<unknown> {
    const before = office;
    office = null;
    try {
      // What stands in for an office has the folder locked, as an office has.
      await before?.close();
      office = await open();
      return office.problem();
    } catch (error) {
      return error;
    }
  }

  /** One at a time: each takes the folder from the one before. */
  function next(): Promise<unknown> {
    isTold = false;
    opening = opening.then(attempt);
    return opening;
  }

  async function begin(): Promise<void> {
    const problem = await next();
    if (problem === null) return;
    await tell(problem);
    isTold = true;
  }

  const isOpen = () => office !== null && office.problem() === null;

  const dispatch: Dispatch = async (name, input, connection) => {
    // Only the desk asks for it, and there is only a desk in the window when somebody left that page to try again.
    if (name === 'office.status' && isTold && !isOpen()) void begin();
    await opening;
    if (office === null || (!isOpen() && Object.hasOwn(OF_FOLDER, name))) return noOffice(name, input, connection);
    return office.dispatch(name, input, connection);
  };

  return {
    /** Opens the office, or tells why it cannot be opened. What pages ask for until then waits. */
    begin,
    /**
     * Closes the office and opens it where the event is now.
     * @returns what kept it from that, or null; whoever asked tells of it
     */
    async reopen(): Promise<unknown> {
      const problem = await next();
      isTold = problem !== null;
      return problem;
    },
    dispatch,
    /** Until an office is open, nobody has been told anything that could be lost. */
    isWell: async (): Promise<boolean> => office === null || office.problem() !== null || isOfficeWell(office.dispatch),
    /** Of the office that is open; does not wait for one that is not. */
    close: async (): Promise<void> => office?.close(),
  };
}
