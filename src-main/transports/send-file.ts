import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Served } from './assets';

const compress = promisify(gzip);
/** Pictures and sounds are compressed as they are. */
const WORTH_IT = /javascript|css|json|svg|wasm/;
/** Below it, an answer is one packet anyway. */
const SMALLEST = 1_200;

/** Compressed once, by whoever asks first; a phone then loads a third of it. */
const compressed = new WeakMap<Served, Promise<Buffer>>();

/**
 * Sends a file of the built pages, compressed where the browser takes that. Pages themselves and answers of the office
 * are never compressed: their length would tell about what is secret in them.
 */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: Served): Promise<FastifyReply> {
  const { headers, body } = file;
  reply.headers(headers);
  if (body.length < SMALLEST || !WORTH_IT.test(headers['content-type'] ?? '')) return reply.send(body);
  reply.header('vary', 'accept-encoding');
  if (!takesGzip(request.headers['accept-encoding'])) return reply.send(body);
  const packed = compressed.get(file) ?? compress(body, { level: 9 });
  compressed.set(file, packed);
  return reply.header('content-encoding', 'gzip').send(await packed);
}

/** Whether it is named, and not as `gzip;q=0`. */
function takesGzip(accepted: string | string[] | undefined): boolean {
  return /(^|[\s,])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(accepted ?? ''));
}
