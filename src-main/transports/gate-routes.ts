import type { FastifyReply, FastifyRequest } from 'fastify';
import { contract } from '../../src-shared/contract/contract';
import type { Operation, Refusal } from '../../src-shared/contract/operation';
import { phoneOf, tokenOf } from './gate-cookie';
import type { GateGuard } from './gate-limits';
import { jsonReader } from './json-body';
import { checkCall } from './request-checks';
import type { App, Routing } from './routing';
import { statusOf } from './statuses';

/** Bytes. What a phone finds out about itself is the longest that it says. */
const USUAL_BODY = 4 * 1024;
const SELF_TEST_BODY = 8 * 1024;
const DEEPEST = 4;

/** `POST /api/gate/<operation>`, for what is declared for phones alone. Nothing else of the office has a route here. */
export function addGateRoutes(
  app: App,
  { office, own, keep }: Omit<Routing, 'assets' | 'limits'>,
  guard: GateGuard,
): void {
  function check(request: FastifyRequest, reply: FastifyReply, done: () => void) {
    const turnedAway = checkCall(request.raw, own());
    if (!turnedAway) done();
    else void reply.code(turnedAway.status).send({ ok: false, code: turnedAway.code } satisfies Refusal);
  }

  void app.register(async (gate) => {
    gate.removeAllContentTypeParsers();
    gate.addContentTypeParser('application/json', { parseAs: 'string' }, jsonReader(DEEPEST));

    for (const [name, operation] of Object.entries<Operation>(contract)) {
      if (operation.only !== 'gate') continue;
      gate.route({
        method: 'POST',
        url: `/api/gate/${name}`,
        bodyLimit: name === 'gate.selfTest' ? SELF_TEST_BODY : USUAL_BODY,
        onRequest: [
          check,
          (request, reply, done) => {
            const seconds = guard.wait(name, request.ip, tokenOf(request));
            if (seconds === 0) done();
            else void askToWait(reply, seconds);
          },
        ],
        async handler(request, reply) {
          const token = tokenOf(request);
          const result = await office.dispatch(name, request.body, phoneOf(request, reply));
          if (guard.learn(name, token, result)) keep(request);
          return reply.code(statusOf(result)).type('application/json; charset=utf-8').send(JSON.stringify(result));
        },
      });
    }
  });
}

/** @param seconds whole ones */
export function askToWait(reply: FastifyReply, seconds: number): FastifyReply {
  const refusal: Refusal = { ok: false, code: 'too-many-attempts', retryAfterSeconds: seconds };
  return reply.code(429).header('retry-after', seconds).send(refusal);
}
