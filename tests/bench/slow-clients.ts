/**
 * Clients that take up connections for as long as they can, in a process of their own (`node slow-clients.ts`): each
 * dribbles a byte a second, and comes back as soon as it is cut off. Reads a plan as JSON from the first line of standard
 * input, says `ready` when all have been there once, and prints a result as JSON when standard input ends.
 */
import { connect as connectTcp, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';

export interface SlowPlan {
  readonly port: number;
  /** What is dribbled: nothing before the handshake, nothing after it, the head of a request, or its body. */
  readonly kind: 'handshake' | 'silence' | 'head' | 'body';
  readonly connections: number;
  /** Of this machine; each has its share of the connections. */
  readonly addresses: readonly string[];
}

export interface SlowResult {
  readonly opened: number;
  readonly cutOff: number;
}

const DRIBBLE_MS = 1_000;

function start({ port, kind, connections, addresses }: SlowPlan): SlowResult {
  const result = { opened: 0, cutOff: 0 };
  const host = `127.0.0.1:${port}`;
  const beginnings = {
    handshake: '',
    silence: '',
    head: `GET /gate HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `,
    body: `POST /api/gate/gate.status HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://${host}\r\nX-Box-Office: 1\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n`,
  };

  function open(index: number): void {
    const plain = connectTcp({ port, host: '127.0.0.1', localAddress: addresses[index % addresses.length] ?? '' });
    const socket: Socket = kind === 'handshake' ? plain : connectTls({ socket: plain, rejectUnauthorized: false });
    plain.on('error', () => undefined);
    socket.on('error', () => undefined).resume();
    let dribbling: NodeJS.Timeout | undefined;
    socket.once(kind === 'handshake' ? 'connect' : 'secureConnect', () => {
      result.opened += 1;
      if (result.opened === connections) process.stdout.write('ready\n');
      if (beginnings[kind] === '') return;
      socket.write(beginnings[kind]);
      dribbling = setInterval(() => socket.write(' '), DRIBBLE_MS);
    });
    plain.once('close', () => {
      clearInterval(dribbling);
      result.cutOff += 1;
      setTimeout(open, DRIBBLE_MS / 10, index);
    });
  }
  for (let index = 0; index < connections; index += 1) open(index);
  return result;
}

if (import.meta.main) {
  const lines = createInterface({ input: process.stdin });
  let result: SlowResult | null = null;
  for await (const line of lines) result ??= start(JSON.parse(line) as SlowPlan);
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
}
