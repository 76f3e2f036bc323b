import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMINISTRATOR, openTestOffice, sellPass, TEST_EVENT, valueOf } from '../../support/box-office';
import { serveOverHttps } from '../../support/https-office';
import type { Answer, Browser } from '../../support/served-browser';
import { openStaffedOffice } from '../../support/staffed-office';

let office: Awaited<ReturnType<typeof openStaffedOffice>>;
let server: Awaited<ReturnType<typeof serveOverHttps>>;
let administrator: Browser;
let seller: Browser;
let gate: Browser;
beforeAll(async () => {
  office = await openStaffedOffice();
  server = await serveOverHttps(office);
  administrator = server.browser();
  seller = server.browser();
  gate = server.browser();
  await office.signIn(administrator, 'administrator');
  await office.signIn(seller, 'seller');
  await office.signIn(gate, 'gate');
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

/** A script, as the earlier web application's clients are: no Origin, no Sec-Fetch-*, no header of ours. */
const form = (browser: Browser, pathname: string, fields: Record<string, string>) =>
  browser.send(pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
const scan = (browser: Browser, body: unknown) =>
  browser.send('/api/scan', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const where = ({ status, headers }: Answer) => `${status} ${headers.location ?? ''}`;
const jsonOf = ({ text }: Answer): unknown => JSON.parse(text);

test('the whole day of the earlier web application: sign in, sell, preview, scan, scan again, export, sign out', async () => {
  const browser = server.browser();
  expect(where(await browser.send('/'))).toBe('302 /login');
  expect(await browser.send('/login')).toMatchObject({ status: 200, text: expect.stringContaining('<!doctype html>') });
  expect(where(await form(browser, '/login', { username: 'admin1', password: 'not the password' }))).toBe(
    '303 /login?error=wrong-credentials',
  );
  const { username, password } = ADMINISTRATOR;
  expect(where(await form(browser, '/login', { username, password }))).toBe('303 /dashboard');
  expect(where(await browser.send('/'))).toBe('302 /dashboard');
  expect(where(await browser.send('/login'))).toBe('302 /dashboard');

  const sold = await form(browser, '/generate', {
    name1: 'John Doe',
    phone1: '98765 43210',
    name2: '',
    phone2: '',
    pass_type: 'SINGLE',
    amount: '1',
    payment_mode: 'CASH',
    txn_info: '',
    timing: 'whenever',
  });
  const preview = where(sold).replace('303 ', '');
  expect(preview).toMatch(/^\/preview\/[0-9a-f-]{36}$/);
  expect((await browser.send(preview)).status).toBe(200);
  const passId = preview.replace('/preview/', '');
  const { pass, code } = valueOf(await browser.api['passes.get']({ passId }));
  expect(pass).toMatchObject({ amount: 549, timing: TEST_EVENT.timing, phone1: '+919876543210' });

  const passInfo = {
    name1: 'John Doe',
    phone1: '9876543210',
    name2: null,
    phone2: null,
    pass_type: 'SINGLE',
    timing: '7:00 PM - 11:00 PM',
  };
  const first = await scan(browser, { payload: code });
  expect(first.status).toBe(200);
  expect(jsonOf(first)).toEqual({ status: 'success', message: 'Pass scanned successfully', pass_info: passInfo });

  office.wait(90_000);
  expect(jsonOf(await scan(browser, { payload: code }))).toEqual({
    status: 'already_scanned',
    message: 'This pass has already been used',
    scanned_at: '2026-11-28 18:00:00',
    scanned_by: 'admin1',
    pass_info: passInfo,
  });
  const forged = `${code?.slice(0, -1)}${code?.endsWith('0') ? '1' : '0'}`;
  expect(jsonOf(await scan(browser, { payload: forged }))).toEqual({
    status: 'error',
    message: 'Invalid or tampered QR code',
  });

  const csv = await browser.send('/export-csv?search=John&passType=');
  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="[\w. -]+\.csv"; filename\*=UTF-8''[^ ]+\.csv$/,
    ),
    'cache-control': 'no-store',
  });
  expect(csv.text.charCodeAt(0)).toBe(0xfeff);
  expect(csv.text).toContain('John Doe');

  expect(where(await browser.send('/logout'))).toBe('302 /login');
  expect(where(await browser.send('/dashboard'))).toBe('302 /login');
  expect(browser.cookie).toBe('');
});

describe('a scan', () => {
  test('of a couple pass names both people, with phone numbers as people of the country write them', async () => {
    const browser = gate;
    const pass = valueOf(
      await office.api['passes.sell']({
        saleId: crypto.randomUUID(),
        passType: 'COUPLE',
        name1: 'Zoë Müller',
        phone1: '+49 1512 3456789',
        name2: 'Ravi',
        phone2: '9123456780',
        paymentMode: 'CASH',
      }),
    );
    const { code } = valueOf(await office.api['passes.get']({ passId: pass.passId }));
    expect(jsonOf(await scan(browser, { payload: code }))).toMatchObject({
      pass_info: {
        name1: 'Zoë Müller',
        phone1: '+4915123456789',
        name2: 'Ravi',
        phone2: '9123456780',
        pass_type: 'COUPLE',
      },
    });
  });

  test('sent again under its own id gets its first answer', async () => {
    const browser = gate;
    const { passId } = await sellPass(office.api);
    const { code } = valueOf(await office.api['passes.get']({ passId }));
    const sent = { payload: code, scan_id: crypto.randomUUID() };
    const first = jsonOf(await scan(browser, sent));
    expect(first).toMatchObject({ status: 'success' });
    expect(jsonOf(await scan(browser, sent))).toEqual(first);
  });

  test('of a cancelled pass says so', async () => {
    const browser = gate;
    const { passId } = await sellPass(office.api);
    const { code } = valueOf(await office.api['passes.get']({ passId }));
    valueOf(await office.api['passes.cancel']({ passId }));
    expect(jsonOf(await scan(browser, { payload: code }))).toEqual({
      status: 'error',
      message: 'This pass has been cancelled',
    });
  });

  test.each([
    {},
    { payload: 7 },
    { payload: '' },
    { payload: 'x'.repeat(3_000) },
    [],
    'text',
    { payload: 'x', scan_id: 'x' },
  ])('that is none is refused in the same shape: %j', async (body) => {
    const browser = gate;
    const answer = await scan(browser, body);
    expect(answer.status).toBe(400);
    expect(jsonOf(answer)).toEqual({ status: 'error', message: 'Invalid or tampered QR code' });
  });

  test('without a session is refused, whatever it is', async () => {
    for (const body of [{ payload: 'x' }, {}, 'text']) {
      const answer = await scan(server.browser(), body);
      expect(answer.status).toBe(401);
      expect(jsonOf(answer)).toEqual({ status: 'error', message: 'Not signed in' });
    }
  });

  test.each<[string, Record<string, string>, number]>([
    ['of a browser on our page', { origin: 'own', 'sec-fetch-site': 'same-origin' }, 200],
    ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['of another site in an old browser', { origin: 'https://evil.example' }, 403],
    ['of a page without an origin', { origin: 'null' }, 403],
    ['of a browser that hides its origin', { 'sec-fetch-mode': 'cors' }, 403],
    ['as a form', { 'content-type': 'text/plain' }, 415],
  ])('%s', async (_case, headers, status) => {
    const browser = gate;
    const answer = await browser.send('/api/scan', {
      method: 'POST',
      body: '{"payload":"x"}',
      headers: {
        'content-type': 'application/json',
        ...headers,
        ...(headers['origin'] === 'own' ? { origin: server.origin } : {}),
      },
    });
    expect(answer.status).toBe(status);
  });
});

describe('a form', () => {
  test('comes back with what was wrong, in codes and never with what was typed', async () => {
    const browser = seller;
    const sale = { name1: 'Asha', phone1: '12', pass_type: 'SINGLE', payment_mode: 'CASH' };
    expect(where(await form(browser, '/generate', sale))).toBe(
      '303 /generate?error=invalid-input&field=phone1&problem=phone-invalid',
    );
    const sold = await form(browser, '/generate', { ...sale, phone1: '9822012345' });
    const passId = where(sold).replace('303 /preview/', '');
    expect(where(await form(browser, '/generate', { ...sale, phone1: '9822012345' }))).toBe(
      `303 /generate?error=duplicate-holder&pass=${passId}`,
    );
  });

  test('with its own sale id sells once, however often it is sent', async () => {
    const browser = seller;
    const sale = {
      sale_id: crypto.randomUUID(),
      name1: 'Once',
      phone1: '9822054321',
      pass_type: 'SINGLE',
      payment_mode: 'ONLINE',
      txn_info: 'UPI 42',
    };
    const first = where(await form(browser, '/generate', sale));
    expect(where(await form(browser, '/generate', sale))).toBe(first);
  });

  test('of somebody who may not sell, or has no session, sells nothing', async () => {
    const sale = { name1: 'Nobody', phone1: '9822099999', pass_type: 'SINGLE', payment_mode: 'CASH' };
    expect(where(await form(gate, '/generate', sale))).toBe('303 /generate?error=forbidden');
    expect(where(await form(server.browser(), '/generate', sale))).toBe('303 /login');
  });

  test.each(['/login', '/generate'])('of another site is refused: %s', async (pathname) => {
    const browser = seller;
    const answer = await browser.send(pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
      body: 'username=a&password=b',
    });
    expect(answer.status).toBe(403);
  });
});

describe('the export', () => {
  test('is for administrators, and a wrong filter is no export of everything', async () => {
    expect((await seller.send('/export-csv')).status).toBe(403);
    expect((await administrator.send('/export-csv?state=used')).status).toBe(400);
    expect((await administrator.send('/export-csv?unknown=1')).status).toBe(400);
    expect((await administrator.send('/export-csv?state=to-come')).status).toBe(200);
  });

  test('is broken off, not cut short, when its session ends half-way', async () => {
    let pieces = 0;
    await using ending = await serveOverHttps({
      settings: office.settings,
      dispatch: async (name, input, connection) => {
        if (name !== 'exchange.exportPiece') return office.dispatch(name, input, connection);
        pieces += 1;
        if (pieces > 1) return { ok: false, code: 'not-signed-in' };
        return { ok: true, value: { text: 'half', rows: 1, total: 2, cursor: 'next', fileName: 'passes.csv' } };
      },
    });
    await expect(ending.browser().send('/export-csv')).rejects.toThrow(/aborted|hang up|reset/);
  });
});

test('nothing but signing in, setting up, the status and the files of the desk answers without a session', async () => {
  const open = new Set(
    ['office.status', 'session.signIn', 'session.signOut', 'setUp.create'].map((name) => `POST /api/call/${name}`),
  );
  const answers: Record<string, string> = {};
  for (const route of server.routes.filter((one) => !open.has(one))) {
    const [method = '', url = ''] = route.split(' ');
    const isForm = url === '/login' || url === '/generate';
    const answer = await server.browser().send(url.replace(':operation', 'no.such').replace('*', 'dashboard'), {
      method,
      headers: {
        origin: server.origin,
        'x-box-office': '1',
        'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      },
      ...(method === 'POST' ? { body: isForm ? 'username=admin1&password=guess' : '{}' } : {}),
    });
    answers[route] =
      answer.headers.location ?? JSON.stringify((jsonOf(answer) as { code?: string }).code ?? jsonOf(answer));
  }
  const calls = Object.entries(answers).filter(([route]) => route.startsWith('POST /api/call/'));
  expect(calls.length).toBeGreaterThan(30);
  for (const [route, code] of calls) {
    expect([route, code]).toEqual([route, route.endsWith(':operation') ? '"unknown-operation"' : '"not-signed-in"']);
  }
  expect(Object.fromEntries(Object.entries(answers).filter(([route]) => !route.startsWith('POST /api/call/')))).toEqual(
    {
      'GET /metrics': '"not-signed-in"',
      'POST /login': '/login?error=wrong-credentials',
      'POST /generate': '/login',
      'POST /api/scan': '{"status":"error","message":"Not signed in"}',
      'GET /export-csv': '/login',
      'GET /logout': '/login',
      'GET /*': '/login',
    },
  );
});

describe('without a session', () => {
  const PAGES = ['/generate', '/preview/abc', '/scanner', '/database', '/phones', '/staff', '/settings', '/import'];

  test.each(['/', '/dashboard', '/set-up', '/export-csv'])('%s leads to the sign-in', async (pathname) => {
    expect(where(await server.browser().send(pathname))).toBe('302 /login');
  });

  test.each(PAGES)('%s leads to the sign-in, which leads on to it', async (pathname) => {
    expect(where(await server.browser().send(pathname))).toBe(`302 /login?to=${encodeURIComponent(pathname)}`);
  });

  test.each(['/nowhere', '/desk.html', '/preview/', '/api', '/metric', '/.env', '/assets/'])(
    '%s is not there',
    async (pathname) => {
      const { status, text } = await server.browser().send(pathname);
      expect(status).toBe(404);
      expect(text).toBe('{"ok":false,"code":"unknown-operation"}');
    },
  );

  test('the files of the desk are served, and everything says that it is not to be sniffed, framed or kept', async () => {
    const browser = server.browser();
    const script = await browser.send('/assets/desk-AbCd1234.js');
    expect(script).toMatchObject({ status: 200, text: "document.title = 'desk';" });
    expect(script.headers['cache-control']).toContain('immutable');
    for (const pathname of ['/login', '/dashboard', '/nowhere', '/api/call/office.status']) {
      const { headers } = await browser.send(pathname);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
      });
      expect(Object.keys(headers)).not.toContain('strict-transport-security');
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  test('a page on another site may link here but not load anything from here', async () => {
    const from = (mode: string) => ({ headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode } });
    expect((await server.browser().send('/login', from('navigate'))).status).toBe(200);
    expect((await server.browser().send('/assets/icon.svg', from('no-cors'))).status).toBe(403);
  });
});

test('a new office leads everybody to its set-up, and only there', async () => {
  await using fresh = await openTestOffice({ setUpCode: 'ABCDE-FGHJK' });
  await using serving = await serveOverHttps(fresh);
  const browser = serving.browser();
  for (const pathname of ['/', '/login', '/dashboard', '/scanner']) {
    expect(where(await browser.send(pathname))).toBe('302 /set-up');
  }
  expect((await browser.send('/set-up')).status).toBe(200);
  expect(valueOf(await browser.api['office.status']({}))).toMatchObject({ stage: 'new', needsSetUpCode: true });
});
