/**
 * The limit that the office is held against: a bare `node:https` server that parses a JSON body and answers as many bytes
 * as a scan does. `node echo-server.ts CERTIFICATE KEY`, prints its port.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

const [certificate = '', key = ''] = process.argv.slice(2);
const ANSWER_BYTES = 330;

const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { scanId } = JSON.parse(Buffer.concat(chunks).toString()) as { scanId: string };
    const body = JSON.stringify({ ok: true, scanId, padding: 'x'.repeat(ANSWER_BYTES - 70) });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
