import { addCallRoutes } from './call-routes';
import { CALL_LIMITS, MOST_CONNECTIONS, openHttpsApp } from './https-app';
import { addMetricsRoute } from './metrics-route';
import { addPageRoutes } from './page-routes';
import type { HttpsOptions, HttpsServer, Routing } from './routing';
import { addSeedRoutes } from './seed-routes';

/** Everybody there comes from this machine's own address. */
const PLACES = { all: MOST_CONNECTIONS, ofOneAddress: MOST_CONNECTIONS };
/** Longer than any page of the desk is silent. */
const KEEP_ALIVE = 72_000;

/** The office over HTTPS: the desk in a browser, and the addresses of the earlier web application. */
export function serveHttps(options: HttpsOptions): Promise<HttpsServer> {
  const { office, assets, certificate, limits = CALL_LIMITS } = options;
  const identity = { cert: certificate.cert, key: certificate.key };
  return openHttpsApp({ ...options, identity, places: PLACES, keepAlive: KEEP_ALIVE }, (app, serving) => {
    const routing: Routing = { office, assets, limits, ...serving };
    addCallRoutes(app, routing);
    addSeedRoutes(app, routing);
    addMetricsRoute(app, routing);
    addPageRoutes(app, routing);
  });
}
