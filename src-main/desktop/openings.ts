import type { Dispatch } from '../dispatch';
import type { OfficeKeeper } from '../office-keeper';
import { isOfficeWell } from '../unexpected';

interface OpeningsOptions {
  readonly open: () => Promise<OfficeKeeper>;
  /** Shows in the window why there is no office; settles once that page is there. */
  readonly tell: (problem: unknown) => Promise<void>;
}

/** The office behind the window, which somebody may try to open again from the page that says why it is not open. */
export function createOpenings({ open, tell }: OpeningsOptions) {
  let office: OfficeKeeper | null = null;
  let opening: Promise<unknown> = Promise.resolve(null);
  /** The page that tells of the problem is in the window, and asks for backups only. */
  let isTold = false;

  async function attempt(): Promise<unknown> {
    // What stands in for an office has the folder locked.
    await office?.close();
    office = null;
    try {
      office = await open();
      return office.problem();
    } catch (error) {
      return error;
    }
  }

  async function begin(): Promise<void> {
    isTold = false;
    opening = attempt();
    const problem = await opening;
    if (problem === null) return;
    await tell(problem);
    isTold = true;
  }

  const dispatch: Dispatch = async (name, input, connection) => {
    // Only the desk asks for it, and there is only a desk in the window when somebody left that page to try again.
    const isAgain = name === 'office.status' && isTold && (office === null || office.problem() !== null);
    if (isAgain) void begin();
    await opening;
    return office ? office.dispatch(name, input, connection) : { ok: false, code: 'storage-failed' };
  };

  return {
    /** Opens the office, or tells why it cannot be opened. What pages ask for until then waits. */
    begin,
    dispatch,
    /** Until an office is open, nobody has been told anything that could be lost. */
    isWell: async (): Promise<boolean> => office === null || office.problem() !== null || isOfficeWell(office.dispatch),
    /** Of the office that is open; does not wait for one that is not. */
    close: async (): Promise<void> => office?.close(),
  };
}
