import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { call } from '../../../src-renderer/api/call';

describe('an operation over the network', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let requests: {
    url: string | undefined;
    method: string | undefined;
    headers: NodeJS.Dict<string | string[]>;
    body: string;
  }[];

  beforeEach(async () => {
    requests = [];
    server = createServer(async (request, response) => {
      let body = '';
      for await (const piece of request) body += String(piece);
      requests.push({ url: request.url, method: request.method, headers: request.headers, body });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const direct = fetch;
    // Pages call by path alone; outside a browser there is nothing to complete it with.
    vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
      direct(`http://127.0.0.1:${port}${path}`, { ...init, signal: null }),
    );
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    server.close();
  });

  test('is posted as JSON with the header that no other site can send', async () => {
    answer = { status: 200, body: '{"ok":true,"value":{"inside":3}}' };
    expect(await call('reports.gate', { a: 1 })).toEqual({ ok: true, value: { inside: 3 } });
    expect(requests).toMatchObject([
      {
        url: '/api/call/reports.gate',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-box-office': '1' },
        body: '{"a":1}',
      },
    ]);
  });

  test('gives a refusal as it is, whatever its status', async () => {
    answer = { status: 429, body: '{"ok":false,"code":"too-many-attempts","retryAfterSeconds":9}' };
    expect(await call('session.signIn', {})).toEqual({ ok: false, code: 'too-many-attempts', retryAfterSeconds: 9 });
  });

  test.each([
    ['a page of a Wi-Fi portal', '<html>Please accept the terms</html>'],
    ['JSON of something else', '{"hello":"world"}'],
    ['a refusal with an unknown code', '{"ok":false,"code":"teapot"}'],
  ])('takes %s for no connection', async (_case, body) => {
    answer = { status: 200, body };
    expect(await call('office.status', {})).toEqual({ ok: false, code: 'unreachable' });
  });

  test('becomes a refusal when nobody listens', async () => {
    await new Promise((closed) => server.close(closed));
    expect(await call('office.status', {})).toEqual({ ok: false, code: 'unreachable' });
  });
});

test('an operation in the window of the desk goes through its bridge, and a broken bridge is a refusal', async () => {
  vi.stubGlobal('epass', { call: async (name: string) => ({ ok: true, value: name }) });
  expect(await call('office.status', {})).toEqual({ ok: true, value: 'office.status' });
  vi.stubGlobal('epass', { call: () => Promise.reject(new Error('gone')) });
  expect(await call('office.status', {})).toEqual({ ok: false, code: 'unreachable' });
  vi.unstubAllGlobals();
});
