import type { Refusal } from '../../src-shared/contract/operation';
import type { Log } from '../log';
import type { App } from './routing';

/** What fastify or a plugin throws before a route is reached, and bugs in the routes themselves, as refusals. */
export function handleFailures(app: App, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const status = statusOfFailure(error);
    const refusal: Refusal =
      status === 429
        ? { ok: false, code: 'too-many-attempts', retryAfterSeconds: Number(reply.getHeader('retry-after') ?? 60) }
        : status < 500
          ? { ok: false, code: 'invalid-input' }
          : { ok: false, code: 'internal', reference: log.bug(request.routeOptions.url ?? 'https', error) };
    return reply.code(status).send(refusal);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ ok: false, code: 'unknown-operation' }));
}

function statusOfFailure(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 600 ? status : 500;
}
