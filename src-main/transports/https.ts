import type { AddressInfo } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastifyRateLimit from '@fastify/rate-limit';
import { fastify } from 'fastify';
import { addCallRoutes } from './call-routes';
import { handleFailures } from './failures';
import { type OwnAddresses, ownAddresses } from './own-addresses';
import { addPageRoutes } from './page-routes';
import { checkRequest } from './request-checks';
import type { App, HttpsOptions, Routing } from './routing';
import { DATA_HEADERS } from './security-headers';
import { addSeedRoutes } from './seed-routes';
import { createCookieSigner } from './session-cookie';

export interface HttpsServer {
  readonly port: number;
  /** Every way in, as `GET /logout`. */
  readonly routes: readonly string[];
  /** Stops taking requests, answers those that are under way, and closes. */
  close(): Promise<void>;
}

/** Of one source, in a minute. A page asks for a handful of things every few seconds. */
const LIMITS = { attempts: 30, calls: 12_000 };
const UNSAID = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
const RATE_LIMIT = {
  global: false,
  timeWindow: 60_000,
  addHeaders: { ...UNSAID, 'retry-after': true },
  addHeadersOnExceeding: UNSAID,
};
/** AEAD only, for the certificate's kind of key; TLS 1.3 brings its own. */
const CIPHERS = 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305';
const MOST_CONNECTIONS = 300;
/** Milliseconds for the handshake and the head of a request, for a whole request, and to finish when closing. */
const SLOWEST = { head: 5_000, request: 10_000, closing: 5_000 };

/** The office over HTTPS: the desk in a browser, and the addresses of the earlier web application. */
export async function serveHttps(options: HttpsOptions): Promise<HttpsServer> {
  const { certificate, address, names } = options;
  const app: App = fastify({
    https: {
      key: certificate.key,
      cert: certificate.cert,
      minVersion: 'TLSv1.2',
      ciphers: CIPHERS,
      handshakeTimeout: SLOWEST.head,
      headersTimeout: SLOWEST.head,
      // How often Node looks for requests that are too slow.
      connectionsCheckingInterval: 1_000,
    },
    requestTimeout: SLOWEST.request,
    exposeHeadRoutes: false,
    // An address that cannot be decoded never reaches the hooks below.
    frameworkErrors: (_error, _request, reply) => void reply.raw.writeHead(400, DATA_HEADERS).end(),
  });
  app.server.maxConnections = MOST_CONNECTIONS;

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

  const routing: Routing = { limits: LIMITS, ...options, own: () => own };
  addCallRoutes(app, routing);
  addSeedRoutes(app, routing);
  addPageRoutes(app, routing);

  await app.listen({ host: address, port: options.port });
  const { port } = app.server.address() as AddressInfo;
  own = ownAddresses(names, port);

  return {
    port,
    routes,
    async close() {
      const deadline = setTimeout(() => app.server.closeAllConnections(), SLOWEST.closing);
      await app.close();
      clearTimeout(deadline);
    },
  };
}
