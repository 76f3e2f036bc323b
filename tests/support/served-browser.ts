import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { createClient } from '../../src-shared/client';
import type { OfficeContract } from '../../src-shared/contract/contract';
import type { Client, Reply } from '../../src-shared/contract/operation';

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
  /** As the page of the desk, or of phones, calls an operation. */
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  readonly api: Client<OfficeContract>;
  /** `__Host-epass=…` of a desk, `__Host-epass-gate=…` of a phone, or empty. */
  cookie: string;
  /** How many connections it has opened so far. */
  connections(): number;
  close(): void;
}

interface BrowserOptions {
  readonly origin: string;
  /** The certificate to expect, PEM. */
  readonly ca: string;
  /** Whose page it shows: calls go to `/api/call/` or to `/api/gate/`. */
  readonly page: 'call' | 'gate';
  /** An address of this machine to come from, such as `127.0.0.2`. */
  readonly from?: string | undefined;
  /** A socket in the file system that leads to the office, for one in another network. */
  readonly socketPath?: string | undefined;
}

export function openBrowser({ origin, ca, page, from, socketPath }: BrowserOptions): Browser {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca, servername: 'localhost', localAddress: from });
  const opened = new Set<object>();

  const browser: Browser = {
    cookie: '',
    connections: () => opened.size,
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
            socketPath,
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
        sending.on('socket', (socket) => opened.add(socket));
        sending.on('error', reject);
        sending.end(body);
      });
    },
    async call(name, input) {
      const { text } = await browser.send(`/api/${page}/${encodeURIComponent(name)}`, {
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
