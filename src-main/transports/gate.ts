import { ADMINISTRATOR } from '../../src-shared/contract/operation';
import type { ServeAt } from '../listener/serve-at';
import type { Log } from '../log';
import type { Assets } from './assets';
import { addCallRoutes } from './call-routes';
import { createGateGuard, GATE_LIMITS, type GateLimits } from './gate-limits';
import { addGatePages } from './gate-pages';
import { addGateRoutes } from './gate-routes';
import { openHttpsApp } from './https-app';
import { addMetricsRoute } from './metrics-route';
import { addPageRoutes } from './page-routes';
import type { HttpsServer, Routing, ServedOffice } from './routing';
import { addSignInForm } from './seed-form-routes';
import { addSeedRoutes, addSignOutLink } from './seed-routes';
import { addSeedScanRoute } from './seed-scan-route';

export interface GateOptions {
  readonly office: ServedOffice;
  readonly assets: Assets;
  readonly log: Log;
  readonly at: ServeAt;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly limits?: GateLimits;
}

/** A phone asks every second while its page is shown, so that a connection that is silent for longer is in nobody's use. */
const KEEP_ALIVE = 10_000;

/**
 * The office for phones on its network: a server and a router of its own, so that what phones have no business with is
 * not merely refused but not there. The desk itself is there only when `desks` says so.
 * @throws what `listen` throws, such as EADDRINUSE, EADDRNOTAVAIL and EACCES
 */
export function serveGate(options: GateOptions): Promise<HttpsServer> {
  const { office, assets, log, at, now, limits = GATE_LIMITS } = options;
  return openHttpsApp({ ...at, log, places: limits.places, keepAlive: KEEP_ALIVE }, (app, serving) => {
    const routing: Routing = { office, assets, limits, ...serving };
    const guard = createGateGuard(limits, now);
    addGatePages(app, { assets, ...at }, guard);
    addGateRoutes(app, routing, guard);
    if (at.desks) {
      addCallRoutes(app, routing);
      addSeedRoutes(app, routing);
      addMetricsRoute(app, routing);
      addPageRoutes(app, routing);
    } else {
      addSignInForm(app, routing);
      addSignOutLink(app, routing);
      addSeedScanRoute(app, routing, ADMINISTRATOR);
    }
  });
}
