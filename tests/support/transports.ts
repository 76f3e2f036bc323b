import type { Connection } from '../../src-main/caller';
import { serveIpc } from '../../src-main/transports/ipc';
import type { ServedOffice } from '../../src-main/transports/routing';
import { createClient } from '../../src-shared/client';
import type { OfficeContract } from '../../src-shared/contract/contract';
import type { Client, Reply, Transport } from '../../src-shared/contract/operation';
import { connection } from './box-office';
import { serveGateFor, serveOverHttps } from './https-office';

/** A page that can call the office, whatever is between them. */
export interface Page {
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  readonly api: Client<OfficeContract>;
}

export interface Entrance extends AsyncDisposable {
  /** Another page, with no session yet. */
  page(): Page;
}

/** The same office by each of its ways in. */
export const ENTRANCES: Readonly<Record<Transport, (office: ServedOffice) => Promise<Entrance>>> = {
  async ipc({ dispatch }) {
    const window = fakeIpcMain();
    serveIpc<Connection>(window, dispatch, (sender) => sender);
    return { page: () => pageOver(window.caller(connection('ipc'))), [Symbol.asyncDispose]: async () => undefined };
  },
  https: async (office) => entranceOf(await serveOverHttps(office)),
  gate: async (office) => entranceOf(await serveGateFor(office)),
};

function entranceOf(server: Awaited<ReturnType<typeof serveGateFor>>): Entrance {
  return { page: () => server.browser(), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

function pageOver(call: Page['call']): Page {
  return { call, api: createClient(call) };
}

/** What Electron does between a page and `ipcMain`: the input and the answer are structured clones. */
export function fakeIpcMain() {
  const listeners = new Map<string, (event: never, ...args: unknown[]) => unknown>();
  return {
    handle(channel: string, listener: (event: never, ...args: unknown[]) => unknown) {
      listeners.set(channel, listener);
    },
    caller:
      (event: unknown): Page['call'] =>
      async (...args) => {
        const listener = listeners.get('call');
        if (!listener) throw new Error('nobody listens to call');
        return structuredClone(await listener(event as never, ...structuredClone(args))) as Reply<unknown>;
      },
  };
}
