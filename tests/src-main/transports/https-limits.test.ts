import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpsOptions } from '../../../src-main/transports/routing';
import { ADMINISTRATOR, openReadyOffice, sellPass, valueOf } from '../../support/box-office';
import { serveGateFor, serveOverHttps } from '../../support/https-office';
import { venueCertificate } from '../../support/venue-certificate';

const SIGN_IN = { username: ADMINISTRATOR.username, password: ADMINISTRATOR.password };
/** Enough where no request is ever made. */
const EMPTY_OFFICE: HttpsOptions['office'] = {
  dispatch: async () => ({ ok: false, code: 'internal' }),
  settings: { eventOrNull: () => null },
};

let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  office = await openReadyOffice();
}, 60_000);
afterAll(() => office[Symbol.asyncDispose]());

describe('TLS', () => {
  test.each<[string, ConnectionOptions, string]>([
    ['1.3', {}, 'TLSv1.3'],
    ['1.2 with AES', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' }, 'TLSv1.2'],
    ['1.2 with ChaCha20', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-CHACHA20-POLY1305' }, 'TLSv1.2'],
  ])('is spoken: %s', async (_case, options, protocol) => {
    await using server = await serveOverHttps(EMPTY_OFFICE);
    const socket = connectTo(server, options);
    await once(socket, 'secureConnect');
    expect(socket.getProtocol()).toBe(protocol);
    socket.destroy();
  });

  test.each<[string, ConnectionOptions]>([
    ['1.1', { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }],
    ['1.2 with CBC', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA' }],
    ['1.3 with a group that is dear to the server', { ecdhCurve: 'ffdhe2048' }],
    ['1.2 without forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }],
  ])('is not spoken: %s', async (_case, options) => {
    await using server = await serveOverHttps(EMPTY_OFFICE);
    await expect(once(connectTo(server, options), 'secureConnect')).rejects.toThrow();
  });
});

test.each([
  ['RSA-2048', 'TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'],
  ['RSA-2048', 'TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
  ['P-384', 'TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
  ['P-521', 'TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
] as const)('a certificate of the venue with a key of %s is shown over %s', async (kind, version, cipher) => {
  const { certificates, key } = await venueCertificate({ kind });
  await using gate = await serveGateFor(EMPTY_OFFICE, { identity: { cert: certificates, key } });
  const socket = connectTo(gate, { rejectUnauthorized: false, minVersion: version, maxVersion: version });
  await once(socket, 'secureConnect');
  expect(socket.getCipher().name).toBe(cipher);
  expect(socket.getPeerCertificate().subject.CN).toBe('gate.venue.example');
  socket.destroy();
});

test('whoever is silent or slow is cut off, and a scan beside them is answered', async () => {
  await using server = await serveOverHttps(office);
  const pass = await sellPass(office.api);
  const { code } = valueOf(await office.api['passes.get']({ passId: pass.passId }));

  const host = `127.0.0.1:${server.port}`;
  const withoutHandshake = connectTcp(server.port, '127.0.0.1');
  const silent = connectTo(server);
  const halfHead = connectTo(server);
  halfHead.write(`GET /login HTTP/1.1\r\nHost: ${host}\r\n`);
  const halfBody = connectTo(server);
  halfBody.write(
    `POST /api/scan HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
  );
  const all = [withoutHandshake, silent, halfHead, halfBody];
  const cutOff = Promise.all(
    all.map((socket) => {
      socket.on('error', () => undefined).resume();
      return once(socket, 'close');
    }),
  );

  const gate = server.browser();
  valueOf(await gate.api['session.signIn'](SIGN_IN));
  const scan = await gate.api['scans.scan']({ scanId: crypto.randomUUID(), code: code ?? '' });
  expect(scan).toMatchObject({ ok: true, value: { status: 'admitted' } });
  await cutOff;
}, 30_000);

test('whoever guesses passwords is told to wait, however the names differ; scans are never counted', async () => {
  await using server = await serveOverHttps(office, { limits: { attempts: 3, calls: 20 } });
  const browser = server.browser();
  valueOf(await browser.api['session.signIn'](SIGN_IN));
  const guesser = server.browser();
  for (const username of ['one', 'two']) {
    const guess = await guesser.api['session.signIn']({ username, password: 'a wrong password' });
    expect(guess).toEqual({ ok: false, code: 'wrong-credentials' });
  }
  const refused = await guesser.api['session.signIn']({ username: 'three', password: 'a wrong password' });
  expect(refused).toMatchObject({ ok: false, code: 'too-many-attempts' });
  expect(refused).toMatchObject({ retryAfterSeconds: expect.toSatisfy((wait: number) => wait > 0 && wait <= 60) });

  const scan = { scanId: crypto.randomUUID(), code: 'not a pass' };
  for (let tries = 0; tries < 40; tries += 1) {
    expect(await browser.api['scans.scan'](scan)).toMatchObject({ ok: true });
  }
  const replies = [];
  for (let tries = 0; tries < 21; tries += 1) replies.push(await browser.api['passTypes.list']({}));
  expect(replies.map(({ ok }) => ok)).toEqual([...Array.from({ length: 20 }, () => true), false]);
});

test('closing answers what is under way and then ends every connection', async () => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await using server = await serveOverHttps({
    settings: office.settings,
    dispatch: (...call) => {
      arrive();
      return office.dispatch(...call);
    },
  });
  const browser = server.browser();
  const signIn = browser.api['session.signIn'](SIGN_IN);
  await arrived;
  await server.close();
  expect(await signIn).toMatchObject({ ok: true });
  await expect(server.browser().send('/login')).rejects.toThrow('ECONNREFUSED');
});

function connectTo(
  server: { port: number; certificate: { cert: string } },
  options: ConnectionOptions = {},
): TLSSocket {
  return connect({ port: server.port, host: '127.0.0.1', ca: server.certificate.cert, ...options });
}
