import path from 'node:path';
import type { Certificate } from '../../src-main/certificates/certificate';
import { openCertificate } from '../../src-main/certificates/leaf';
import type { AuthorityFiles, TlsIdentity } from '../../src-main/listener/serve-at';
import { type Assets, loadAssets } from '../../src-main/transports/assets';
import { type GateOptions, serveGate } from '../../src-main/transports/gate';
import type { GateLimits } from '../../src-main/transports/gate-limits';
import { serveHttps } from '../../src-main/transports/https';
import type { HttpsOptions, HttpsServer, ServedOffice } from '../../src-main/transports/routing';
import { temporaryFolder, testLog } from './box-office';
import { writeBuiltPages } from './built-pages';
import { type Browser, openBrowser } from './served-browser';

const NAMES = ['127.0.0.1', 'localhost'];
const ANY = { atOnce: 1e9, perMinute: 1e9 };
export const NO_LIMITS: GateLimits = {
  attempts: 10_000,
  calls: 1_000_000,
  places: { all: 300, ofOneAddress: 300 },
  joins: ANY,
  allJoins: ANY,
  scans: ANY,
  searches: ANY,
  statuses: ANY,
  others: ANY,
  strangers: ANY,
  pages: ANY,
};

/** Serves an office over real TLS at a free port, with a small stand-in for the built desk. Use with `await using`. */
export function serveOverHttps(office: ServedOffice, options: Partial<Pick<HttpsOptions, 'limits' | 'log'>> = {}) {
  return serve('call', (assets, certificate) =>
    serveHttps({
      log: testLog(),
      limits: NO_LIMITS,
      ...options,
      office,
      assets,
      certificate,
      address: '127.0.0.1',
      port: 0,
      names: NAMES,
    }),
  );
}

interface TestGate extends Partial<Pick<GateOptions, 'log' | 'now'>> {
  /** What is not given is not limited. */
  readonly limits?: Partial<GateLimits>;
  readonly desks?: boolean;
  readonly authority?: AuthorityFiles;
  readonly identity?: TlsIdentity;
}

/** The same for phones: `browser()` is the page of a phone. The clock stands still unless it is given. */
export function serveGateFor(
  office: ServedOffice,
  { desks = false, authority, identity, limits, ...options }: TestGate = {},
) {
  return serve('gate', (assets, certificate) =>
    serveGate({
      log: testLog(),
      now: () => 0,
      ...options,
      limits: { ...NO_LIMITS, ...limits },
      office,
      assets,
      at: {
        address: '127.0.0.1',
        port: 0,
        names: NAMES,
        identity: identity ?? { cert: certificate.cert, key: certificate.key },
        desks,
        authority: authority ?? null,
      },
    }),
  );
}

async function serve(page: 'call' | 'gate', start: (assets: Assets, certificate: Certificate) => Promise<HttpsServer>) {
  const temporary = temporaryFolder();
  const built = path.join(temporary.folder, 'renderer');
  writeBuiltPages(built);
  const certificate = await openCertificate({ folder: temporary.folder, names: NAMES, now: Date.now() });
  const server = await start(await loadAssets(built), certificate);
  const origin = `https://127.0.0.1:${server.port}`;
  const browsers: Browser[] = [];

  return {
    ...server,
    certificate,
    origin,
    /** @param from an address of this machine, such as `127.0.0.2` */
    browser(from?: string) {
      const browser = openBrowser({ origin, ca: certificate.cert, page, from });
      browsers.push(browser);
      return browser;
    },
    async [Symbol.asyncDispose]() {
      for (const browser of browsers) browser.close();
      await server.close();
      temporary[Symbol.dispose]();
    },
  };
}
