import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthorityFiles } from '../listener/serve-at';
import type { Assets, Served } from './assets';
import type { GateGuard } from './gate-limits';
import { askToWait } from './gate-routes';
import type { App } from './routing';
import { sendFile } from './send-file';

/** Addresses that all show the page of phones. `/p` is what an invitation says, with its token behind the `#`. */
const PAGES = ['/gate', '/p', '/selftest'] as const;
/** Where the earlier web application leads after signing in and out; there is no desk here to show. */
const LEFT_TO_THE_GATE = ['/', '/login', '/dashboard'] as const;

interface GatePages {
  readonly assets: Assets;
  /** Null unless phones can be asked to trust the authority of this office. */
  readonly authority: AuthorityFiles | null;
  /** The desk shows itself at every other address. */
  readonly desks: boolean;
}

/** What a phone loads. */
export function addGatePages(app: App, { assets, authority, desks }: GatePages, guard: GateGuard): void {
  app.addHook('onRequest', (request, reply, done) => {
    const seconds = request.method === 'GET' ? guard.waitForPage(request.ip) : 0;
    if (seconds === 0) done();
    else void askToWait(reply, seconds);
  });

  for (const page of PAGES) app.get(page, (_request, reply) => serve(reply, assets.page('gate')));
  if (authority) {
    const files = { crt: 'application/x-x509-ca-cert', mobileconfig: 'application/x-apple-aspen-config' } as const;
    for (const kind of ['crt', 'mobileconfig'] as const) {
      app.get(`/authority.${kind}`, (_request, reply) => reply.type(files[kind]).send(Buffer.from(authority[kind])));
    }
  }
  if (desks) return;

  for (const address of LEFT_TO_THE_GATE) app.get(address, (_request, reply) => reply.redirect('/gate', 302));
  app.get('/*', (request: FastifyRequest, reply) => {
    const [pathname = ''] = request.url.split('?');
    const file = assets.file(pathname);
    if (file) return sendFile(request, reply, file);
    if (pathname.startsWith('/api/')) {
      return reply.code(405).header('allow', 'POST').send({ ok: false, code: 'unknown-operation' });
    }
    return reply.callNotFound();
  });
}

function serve(reply: FastifyReply, { headers, body }: Served): FastifyReply {
  return reply.headers(headers).send(body);
}
