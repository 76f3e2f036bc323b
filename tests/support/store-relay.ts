import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A way to a store that can fall silent as a cable does that is pulled out: nothing is refused, nothing is ended, and
 * nothing arrives. Use with `await using`.
 */
export async function openRelay(storeUrl: string) {
  const store = new URL(storeUrl);
  const sockets = new Set<Socket>();
  let isSilent = false;

  const pass = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('data', (bytes) => isSilent || to.write(bytes));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((client) => {
    const behind = connect({ host: store.hostname, port: Number(store.port) });
    pass(client, behind);
    pass(behind, client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(storeUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: url.href,
    silence: () => void (isSilent = true),
    speak: () => void (isSilent = false),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
