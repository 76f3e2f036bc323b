import { addExportRoute } from './export-route';
import type { App, Routing } from './routing';
import { addSeedFormRoutes } from './seed-form-routes';
import { addSeedScanRoute } from './seed-scan-route';
import { connectionOf } from './session-cookie';

/** The addresses of the earlier web application that are more than a page; its pages are in `desk-pages.ts`. */
export function addSeedRoutes(app: App, routing: Routing): void {
  addSeedFormRoutes(app, routing);
  addSeedScanRoute(app, routing);
  addExportRoute(app, routing);

  // The seed signs out by a link. The cookie does not come along from other sites, so they cannot do it for anybody.
  app.get('/logout', async (request, reply) => {
    await routing.office.dispatch('session.signOut', {}, connectionOf(request, reply));
    return reply.redirect('/login', 302);
  });
}
