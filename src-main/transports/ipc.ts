import type { Reply } from '../../src-shared/contract/operation';
import type { Connection } from '../caller';
import type { Dispatch } from '../dispatch';
import { isOfUsualSize } from './message-size';

/** The one function of Electron's `ipcMain` that is needed. */
export interface IpcMainLike<E> {
  handle(channel: string, listener: (event: E, ...args: unknown[]) => unknown): void;
}

/**
 * Opens the office to the desk's own window.
 * @param connectionOf null for any frame but the main frame of a window of ours, at exactly its own address
 */
export function serveIpc<E>(
  ipcMain: IpcMainLike<E>,
  dispatch: Dispatch,
  connectionOf: (event: E) => Connection | null,
): void {
  ipcMain.handle('call', (event, name, input): Promise<Reply<unknown>> | Reply<unknown> => {
    const connection = connectionOf(event);
    if (!connection) return { ok: false, code: 'forbidden' };
    if (typeof name !== 'string') return { ok: false, code: 'unknown-operation' };
    if (!isOfUsualSize(input)) return { ok: false, code: 'invalid-input' };
    return dispatch(name, input, connection);
  });
}
