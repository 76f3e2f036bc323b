import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import path from 'node:path';
import { loadAssets } from '../../src-main/transports/assets';
import { openCertificate } from '../../src-main/certificates/leaf';
import { serveHttps } from '../../src-main/transports/https';
import type { HttpsOptions } from '../../src-main/transports/routing';
import { createClient } from '../../src-shared/client';
import type { OfficeContract } from '../../src-shared/contract/contract';
import type { Client, Reply } from '../../src-shared/contract/operation';
import { temporaryFolder, testLog } from './box-office';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

/** A browser as far as the server can tell: one kept-alive connection, and a cookie that it sends back. */
export interface Browser {
  /** Exactly these headers, Host and (where there is one) the cookie. */
  send(pathname: string, sent?: Sent): Promise<Answer>;
  /** As the desk's page calls an operation. */
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  readonly api: Client<OfficeContract>;
  /** `__Host-epass=…`, or empty. */
  cookie: string;
  close(): void;
}

/** Serves an office over real TLS at a free port, with a small stand-in for the built desk. Use with `await using`. */
export async function serveOverHttps(
  office: HttpsOptions['office'],
  options: Partial<Pick<HttpsOptions, 'limits' | 'log'>> = {},
) {
  const temporary = temporaryFolder();
  const built = path.join(temporary.folder, 'renderer');
  mkdirSync(path.join(built, 'assets'), { recursive: true });
  writeFileSync(
    path.join(built, 'desk.html'),
    '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="/assets/desk-AbCd1234.js"></script>',
  );
  writeFileSync(
    path.join(built, 'gate.html'),
    '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="/assets/gate-AbCd1234.js"></script>',
  );
  writeFileSync(path.join(built, 'assets/gate-AbCd1234.js'), 'document.title = "Gate";');
  writeFileSync(path.join(built, 'assets/desk-AbCd1234.js'), 'document.title = "Desk";');
  writeFileSync(path.join(built, 'assets/icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(path.join(built, 'assets/desk-AbCd1234.js.map'), '{}');
  const certificate = await openCertificate({
    folder: temporary.folder,
    names: ['localhost', '127.0.0.1'],
    now: Date.now(),
  });
  const server = await serveHttps({
    log: testLog(),
    limits: { attempts: 10_000, calls: 1_000_000 },
    ...options,
    office,
    assets: await loadAssets(built),
    certificate,
    address: '127.0.0.1',
    port: 0,
    names: ['127.0.0.1', 'localhost'],
  });
  const origin = `https://127.0.0.1:${server.port}`;
  const browsers: Browser[] = [];

  return {
    ...server,
    certificate,
    origin,
    browser() {
      const browser = openBrowser(origin, certificate.cert);
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

function openBrowser(origin: string, ca: string): Browser {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca, servername: 'localhost' });

  const browser: Browser = {
    cookie: '',
    close: () => agent.destroy(),
    send(pathname, { method = 'GET', headers = {}, body } = {}) {
      const { hostname, port } = new URL(origin);
      return new Promise<Answer>((resolve, reject) => {
        const cookie = browser.cookie === '' ? {} : { cookie: browser.cookie };
        const sending = request(
          {
            agent,
            hostname,
            port,
            path: pathname,
            method,
            headers: {
              ...cookie,
              ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
              ...headers,
            },
          },
          (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (chunk: string) => {
              text += chunk;
            });
            response.on('error', reject);
            response.on('end', () => {
              for (const set of response.headers['set-cookie'] ?? []) {
                const [pair = ''] = set.split(';');
                browser.cookie = pair.endsWith('=') ? '' : pair;
              }
              resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
            });
          },
        );
        sending.on('error', reject);
        sending.end(body);
      });
    },
    async call(name, input) {
      const { text } = await browser.send(`/api/call/${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, 'sec-fetch-site': 'same-origin', 'x-box-office': '1' },
        body: JSON.stringify(input),
      });
      return JSON.parse(text) as Reply<unknown>;
    },
    api: createClient((name, input) => browser.call(name, input)),
  };
  return browser;
}
