import { connect as connectTcp } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

interface Reached {
  readonly port: number;
  readonly certificate: { readonly cert: string };
}

/**
 * A connection to a test server, with its handshake under way. Its errors are nobody's business but the test's.
 * @param from an address of this machine, such as `127.0.0.2`
 */
export function connectTo({ port, certificate }: Reached, from = '127.0.0.1'): TLSSocket {
  const plain = connectTcp({ port, host: '127.0.0.1', localAddress: from }).on('error', () => undefined);
  return connect({ socket: plain, host: '127.0.0.1', ca: certificate.cert }).on('error', () => undefined);
}

/** Sends exactly this and gives everything that comes back until the server closes the connection or falls silent. */
export function speak(server: Reached, sent: string | Uint8Array, silence = 300): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectTo(server);
    let heard = '';
    const end = () => {
      socket.destroy();
      resolve(heard);
    };
    socket.on('data', (piece) => {
      heard += piece.toString('latin1');
      socket.setTimeout(silence, end);
    });
    socket.on('close', end);
    socket.write(sent);
  });
}

/** The same where the sender ends its side at once, so that whatever was sent has to be dealt with as it is. */
export function exchange(server: Reached, sent: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectTo(server);
    let heard = '';
    socket.on('data', (piece) => {
      heard += piece.toString('latin1');
    });
    socket.on('close', () => resolve(heard));
    socket.end(sent);
  });
}
