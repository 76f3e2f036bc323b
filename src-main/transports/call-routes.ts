import type { FastifyReply, FastifyRequest } from 'fastify';
import { contract } from '../../src-shared/contract/contract';
import type { Operation, Refusal } from '../../src-shared/contract/operation';
import { readJson } from './json-body';
import { sessionOf } from './office-status';
import { checkCall } from './request-checks';
import type { App, Routing } from './routing';
import { connectionOf } from './session-cookie';
import { statusOf } from './statuses';

const USUAL_BODY = 16 * 1024;
/** A file of 20 million characters as JSON; only for those who may import one. */
const FILE_BODY = 21 * 1024 * 1024;
const TAKES_A_FILE: ReadonlySet<string> = new Set(['exchange.inspect', 'exchange.preview', 'exchange.import']);
/** What somebody could guess their way through: each try is slow on purpose and counted for its source. */
const GUESSABLE: ReadonlySet<string> = new Set([
  'session.signIn',
  'session.unlock',
  'session.changePassword',
  'setUp.create',
  'keys.unlock',
]);
/** A gate never waits for a counter; the session is checked like everywhere. */
const UNCOUNTED: ReadonlySet<string> = new Set(['scans.scan']);

/** `POST /api/call/<operation>`: the input as JSON in, the reply as JSON out. */
export function addCallRoutes(app: App, { office, own, keep, limits }: Routing): void {
  const attempts = app.rateLimit({ max: limits.attempts });
  const calls = app.rateLimit({ max: limits.calls });

  async function answer(name: string, input: unknown, request: FastifyRequest, reply: FastifyReply) {
    const connection = connectionOf(request, reply);
    const result = await office.dispatch(name, input, connection);
    if (result.ok && connection.sessionId !== null) keep(request);
    return reply.code(statusOf(result)).type('application/json; charset=utf-8').send(JSON.stringify(result));
  }

  function check(request: FastifyRequest, reply: FastifyReply, done: () => void) {
    const turnedAway = checkCall(request.raw, own());
    if (!turnedAway) done();
    else void reply.code(turnedAway.status).send({ ok: false, code: turnedAway.code } satisfies Refusal);
  }

  void app.register(async (calling) => {
    calling.removeAllContentTypeParsers();
    calling.addContentTypeParser('application/json', { parseAs: 'string' }, readJson);

    for (const [name, operation] of Object.entries<Operation>(contract)) {
      if (operation.only !== undefined && operation.only !== 'https') continue;
      const counted = GUESSABLE.has(name) ? [attempts] : UNCOUNTED.has(name) ? [] : [calls];
      /** Refuses before the body is read. Dispatch judges the caller before the input, so it finds the right words. */
      const checkFirst = async (request: FastifyRequest, reply: FastifyReply) => {
        const session = await sessionOf(office.dispatch, connectionOf(request, reply));
        const mayCall = session?.state === 'active' && operation.roles.includes(session.role);
        if (!mayCall) return answer(name, undefined, request, reply);
      };
      const takesAFile = TAKES_A_FILE.has(name);
      calling.route({
        method: 'POST',
        url: `/api/call/${name}`,
        bodyLimit: takesAFile ? FILE_BODY : USUAL_BODY,
        onRequest: [check, ...counted, ...(takesAFile ? [checkFirst] : [])],
        handler: (request, reply) => answer(name, request.body, request, reply),
      });
    }
    calling.route<{ Params: { operation: string } }>({
      method: 'POST',
      url: '/api/call/:operation',
      bodyLimit: USUAL_BODY,
      onRequest: [check, calls],
      handler: (request, reply) => answer(request.params.operation, undefined, request, reply),
    });
  });
}
