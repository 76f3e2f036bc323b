/**
 * A load generator that costs little itself: raw keep-alive TLS sockets, one request under way on each. Runs in a process
 * of its own (`node load-client.ts`), reads a plan as JSON from standard input and prints a result as JSON.
 */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { connect, type TLSSocket } from 'node:tls';

export interface LoadPlan {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A Cookie header for each client in turn, beside the headers that all of them send. */
  readonly cookies?: readonly string[];
  /** A file with one JSON body a line; the run ends when every line was sent once. */
  readonly bodies: string;
  readonly clients: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly statuses: Readonly<Record<string, number>>;
}

const HEAD_END = '\r\n\r\n';

async function run(plan: LoadPlan): Promise<LoadResult> {
  const bodies = readFileSync(plan.bodies, 'utf8').split('\n').filter(Boolean);
  const head = [
    `POST ${plan.path} HTTP/1.1`,
    `Host: 127.0.0.1:${plan.port}`,
    'Content-Type: application/json',
    ...Object.entries(plan.headers).map(([name, value]) => `${name}: ${value}`),
  ].join('\r\n');
  const took: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;

  async function client(socket: TLSSocket, which: number): Promise<void> {
    const cookie = plan.cookies?.[which % plan.cookies.length];
    const ownHead = cookie === undefined ? head : `${head}\r\nCookie: ${cookie}`;
    for (let index = next++; index < bodies.length; index = next++) {
      const body = bodies[index] ?? '';
      const begin = performance.now();
      socket.write(`${ownHead}\r\nContent-Length: ${Buffer.byteLength(body)}${HEAD_END}${body}`);
      const status = await answer(socket);
      took.push(performance.now() - begin);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    socket.destroy();
  }

  const sockets = await Promise.all(Array.from({ length: plan.clients }, () => open(plan.port)));
  const begin = performance.now();
  await Promise.all(sockets.map(client));
  const seconds = (performance.now() - begin) / 1_000;
  took.sort((one, other) => one - other);
  const quantile = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return {
    requests: took.length,
    perSecond: took.length / seconds,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    statuses,
  };
}

function open(port: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] }, () => {
      socket.setNoDelay(true);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** Waits for one whole answer and gives its status. */
function answer(socket: TLSSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const onData = (chunk: Buffer) => {
      received += chunk.toString('latin1');
      const headEnd = received.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
      if (received.length < headEnd + HEAD_END.length + length) return;
      socket.off('data', onData);
      socket.off('close', onClose);
      resolve(received.slice(9, 12));
    };
    const onClose = () => reject(new Error('the server hung up'));
    socket.on('data', onData);
    socket.once('close', onClose);
  });
}

if (import.meta.main) {
  const plan = JSON.parse(await text(process.stdin)) as LoadPlan;
  process.stdout.write(JSON.stringify(await run(plan)));
}
