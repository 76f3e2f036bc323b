import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserName } from '../../../src-main/transports/browser-name';
import { createCookieSigner } from '../../../src-main/transports/session-cookie';
import { ADMINISTRATOR, openReadyOffice, valueOf } from '../../support/box-office';
import { serveOverHttps } from '../../support/https-office';

const SIGN_IN = { username: ADMINISTRATOR.username, password: ADMINISTRATOR.password };

let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  office = await openReadyOffice();
}, 60_000);
afterAll(() => office[Symbol.asyncDispose]());

test('the session is a signed cookie that no script, no other site and no plain connection gets', async () => {
  await using server = await serveOverHttps(office);
  const browser = server.browser();
  const { status, headers } = await browser.send('/api/call/session.signIn', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin, 'x-box-office': '1' },
    body: JSON.stringify(SIGN_IN),
  });
  expect(status).toBe(200);
  const cookies = headers['set-cookie'] ?? [];
  expect(cookies).toHaveLength(1);
  const [value, ...attributes] = (cookies[0] ?? '').split('; ');
  expect(value).toMatch(/^__Host-epass=[\w-]{43}\.[\w-]{43}$/);
  expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);

  const signOut = await browser.send('/api/call/session.signOut', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin, 'x-box-office': '1' },
    body: '{}',
  });
  expect(signOut.headers['set-cookie']?.[0]).toMatch(/^__Host-epass=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970/);
});

test('a cookie that was planted before signing in is worth nothing, and one of a session that ended neither', async () => {
  await using server = await serveOverHttps(office);
  const browser = server.browser();
  valueOf(await browser.api['session.signIn'](SIGN_IN));
  const planted = browser.cookie;
  valueOf(await browser.api['session.signIn'](SIGN_IN));
  expect(browser.cookie).not.toBe(planted);

  const thief = server.browser();
  thief.cookie = planted;
  expect(valueOf(await thief.api['office.status']({})).session).toBeNull();
  const ended = browser.cookie;
  valueOf(await browser.api['session.signOut']({}));
  thief.cookie = ended;
  expect(valueOf(await thief.api['office.status']({})).session).toBeNull();
});

test('a cookie of another start of the server is not believed', async () => {
  await using one = await serveOverHttps(office);
  await using other = await serveOverHttps(office);
  const browser = one.browser();
  valueOf(await browser.api['session.signIn'](SIGN_IN));
  const elsewhere = other.browser();
  elsewhere.cookie = browser.cookie;
  expect(valueOf(await elsewhere.api['office.status']({})).session).toBeNull();
});

test.each(['', '.', 'a', 'a.', '.a', 'id.AAAA', `id.${'A'.repeat(43)}`, 'a.b.c'])('no signature: %j', (text) => {
  expect(createCookieSigner().unsign(text)).toMatchObject({ valid: false, value: null });
});

test('a signature holds for its own text only', () => {
  const signer = createCookieSigner();
  const signed = signer.sign('session');
  expect(signer.unsign(signed)).toEqual({ valid: true, renew: false, value: 'session' });
  expect(signer.unsign(`x${signed}`).valid).toBe(false);
  expect(signer.unsign(signed.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))).valid).toBe(false);
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 'Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 'iPhone'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9)', 'Android'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'Mac'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'Linux'],
  ['<script>alert(1)</script>', 'Browser'],
  [undefined, 'Browser'],
])('the scan log names what a browser runs on and nothing that it says itself: %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
