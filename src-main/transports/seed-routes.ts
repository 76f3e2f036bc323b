import { addExportRoute } from './export-route';
import type { App, Routing } from './routing';
import { addSaleForm, addSignInForm } from './seed-form-routes';
import { addSeedScanRoute } from './seed-scan-route';
import { connectionOf } from './session-cookie';

/** The addresses of the earlier web application that are more than a page; its pages are in `desk-pages.ts`. */
export function addSeedRoutes(app: App, routing: Routing): void {
  addSignInForm(app, routing);
  addSaleForm(app, routing);
  addSeedScanRoute(app, routing);
  addExportRoute(app, routing);
  addSignOutLink(app, routing);
}

/** Signing out by a link, as the seed does. The cookie does not come along from other sites, so they cannot do it for anybody. */
export function addSignOutLink(app: App, { office }: Pick<Routing, 'office'>): void {
  app.get('/logout', async (request, reply) => {
    await office.dispatch('session.signOut', {}, connectionOf(request, reply));
    return reply.redirect('/login', 302);
  });
}
