import type { FastifyRequest } from 'fastify';
import { isOfUsualSize } from './message-size';

/** What fastify answers with the status that it carries. */
class UnreadableBody extends Error {
  readonly statusCode = 400;
}

/** A body parser: JSON that is no deeper than any input of the contract. */
export function readJson(
  _request: FastifyRequest,
  body: string | Buffer,
  done: (error: Error | null, input?: unknown) => void,
): void {
  let input: unknown;
  try {
    input = JSON.parse(String(body));
  } catch {
    done(new UnreadableBody('not JSON'));
    return;
  }
  if (isOfUsualSize(input)) done(null, input);
  else done(new UnreadableBody('too deep or too many parts'));
}
