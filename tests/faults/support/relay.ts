/**
 * `node relay.ts SOCKET PORT`: whoever connects to the socket in the file system is connected to that port of the
 * computer that this runs on. Serve mode listens there only, and a file is what two networks of a machine share.
 */
import { connect, createServer, type Socket } from 'node:net';

const [, , socketPath = '', port = ''] = process.argv;

createServer((client) => {
  const office = connect({ host: '127.0.0.1', port: Number(port), noDelay: true });
  for (const [one, other] of [
    [client, office],
    [office, client],
  ] satisfies [Socket, Socket][]) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
    one.pipe(other);
  }
}).listen(socketPath, () => process.stdout.write('relaying\n'));
