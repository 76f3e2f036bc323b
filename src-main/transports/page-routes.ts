import { isDeskPage } from './desk-pages';
import { statusOfOffice } from './office-status';
import type { App, Routing } from './routing';
import { sendFile } from './send-file';
import { connectionOf } from './session-cookie';

/** The desk's page and its files. Without a session there is only the page to sign in, or to set up a new office. */
export function addPageRoutes(app: App, { office, assets }: Routing): void {
  app.get('/*', async (request, reply) => {
    const [pathname = ''] = request.url.split('?');
    const file = assets.file(pathname);
    if (file) return sendFile(request, reply, file);
    if (pathname.startsWith('/api/')) return reply.code(405).send({ ok: false, code: 'unknown-operation' });
    if (pathname !== '/' && !isDeskPage(pathname)) return reply.callNotFound();

    const { stage, session } = await statusOfOffice(office.dispatch, connectionOf(request, reply));
    const elsewhere = redirectionOf(pathname, stage, session !== null);
    if (elsewhere !== null) return reply.redirect(elsewhere, 302);
    const page = assets.page('desk');
    return reply.headers(page.headers).send(page.body);
  });
}

/** Where a page leads as things stand; null for to itself. */
function redirectionOf(page: string, stage: 'new' | 'upgraded' | 'open', hasSession: boolean): string | null {
  if (stage === 'new') return page === '/set-up' ? null : '/set-up';
  if (!hasSession) return page === '/login' ? null : signInFor(page);
  return page === '/' || page === '/login' || (page === '/set-up' && stage === 'open') ? '/dashboard' : null;
}

/** Where signing in leads anyway, or where it would be no use. */
const NOT_WORTH_REMEMBERING = ['/', '/dashboard', '/set-up'];

/** The page to sign in, which leads on to what was asked for. */
function signInFor(page: string): string {
  return NOT_WORTH_REMEMBERING.includes(page) ? '/login' : `/login?to=${encodeURIComponent(page)}`;
}
