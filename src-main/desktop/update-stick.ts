import { randomBytes } from 'node:crypto';
import { createReadStream, lstatSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { UpdateMetadata } from '../updates/signed-metadata';
import { UpdateRefused } from '../updates/update-refused';

/**
 * Lends the files of a release in a folder to electron-updater, which only knows addresses: on this computer alone, under a
 * path that nobody else knows, for as long as it takes. What it fetches is held against the signed list like any other.
 */
export async function serveFile(folder: string, { files }: UpdateMetadata) {
  const secret = randomBytes(16).toString('hex');
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname.slice(secret.length + 2));
    const file = path.join(folder, name);
    const isListed = request.url?.startsWith(`/${secret}/`) && files.some(({ url }) => url === name);
    const stats = isListed ? lstatSync(file, { throwIfNoEntry: false }) : undefined;
    if (!stats?.isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': stats.size });
    createReadStream(file)
      .once('error', () => response.destroy())
      .pipe(response);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (error) => reject(new UpdateRefused('unknown', error)));
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return {
    base: new URL(`http://127.0.0.1:${port}/${secret}/`),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
