import type { FastifyRequest } from 'fastify';
import { isOfUsualSize } from './message-size';

/** What fastify answers with the status that it carries. */
class UnreadableBody extends Error {
  readonly statusCode = 400;
}

type Done = (error: Error | null, input?: unknown) => void;

/** A body parser: JSON that is no deeper than any input of the contract. */
export const readJson = jsonReader();

/** @param deepest how many objects or arrays inside one another are taken; that of the whole contract if not given */
export function jsonReader(deepest?: number) {
  return (_request: FastifyRequest, body: string | Buffer, done: Done): void => {
    let input: unknown;
    try {
      input = JSON.parse(String(body));
    } catch {
      done(new UnreadableBody('not JSON'));
      return;
    }
    if (isOfUsualSize(input, deepest)) done(null, input);
    else done(new UnreadableBody('too deep or too many parts'));
  };
}
