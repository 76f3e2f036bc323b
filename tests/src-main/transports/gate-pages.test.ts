import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMINISTRATOR, sellPass, valueOf } from '../../support/box-office';
import { serveGateFor } from '../../support/https-office';
import { inviteTo, pair } from '../../support/phones';
import type { Answer, Browser } from '../../support/served-browser';
import { openStaffedOffice } from '../../support/staffed-office';

const AUTHORITY = { crt: '-----BEGIN CERTIFICATE-----\n', mobileconfig: '<?xml version="1.0"?>' };

let office: Awaited<ReturnType<typeof openStaffedOffice>>;
let server: Awaited<ReturnType<typeof serveGateFor>>;
beforeAll(async () => {
  office = await openStaffedOffice();
  server = await serveGateFor(office, { log: office.log });
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(office.log.bugs).toEqual([]);
  await office[Symbol.asyncDispose]();
});

const where = ({ status, headers }: Answer) => `${status} ${headers.location ?? ''}`;
const form = (browser: Browser, username: string, password: string) =>
  browser.send('/login', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username, password }).toString(),
  });
const scan = (browser: Browser, payload: unknown) =>
  browser.send('/api/scan', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ payload }),
  });

describe('what a phone loads', () => {
  test.each(['/gate', '/p', '/selftest', '/p?from=camera'])('%s is the page of phones', async (pathname) => {
    const { status, headers, text } = await server.browser().send(pathname);
    expect(status).toBe(200);
    expect(text).toContain('/assets/gate-AbCd1234.js');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; /),
      'permissions-policy': expect.stringContaining('camera=(self)'),
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('set-cookie');
  });

  test.each(['/', '/login', '/dashboard'])('%s leads to it', async (pathname) => {
    expect(where(await server.browser().send(pathname))).toBe('302 /gate');
  });

  test('its files come with it', async () => {
    const { status, headers, text } = await server.browser().send('/assets/gate-AbCd1234.js');
    expect({ status, text }).toEqual({ status: 200, text: "document.title = 'gate';" });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  test('a link elsewhere may lead to it; a page elsewhere may load nothing', async () => {
    const from = (mode: string) => ({ headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode } });
    expect((await server.browser().send('/p', from('navigate'))).status).toBe(200);
    expect((await server.browser().send('/assets/icon.svg', from('no-cors'))).status).toBe(403);
  });

  test('the authority of this office can be taken in where it signs, as each system wants it', async () => {
    await using venue = await serveGateFor(office, { authority: AUTHORITY });
    expect(await venue.browser().send('/authority.crt')).toMatchObject({
      status: 200,
      text: AUTHORITY.crt,
      headers: { 'content-type': 'application/x-x509-ca-cert', 'x-content-type-options': 'nosniff' },
    });
    expect(await venue.browser().send('/authority.mobileconfig')).toMatchObject({
      status: 200,
      text: AUTHORITY.mobileconfig,
      headers: { 'content-type': 'application/x-apple-aspen-config' },
    });
  });
});

describe('the cookie of a phone', () => {
  test('is out of reach for scripts, other sites and plain connections, and outlasts any event', async () => {
    const phone = server.browser();
    const { token } = await inviteTo(office, { name: 'Cookie' });
    const { headers } = await phone.send('/api/gate/gate.join', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin, 'x-box-office': '1' },
      body: JSON.stringify({ token }),
    });
    const [value, ...attributes] = (headers['set-cookie']?.[0] ?? '').split('; ');
    expect(value).toMatch(/^__Host-epass-gate=[\w-]{43}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Strict', 'Secure']);
  });

  test('holds after the server was started anew, and is gone after the phone has left', async () => {
    const phone = server.browser();
    await pair(office, phone, { name: 'Leaver' });
    await using again = await serveGateFor(office);
    const same = again.browser();
    same.cookie = phone.cookie;
    expect(valueOf(await same.api['gate.status']({}))).toMatchObject({ state: 'device', device: { name: 'Leaver' } });

    const kept = same.cookie;
    valueOf(await same.api['gate.leave']({}));
    expect(same.cookie).toBe('');
    same.cookie = kept;
    expect(await same.api['gate.status']({})).toEqual({ ok: false, code: 'device-revoked' });
  });

  test('that is too long to be one is nobody’s', async () => {
    const phone = server.browser();
    phone.cookie = `__Host-epass-gate=${'A'.repeat(8_000)}`;
    expect(valueOf(await phone.api['gate.status']({}))).toMatchObject({ state: 'stranger' });
  });

  test('says what the phone runs on and nothing that it says itself', async () => {
    const phone = server.browser();
    const { invitationId, token } = await inviteTo(office, { name: 'Platform' });
    await phone.send('/api/gate/gate.join', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: server.origin,
        'x-box-office': '1',
        'user-agent': 'Mozilla/5.0 (iPhone; <script>alert(1)</script>)',
      },
      body: JSON.stringify({ token }),
    });
    expect(valueOf(await office.api['devices.invitation']({ invitationId })).applicant?.platform).toBe('iPhone');
  });
});

describe('a scanner of the earlier web application', () => {
  test('is answered for an administrator', async () => {
    const { code } = valueOf(await office.api['passes.get']({ passId: (await sellPass(office.api)).passId }));
    const scanner = server.browser();
    expect((await scan(scanner, code)).status).toBe(401);
    expect(where(await form(scanner, ADMINISTRATOR.username, 'not the password'))).toBe(
      '303 /login?error=wrong-credentials',
    );
    expect(where(await form(scanner, ADMINISTRATOR.username, ADMINISTRATOR.password))).toBe('303 /dashboard');
    expect(await scan(scanner, code)).toMatchObject({
      status: 200,
      text: expect.stringContaining('"status":"success"'),
    });
    expect(where(await scanner.send('/logout'))).toBe('302 /login');
    expect((await scan(scanner, code)).status).toBe(401);
  });

  test.each(['seller', 'gate'] as const)('is refused for somebody who is %s, and nothing was scanned', async (role) => {
    const pass = await sellPass(office.api);
    const { code } = valueOf(await office.api['passes.get']({ passId: pass.passId }));
    // Signed in at a desk in a browser, which these may; the gate has a session of its own.
    await using withDesks = await serveGateFor(office, { desks: true });
    const desk = withDesks.browser();
    const scanner = server.browser();
    await signInByForm(scanner, role);
    await signInByForm(desk, role);
    expect(await scan(scanner, code)).toMatchObject({ status: 403, text: expect.stringContaining('Not allowed') });
    expect(valueOf(await office.api['scans.ofPass']({ passId: pass.passId }))).toEqual([]);
    expect((await scan(desk, code)).status).toBe(200);
  });

  test('is no phone, and a phone is no scanner of that kind', async () => {
    const phone = server.browser();
    await pair(office, phone, { name: 'No scanner' });
    expect((await scan(phone, 'x')).status).toBe(401);
    const scanner = server.browser();
    await form(scanner, ADMINISTRATOR.username, ADMINISTRATOR.password);
    expect(valueOf(await scanner.api['gate.status']({}))).toMatchObject({ state: 'stranger' });
  });

  async function signInByForm(browser: Browser, role: 'seller' | 'gate'): Promise<void> {
    const at = office.credentialsOf(role);
    expect(where(await form(browser, at.username, at.password))).toBe('303 /dashboard');
  }
});

describe('desks in a browser', () => {
  const ROUTES = ['POST /api/call/passes.search', 'POST /generate', 'GET /export-csv'];

  test('are not there unless they are wanted', async () => {
    expect(server.routes).not.toEqual(expect.arrayContaining(ROUTES));
    await using withDesks = await serveGateFor(office, { desks: true });
    expect(withDesks.routes).toEqual(expect.arrayContaining(ROUTES));
  });

  test('have the whole desk, under its own cookie, for those who sign in', async () => {
    await using withDesks = await serveGateFor(office, { desks: true });
    const browser = withDesks.browser();
    expect(where(await browser.send('/'))).toBe('302 /login');
    expect(where(await browser.send('/phones'))).toBe('302 /login?to=%2Fphones');
    await form(browser, ADMINISTRATOR.username, ADMINISTRATOR.password);
    expect(browser.cookie).toMatch(/^__Host-epass=/);
    expect(where(await browser.send('/'))).toBe('302 /dashboard');
    expect((await browser.send('/dashboard')).text).toContain('/assets/desk-AbCd1234.js');
    const search = await browser.send('/api/call/passTypes.list', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: withDesks.origin, 'x-box-office': '1' },
      body: '{}',
    });
    expect(search.status).toBe(200);
    expect((await withDesks.browser().send('/gate')).text).toContain('/assets/gate-AbCd1234.js');
  });

  test('give a phone nothing of the desk', async () => {
    await using withDesks = await serveGateFor(office, { desks: true });
    const phone = withDesks.browser();
    await pair(office, phone, { name: 'Beside a desk' });
    for (const name of ['passTypes.list', 'gate.status', 'reports.gate']) {
      const { text } = await phone.send(`/api/call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: withDesks.origin, 'x-box-office': '1' },
        body: '{}',
      });
      expect(JSON.parse(text)).toEqual({
        ok: false,
        code: name.startsWith('gate.') ? 'unknown-operation' : 'not-signed-in',
      });
    }
  });
});
