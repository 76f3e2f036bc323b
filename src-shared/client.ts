import type { OfficeContract } from './contract/contract';
import type { Client, Reply } from './contract/operation';

/**
 * Every operation as a function. Made by a proxy, so that a page carries the contract's types and none of its schemas.
 * @param call the transport: IPC in the desk's own window, `fetch` in a browser
 */
export function createClient(call: (name: string, input: unknown) => Promise<Reply<unknown>>): Client<OfficeContract> {
  return new Proxy({} as Client<OfficeContract>, {
    // A client that is awaited or printed must not look like an operation.
    get: (_target, name) =>
      typeof name === 'string' && name.includes('.') ? (input: unknown) => call(name, input) : undefined,
  });
}
