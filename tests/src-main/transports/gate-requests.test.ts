import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveGateFor } from '../../support/https-office';
import { speak } from '../../support/raw-request';
import type { Browser } from '../../support/served-browser';
import { openStaffedOffice } from '../../support/staffed-office';

let office: Awaited<ReturnType<typeof openStaffedOffice>>;
let server: Awaited<ReturnType<typeof serveGateFor>>;
let phone: Browser;
let revoked: Browser;
beforeAll(async () => {
  office = await openStaffedOffice();
  server = await serveGateFor(office, { log: office.log });
  phone = server.browser();
  revoked = server.browser();
  await office.signIn(phone, 'device');
  await office.signIn(revoked, 'revoked');
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

/** Every combination of what a request may carry. One class of them is the phone's own page; all others are refused. */
describe('a phone is answered only when everything about its request is as its own page sends it', () => {
  const methods = ['POST', 'GET', 'PUT', 'OPTIONS'];
  const types = ['application/json', 'application/json; charset=utf-8', 'text/plain', null];
  const origins = ['own', 'https://evil.example', 'null', null];
  const hosts = ['own', 'localhost', 'evil.example'];
  const sites = ['same-origin', 'cross-site', null];
  const marks = ['1', null];
  const cookies = ['own', 'forged', 'revoked', 'planted', null];

  test.each(methods)(
    '%s',
    async (method) => {
      const named: Record<string, string> = {
        own: `127.0.0.1:${server.port}`,
        localhost: `localhost:${server.port}`,
        'evil.example': `evil.example:${server.port}`,
      };
      const worn: Record<string, string> = {
        own: phone.cookie,
        forged: phone.cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
        revoked: revoked.cookie,
        planted: phone.cookie.replace('__Host-', ''),
      };
      const visitor = server.browser();
      const answered: string[] = [];
      let rows = 0;
      for (const type of types)
        for (const origin of origins)
          for (const host of hosts)
            for (const site of sites)
              for (const mark of marks)
                for (const cookie of cookies) {
                  rows += 1;
                  const { status, headers } = await visitor.send('/api/gate/gate.find', {
                    method,
                    body: '{"name":"nobody"}',
                    headers: {
                      host: named[host] ?? '',
                      cookie: worn[cookie ?? ''] ?? '',
                      ...(type === null ? {} : { 'content-type': type }),
                      ...(origin === null ? {} : { origin: origin === 'own' ? `https://${named[host]}` : origin }),
                      ...(site === null ? {} : { 'sec-fetch-site': site }),
                      ...(mark === null ? {} : { 'x-box-office': mark }),
                    },
                  });
                  if (status === 200) answered.push([type, origin, host, site, mark, cookie].join(' | '));
                  else expect([400, 401, 403, 405, 415, 421]).toContain(status);
                  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
                }
      expect(rows).toBe(1_440);
      expect(answered).toEqual(
        method === 'POST'
          ? ['own', 'localhost'].flatMap((host) =>
              ['same-origin', ''].map((site) => `application/json | own | ${host} | ${site} | 1 | own`),
            )
          : [],
      );
    },
    60_000,
  );
});

describe('a request that is not quite HTTP as browsers speak it is refused', () => {
  const PATH = '/api/gate/gate.status';
  test.each<[string, (host: string) => string, number | null]>([
    ['two hosts', (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n\r\n`, 400],
    ['two hosts, ours last', (host) => `GET / HTTP/1.1\r\nHost: evil.example\r\nhost: ${host}\r\n\r\n`, 400],
    ['the whole address', (host) => `GET https://${host}/gate HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
    ['another whole address', (host) => `GET https://evil.example/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
    ['no host', () => 'GET / HTTP/1.0\r\n\r\n', 421],
    ['a host that begins like ours', (host) => `GET / HTTP/1.1\r\nHost: ${host}.evil.example\r\n\r\n`, 421],
    ['a host without the port', () => 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', 421],
    ['a host with somebody before it', (host) => `GET / HTTP/1.1\r\nHost: a@${host}\r\n\r\n`, 421],
    ['TRACE', (host) => `TRACE / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 405],
    ['OPTIONS', (host) => `OPTIONS ${PATH} HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://${host}\r\n\r\n`, 405],
    ['OPTIONS for everything', (host) => `OPTIONS * HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
    ['HEAD', (host) => `HEAD /gate HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 405],
    ['CONNECT', (host) => `CONNECT 10.0.0.1:22 HTTP/1.1\r\nHost: ${host}\r\n\r\n`, null],
    [
      'an upgrade',
      (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      302,
    ],
    ['a method that nobody knows', (host) => `BREW / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
    ['an address that cannot be decoded', (host) => `GET /%E0%A4%A HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
    ['a NUL in the address', (host) => `GET /\0gate HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
    ['a header without end', (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      (host) => `POST ${PATH} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`,
      400,
    ],
    [
      'a length and pieces',
      (host) => `POST ${PATH} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
      400,
    ],
    ['no HTTP at all', () => 'EP1.AB.CDEFG.HJKMN\r\n\r\n', 400],
  ])('%s', async (_case, text, status) => {
    const answer = await speak(server, text(`127.0.0.1:${server.port}`));
    if (status === null) expect(answer).toBe('');
    else expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).not.toContain('access-control-');
    expect(answer).not.toContain('101 Switching');
  });
});

describe('an address that climbs out of what is served finds nothing', () => {
  test.each([
    '/../epass.db',
    '/assets/../../epass.db',
    '/assets/..%2f..%2fepass.db',
    '/assets/%2e%2e/%2e%2e/epass.db',
    '/assets/..%252f..%252fepass.db',
    '/assets/..%255c..%255cepass.db',
    '/assets/..\\..\\epass.db',
    '/assets/..%5c..%5cepass.db',
    '/assets/icon.svg%00.html',
    '/assets/gate-AbCd1234.js%00',
    '/assets/desk-AbCd1234.js.map',
    '//epass.db',
    '/gate/../epass.db',
    '/gate.html',
    '/desk.html',
    '/tls/certificate.pem',
    '/authority.crt',
    '/authority.mobileconfig',
    '/.env',
    '/gate/',
    '/GATE',
    '/scanner',
    '/export-csv',
    '/set-up',
    '/preview/0b9d5a3f-1c53-4d0a-9b43-3f6f0b7f9a11',
  ])('%s', async (pathname) => {
    const answer = await speak(server, `GET ${pathname} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('{"ok":false,"code":"unknown-operation"}');
  });
});

describe('a body', () => {
  const call = (name: string, body: string) =>
    phone.send(`/api/gate/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin, 'x-box-office': '1' },
      body,
    });
  const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;

  test.each(['', '{', 'undefined', '{"a":1}}', "{'a':1}", '\u0000', '{"name":"a', 'NaN'])(
    'that is no JSON is refused: %j',
    async (body) => {
      expect(await call('gate.find', body)).toMatchObject({ status: 400 });
    },
  );

  test('is 4 KiB at most, and 8 KiB for a self-test', async () => {
    const padded = (bytes: number) => JSON.stringify({ name: 'x'.repeat(bytes - 11) });
    expect(padded(4_096)).toHaveLength(4_096);
    expect((await call('gate.find', padded(4_096))).status).toBe(400);
    expect((await call('gate.find', padded(4_097))).status).toBe(413);
    expect((await call('gate.scan', padded(4_097))).status).toBe(413);
    expect((await call('gate.selfTest', padded(8_192))).status).toBe(400);
    expect((await call('gate.selfTest', padded(8_193))).status).toBe(413);
  });

  test('has at most four levels, of which nobody sees the fifth', async () => {
    expect(await call('gate.find', nested(4))).toMatchObject({ status: 400, text: expect.stringContaining('fields') });
    expect(await call('gate.find', nested(5))).toMatchObject({
      status: 400,
      text: '{"ok":false,"code":"invalid-input"}',
    });
    expect(await call('gate.find', nested(2_000))).toMatchObject({ status: 400 });
  });

  test('cannot reach into objects that it is no part of', async () => {
    for (const body of ['{"__proto__":{"name":"guest"}}', '{"constructor":{"prototype":{"name":"guest"}}}']) {
      expect(await call('gate.find', body)).toMatchObject({ status: 400 });
    }
    expect({}).not.toHaveProperty('name');
  });

  test('that is announced and does not come counts as never sent', async () => {
    const host = `127.0.0.1:${server.port}`;
    const before = await office.api['devices.list']({});
    const head = `POST /api/gate/gate.leave HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://${host}\r\nX-Box-Office: 1\r\nCookie: ${phone.cookie}\r\nContent-Type: application/json\r\n`;
    expect(await speak(server, `${head}Content-Length: 20\r\n\r\n{`)).toMatch(/^HTTP\/1\.1 408 /);
    expect(await office.api['devices.list']({})).toEqual(before);
  }, 30_000);
});

test('an operation of the desk is not there, whoever asks', async () => {
  const administrator = server.browser();
  await administrator.send('/login', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username: 'admin1', password: 'correct horse battery' }).toString(),
  });
  expect(administrator.cookie).toMatch(/^__Host-epass=/);
  for (const path of [
    '/api/gate/passes.search',
    '/api/call/passes.search',
    '/api/call/gate.status',
    '/api/gate/',
    '/api',
  ]) {
    const { status, text } = await administrator.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin, 'x-box-office': '1' },
      body: '{}',
    });
    expect([path, status, text]).toEqual([path, 404, '{"ok":false,"code":"unknown-operation"}']);
  }
});

test('nothing of all this was a bug', () => {
  expect(office.log.bugs).toEqual([]);
});
