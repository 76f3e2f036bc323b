import type { healthContract } from '../../src-shared/contract/health';
import type { Output, Reply } from '../../src-shared/contract/operation';
import type { App, Routing } from './routing';
import { connectionOf } from './session-cookie';
import { statusOf } from './statuses';

type Metrics = Output<(typeof healthContract)['health.metrics']>;

/** The text format of Prometheus. */
const TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** `GET /metrics`: the figures of the Health page for Prometheus, to an administrator's session and nobody else. */
export function addMetricsRoute(app: App, { office, limits }: Routing): void {
  const calls = app.rateLimit({ max: limits.calls });

  app.get('/metrics', { onRequest: [calls] }, async (request, reply) => {
    const answer = (await office.dispatch('health.metrics', {}, connectionOf(request, reply))) as Reply<Metrics>;
    return answer.ok
      ? reply.type(TYPE).send(answer.value.text)
      : reply.code(statusOf(answer)).type('application/json; charset=utf-8').send(answer);
  });
}
