import { type CustomScheme, type Protocol, protocol } from 'electron';
import type { Assets, Served } from '../transports/assets';
import { isDeskPage } from '../transports/desk-pages';
import { DESK_ORIGIN, isWithin } from './desk-origin';
import { COMING_BACK_PATH, comingBackPage, STOPPED_PATH, stoppedPage } from './stopped-page';

const SCHEME: CustomScheme = {
  scheme: 'app',
  // Without corsEnabled, any page could read what fetch is allowed to (CVE-2026-70604).
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
};

/** Must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([SCHEME]);
}

/**
 * Serves the desk from memory: its files by name, its page for every address that is one, and nothing else.
 * @param origin where the desk's page comes from: this one, or a server while developing
 */
export function serveAssets(onto: Protocol, loading: Promise<Assets>, origin: string): void {
  onto.handle(SCHEME.scheme, async (request) => {
    const { host, pathname, searchParams } = new URL(request.url);
    if (request.method !== 'GET' || host !== new URL(DESK_ORIGIN).host) return new Response(null, { status: 404 });
    if (pathname === COMING_BACK_PATH) return respond(comingBackPage());
    if (pathname === STOPPED_PATH) {
      const to = searchParams.get('to') ?? '';
      return respond(stoppedPage(isWithin(origin, to) ? to : `${origin}/`, `${origin}/`));
    }
    const assets = await loading;
    const served = assets.file(pathname) ?? (isWindowPage(pathname) ? assets.page('desk') : null);
    return served ? respond(served) : new Response(null, { status: 404 });
  });
}

/** The pages of the desk, and those that only a window shows. */
function isWindowPage(pathname: string): boolean {
  return pathname === '/' || pathname.startsWith('/start-up/') || isDeskPage(pathname);
}

function respond({ body, headers }: Served): Response {
  return new Response(new Uint8Array(body), { headers });
}
