import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Connection } from '../caller';
import type { MachineStore } from '../machine/machine-store';
import { isWithin } from './desk-origin';

/**
 * The one window's way into the office. Its session id stays in this process.
 * @param contents the desk's page; null while its window is closed
 */
export function createDeskConnection(
  store: Pick<MachineStore, 'settings'>,
  contents: () => WebContents | null,
  origin: string,
) {
  let sessionId: string | null = null;
  const connection: Connection = {
    transport: 'ipc',
    get desk() {
      return store.settings().deskName;
    },
    source: 'window',
    get sessionId() {
      return sessionId;
    },
    attach: (next) => {
      sessionId = next;
    },
  };

  return {
    connection,
    /** Null for any frame but the main frame of the desk's own page. */
    of({ sender, senderFrame }: IpcMainInvokeEvent): Connection | null {
      const isOurs = sender === contents() && senderFrame !== null && senderFrame === sender.mainFrame;
      return isOurs && isWithin(origin, senderFrame.url) ? connection : null;
    },
  };
}
