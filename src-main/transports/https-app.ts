import { constants } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastifyRateLimit from '@fastify/rate-limit';
import { fastify } from 'fastify';
import { TLS_RULES, type TlsIdentity } from '../listener/serve-at';
import type { Log } from '../log';
import { limitPlaces, type Places } from './connection-places';
import { handleFailures } from './failures';
import { type OwnAddresses, ownAddresses } from './own-addresses';
import { checkRequest } from './request-checks';
import type { App, CallLimits, HttpsServer, Serving } from './routing';
import { DATA_HEADERS } from './security-headers';
import { createCookieSigner } from './session-cookie';

interface HttpsAppOptions {
  readonly identity: TlsIdentity;
  readonly log: Log;
  /** The address to listen at. */
  readonly address: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Names and addresses, without port, by which it may be called. */
  readonly names: readonly string[];
  readonly places: Places;
  /** Milliseconds that a connection is kept between two requests. */
  readonly keepAlive: number;
}

/** A page asks for a handful of things every few seconds. */
export const CALL_LIMITS: CallLimits = { attempts: 30, calls: 12_000 };
export const MOST_CONNECTIONS = 300;

const UNSAID = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
const RATE_LIMIT = {
  global: false,
  timeWindow: 60_000,
  addHeaders: { ...UNSAID, 'retry-after': true },
  addHeadersOnExceeding: UNSAID,
};
/** Milliseconds for the handshake and the head of a request, for a whole request, and to finish when closing. */
const SLOWEST = { head: 5_000, request: 10_000, closing: 5_000 };
/** Bytes, where a route does not say otherwise. */
const LARGEST_BODY = 16 * 1024;

/**
 * What every server of this office shares, whatever its routes are: TLS, how slow a client may be, what a request must
 * look like before anybody asks what it wants, and what every answer says of itself.
 * @throws what `listen` throws, such as EADDRINUSE, EADDRNOTAVAIL and EACCES
 */
export async function openHttpsApp(
  options: HttpsAppOptions,
  addRoutes: (app: App, serving: Serving) => void,
): Promise<HttpsServer> {
  const app: App = fastify({
    https: {
      ...options.identity,
      ...TLS_RULES,
      // The finite-field groups of TLS 1.3 cost the server many times what they cost its client.
      ecdhCurve: 'X25519:P-256:P-384',
      // Each renegotiation of TLS 1.2 costs the server far more than its client.
      secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
      handshakeTimeout: SLOWEST.head,
      headersTimeout: SLOWEST.head,
      // How often Node looks for requests that are too slow.
      connectionsCheckingInterval: 1_000,
    },
    requestTimeout: SLOWEST.request,
    keepAliveTimeout: options.keepAlive,
    bodyLimit: LARGEST_BODY,
    exposeHeadRoutes: false,
    // An address that cannot be decoded never reaches the hooks below.
    frameworkErrors: (_error, _request, reply) => void reply.raw.writeHead(400, DATA_HEADERS).end(),
  });
  const connections = limitPlaces(app.server, options.places);

  const routes: string[] = [];
  app.addHook('onRoute', ({ method, url }) => void routes.push(`${String(method)} ${url}`));

  let own: OwnAddresses = new Map();
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(DATA_HEADERS);
    const turnedAway = checkRequest(request.raw, own);
    if (turnedAway?.status === 405) reply.header('allow', 'GET, POST');
    if (turnedAway) void reply.code(turnedAway.status).send({ ok: false, code: turnedAway.code });
    else done();
  });
  await app.register(fastifyCookie, { secret: createCookieSigner() });
  await app.register(fastifyRateLimit, RATE_LIMIT);
  handleFailures(app, options.log);
  addRoutes(app, { own: () => own, keep: ({ socket }) => connections.keep(socket) });

  try {
    await app.listen({ host: options.address, port: options.port });
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  own = ownAddresses(options.names, port);

  return {
    port,
    routes,
    async close() {
      const deadline = setTimeout(() => app.server.closeAllConnections(), SLOWEST.closing);
      // A connection whose last answer went out after closing began would otherwise be kept for its next request.
      const sweeping = setInterval(() => app.server.closeIdleConnections(), SLOWEST.closing / 100);
      const closing = app.close();
      connections.closeSilent();
      await closing;
      clearInterval(sweeping);
      clearTimeout(deadline);
    },
  };
}
