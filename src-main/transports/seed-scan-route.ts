import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CallerRole } from '../../src-shared/contract/operation';
import type { Connection } from '../caller';
import { readJson } from './json-body';
import { sessionOf } from './office-status';
import { checkSeedPost } from './request-checks';
import type { App, Routing } from './routing';
import { seedError, toSeedAnswer } from './seed-scan';
import { connectionOf } from './session-cookie';
import { statusOf } from './statuses';

const LARGEST_BODY = 16 * 1024;
/** A client that makes a scan id can send the same scan again after a lost answer; the seed's clients had none. */
const SeedScan = z.object({ payload: z.string(), scan_id: z.uuid().optional() });

/**
 * `POST /api/scan` of the earlier web application, for the scanners that still speak to it.
 * @param scanners who may use it, where that is not everybody who may scan
 */
export function addSeedScanRoute(
  app: App,
  { office, own, keep }: Omit<Routing, 'assets' | 'limits'>,
  scanners?: readonly CallerRole[],
): void {
  async function isKeptOut(connection: Connection): Promise<boolean> {
    if (!scanners || connection.sessionId === null) return false;
    const session = await sessionOf(office.dispatch, connection);
    return session?.state === 'active' && !scanners.includes(session.role);
  }

  void app.register(async (scanning) => {
    scanning.removeAllContentTypeParsers();
    scanning.addContentTypeParser('application/json', { parseAs: 'string' }, readJson);
    scanning.setErrorHandler((error, request, reply) => {
      const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
      if (status >= 500) throw error;
      return reply.code(status).send(seedError('invalid-input'));
    });
    scanning.post('/api/scan', {
      bodyLimit: LARGEST_BODY,
      onRequest: (request, reply, done) => {
        const turnedAway = checkSeedPost(request.raw, own(), 'application/json');
        if (!turnedAway) done();
        else void reply.code(turnedAway.status).send(seedError(turnedAway.code));
      },
      handler: async (request, reply) => {
        const connection = connectionOf(request, reply);
        if (await isKeptOut(connection)) return reply.code(403).send(seedError('forbidden'));
        const scan = SeedScan.safeParse(request.body);
        // Who is not signed in does not learn what a scan looks like: without a body, dispatch refuses the caller first.
        const input = scan.success ? { scanId: scan.data.scan_id ?? randomUUID(), code: scan.data.payload } : undefined;
        const result = await office.dispatch('scans.scan', input, connection);
        if (result.ok) keep(request);
        return reply.code(statusOf(result)).send(toSeedAnswer(result, office.settings.eventOrNull()));
      },
    });
  });
}
