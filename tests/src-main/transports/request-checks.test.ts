import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveOverHttps } from '../../support/https-office';
import type { Browser } from '../../support/served-browser';
import { openStaffedOffice } from '../../support/staffed-office';

let office: Awaited<ReturnType<typeof openStaffedOffice>>;
let server: Awaited<ReturnType<typeof serveOverHttps>>;
let browser: Browser;
beforeAll(async () => {
  office = await openStaffedOffice();
  server = await serveOverHttps(office);
  browser = server.browser();
  await office.signIn(browser, 'seller');
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

/** Every combination of what a request may carry. One class of them is the desk's own page; all others are refused. */
describe('a call is answered only when everything about it is as the desk’s own page sends it', () => {
  const methods = ['POST', 'GET', 'PUT', 'OPTIONS'];
  const types = ['application/json', 'application/json; charset=utf-8', 'text/plain', null];
  const origins = ['own', 'https://evil.example', 'null', null];
  const hosts = ['own', 'localhost', 'evil.example'];
  const sites = ['same-origin', 'cross-site', null];
  const marks = ['1', null];
  const cookies = ['own', 'forged', null];

  test.each(methods)(
    '%s',
    async (method) => {
      const port = String(server.port);
      const named: Record<string, string> = {
        own: `127.0.0.1:${port}`,
        localhost: `localhost:${port}`,
        'evil.example': `evil.example:${port}`,
      };
      const answered: string[] = [];
      let rows = 0;
      for (const type of types)
        for (const origin of origins)
          for (const host of hosts)
            for (const site of sites)
              for (const mark of marks)
                for (const cookie of cookies) {
                  rows += 1;
                  const { status } = await browser.send('/api/call/passTypes.list', {
                    method,
                    body: '{}',
                    headers: {
                      host: named[host] ?? '',
                      cookie: cookie === 'own' ? browser.cookie : cookie === 'forged' ? forged(browser.cookie) : '',
                      ...(type === null ? {} : { 'content-type': type }),
                      ...(origin === null ? {} : { origin: origin === 'own' ? `https://${named[host]}` : origin }),
                      ...(site === null ? {} : { 'sec-fetch-site': site }),
                      ...(mark === null ? {} : { 'x-box-office': mark }),
                    },
                  });
                  if (status === 200) answered.push([type, origin, host, site, mark, cookie].join(' | '));
                  else expect([400, 401, 403, 405, 415, 421]).toContain(status);
                }
      expect(rows).toBe(864);
      const sitesAllowed = ['same-origin', ''];
      expect(answered).toEqual(
        method === 'POST'
          ? ['own', 'localhost'].flatMap((host) =>
              sitesAllowed.map((site) => `application/json | own | ${host} | ${site} | 1 | own`),
            )
          : [],
      );
    },
    60_000,
  );

  /** Not at its end: two of the last six bits are no part of the signature. */
  function forged(cookie: string): string {
    return cookie.replace(/\.(.)/, (_dot, first) => (first === 'A' ? '.B' : '.A'));
  }
});

describe('a request that is not quite HTTP as browsers speak it', () => {
  test.each([
    ['two hosts', (host: string) => `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n\r\n`, 400],
    ['two hosts, ours last', (host: string) => `GET / HTTP/1.1\r\nHost: evil.example\r\nHost: ${host}\r\n\r\n`, 400],
    ['the whole address', (host: string) => `GET https://${host}/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
    [
      'another host’s whole address',
      (host: string) => `GET https://evil.example/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      400,
    ],
    ['no host', () => 'GET / HTTP/1.0\r\n\r\n', 421],
    ['a host that begins like ours', (host: string) => `GET / HTTP/1.1\r\nHost: ${host}.evil.example\r\n\r\n`, 421],
    ['a host without the port', () => 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', 421],
    ['a method of its own', (host: string) => `TRACE / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 405],
    ['an address that cannot be decoded', (host: string) => `GET /%E0%A4%A HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
  ] as const)('is refused: %s', async (_case, text, status) => {
    const answer = await speak(text(`127.0.0.1:${server.port}`));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
    expect(answer.toLowerCase()).not.toContain('access-control-');
  });

  function speak(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: server.port, host: '127.0.0.1', ca: server.certificate.cert });
      socket.on('error', reject);
      socket.once('data', (answer) => {
        resolve(answer.toString());
        socket.destroy();
      });
      socket.write(text);
    });
  }
});

describe('the body of a call', () => {
  const call = (name: string, body: string) =>
    browser.send(`/api/call/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin, 'x-box-office': '1' },
      body,
    });

  test.each(['', '{', 'undefined', '{"a":1}}', "{'a':1}", '\u0000'])('is JSON or refused: %j', async (body) => {
    expect(await call('passTypes.list', body)).toMatchObject({ status: 400 });
  });

  test('is 16 KiB at most, whatever the operation', async () => {
    const padded = (bytes: number) => JSON.stringify({ passId: 'x'.repeat(bytes) });
    expect((await call('passes.get', padded(16_000))).status).toBe(400);
    expect((await call('passes.get', padded(17_000))).status).toBe(413);
    expect((await call('no.such', padded(17_000))).status).toBe(413);
  });

  test('is larger only for a file, and only from somebody who may import one', async () => {
    const file = JSON.stringify({ csv: 'name,phone\n'.repeat(20_000) });
    expect((await call('exchange.inspect', file)).status).toBe(403);

    const visitor = server.browser();
    expect(await visitor.call('exchange.inspect', { csv: 'x'.repeat(100_000) })).toEqual({
      ok: false,
      code: 'not-signed-in',
    });
    const administrator = server.browser();
    await office.signIn(administrator, 'administrator');
    expect(await administrator.call('exchange.inspect', { csv: 'Name,Phone\n'.repeat(20_000) })).toMatchObject({
      ok: true,
    });
    const tooLarge = administrator.call('exchange.inspect', { csv: 'x'.repeat(22_100_000) });
    expect(await tooLarge.catch(() => 'broken off')).toSatisfy(
      (answer) => answer === 'broken off' || JSON.stringify(answer) === '{"ok":false,"code":"invalid-input"}',
    );
  });
});
