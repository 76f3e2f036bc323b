import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { GATE_LIMITS } from '../../../src-main/transports/gate-limits';
import type { Reply } from '../../../src-shared/contract/operation';
import { valueOf } from '../../support/box-office';
import { serveGateFor } from '../../support/https-office';
import { apply, inviteTo, pair } from '../../support/phones';
import type { Browser } from '../../support/served-browser';
import { openStaffedOffice } from '../../support/staffed-office';

let office: Awaited<ReturnType<typeof openStaffedOffice>>;
beforeAll(async () => {
  office = await openStaffedOffice();
}, 60_000);
afterAll(() => office[Symbol.asyncDispose]());

/** A gate with the limits in use, on a clock of its own, that counts what gets as far as the office. */
async function openLimitedGate() {
  let time = 0;
  const dispatch = vi.fn(office.dispatch);
  const server = await serveGateFor({ ...office, dispatch }, { limits: GATE_LIMITS, now: () => time });
  let phones = 0;
  return {
    ...server,
    dispatched: (name: string) => dispatch.mock.calls.filter(([called]) => called === name).length,
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    /** A phone that the office has accepted and this server has seen. */
    async pairedPhone(from?: string): Promise<Browser> {
      const phone = server.browser(from);
      phones += 1;
      await pair(office, phone, { name: `Limited ${phones}` });
      valueOf(await phone.api['gate.status']({}));
      time += 60_000;
      return phone;
    },
  };
}
type Gate = Awaited<ReturnType<typeof openLimitedGate>>;

const scan = (phone: Browser) => phone.api['gate.scan']({ scanId: crypto.randomUUID(), code: 'no pass' });

/** How many of so many calls, one after the other, were let through. */
async function letThrough(calls: number, call: () => Promise<Reply<unknown>>): Promise<number> {
  let through = 0;
  for (let one = 0; one < calls; one += 1) {
    const reply = await call();
    if (reply.ok || reply.code !== 'too-many-attempts') through += 1;
    else expect(reply.retryAfterSeconds).toBeGreaterThan(0);
  }
  return through;
}

const guess = (phone: Browser) => () => phone.api['gate.join']({ token: 'A'.repeat(22) });

test('five tries to join from one address, then one every twelve seconds', async () => {
  await using gate = await openLimitedGate();
  const stranger = gate.browser();
  expect(await letThrough(8, guess(stranger))).toBe(5);
  expect(await guess(stranger)()).toEqual({ ok: false, code: 'too-many-attempts', retryAfterSeconds: 12 });
  expect(gate.dispatched('gate.join')).toBe(5);
  // Another page at the same address is the same source, one at another address is not.
  expect(await letThrough(2, guess(gate.browser()))).toBe(0);
  expect(await letThrough(2, guess(gate.browser('127.0.0.2')))).toBe(2);
  gate.wait(12_000);
  expect(await letThrough(2, guess(stranger))).toBe(1);
});

test('thirty tries to join from all addresses together', async () => {
  await using gate = await openLimitedGate();
  let through = 0;
  for (let last = 2; last < 12; last += 1) through += await letThrough(5, guess(gate.browser(`127.0.0.${last}`)));
  expect(through).toBe(30);
  gate.wait(60_000);
  const { token } = await inviteTo(office, { name: 'After the flood' });
  expect(await apply(gate.browser(), token)).toMatch(/^\d{4}$/);
});

test('a phone scans twenty times at once and ten times a second, and is told when to go on', async () => {
  await using gate = await openLimitedGate();
  const phone = await gate.pairedPhone();
  expect(await letThrough(30, () => scan(phone))).toBe(20);
  const refused = await phone.send('/api/gate/gate.scan', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: gate.origin, 'x-box-office': '1' },
    body: JSON.stringify({ scanId: crypto.randomUUID(), code: 'no pass' }),
  });
  expect(refused).toMatchObject({
    status: 429,
    headers: { 'retry-after': '1', 'cache-control': 'no-store' },
    text: '{"ok":false,"code":"too-many-attempts","retryAfterSeconds":1}',
  });
  // Admitting by hand is counted with it.
  const admit = () => phone.api['gate.admit']({ scanId: crypto.randomUUID(), passId: 'nobody' });
  expect(await letThrough(1, admit)).toBe(0);
  gate.wait(1_000);
  expect((await letThrough(5, admit)) + (await letThrough(10, () => scan(phone)))).toBe(10);
});

test('a phone looks up thirty names a minute and asks five times a second, beside its scans', async () => {
  await using gate = await openLimitedGate();
  const phone = await gate.pairedPhone();
  expect(await letThrough(35, () => phone.api['gate.find']({ name: 'nobody' }))).toBe(30);
  expect(await letThrough(8, () => phone.api['gate.status']({}))).toBe(5);
  expect(await letThrough(12, () => phone.api['gate.selfTest']({ checks: [], browser: 'test' }))).toBe(10);
  expect(await letThrough(1, () => scan(phone))).toBe(1);
});

test('phones behind one address are counted each by itself', async () => {
  await using gate = await openLimitedGate();
  const phones = [await gate.pairedPhone(), await gate.pairedPhone(), await gate.pairedPhone()];
  for (const phone of phones) expect(await letThrough(25, () => scan(phone))).toBe(20);
});

test('whoever makes cookies up is stopped before any work, and no phone at the same address notices', async () => {
  await using gate = await openLimitedGate();
  const phone = await gate.pairedPhone();
  const before = gate.dispatched('gate.scan');
  const through = await flood(gate, 300);
  expect(through).toBe(120);
  expect(gate.dispatched('gate.scan') - before).toBe(120);
  expect(await letThrough(20, () => scan(phone))).toBe(20);
  expect(valueOf(await phone.api['gate.status']({}))).toMatchObject({ state: 'device' });
});

test('a stranger stays one, however often it asks how it stands under the same cookie', async () => {
  await using gate = await openLimitedGate();
  const stranger = gate.browser();
  stranger.cookie = `__Host-epass-gate=${'C'.repeat(43)}`;
  expect(await letThrough(140, () => stranger.api['gate.status']({}))).toBe(120);
});

test('a phone that was revoked is a stranger from its next call on', async () => {
  await using gate = await openLimitedGate();
  const phone = await gate.pairedPhone();
  const { device } = valueOf(await phone.api['gate.status']({}));
  valueOf(await office.api['devices.revoke']({ deviceId: device?.deviceId ?? '' }));
  expect(await scan(phone)).toEqual({ ok: false, code: 'device-revoked' });
  await flood(gate, 150);
  expect(await scan(phone)).toMatchObject({ ok: false, code: 'too-many-attempts' });
});

test('a cookie that came along when somebody else joined is no phone that is known', async () => {
  await using gate = await openLimitedGate();
  const stranger = gate.browser();
  const planted = `__Host-epass-gate=${'B'.repeat(43)}`;
  stranger.cookie = planted;
  await apply(stranger, (await inviteTo(office, { name: 'Planted' })).token);
  await flood(gate, 150);
  stranger.cookie = planted;
  expect(await stranger.api['gate.status']({})).toMatchObject({ ok: false, code: 'too-many-attempts' });
});

test('the page and its files are handed out to one address until it is enough', async () => {
  await using gate = await openLimitedGate();
  const stranger = gate.browser();
  let served = 0;
  for (let one = 0; one < 650; one += 1) if ((await stranger.send('/assets/icon.svg')).status === 200) served += 1;
  expect(served).toBe(600);
  expect(await stranger.send('/gate')).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  expect((await gate.browser('127.0.0.2').send('/gate')).status).toBe(200);
});

test('whoever guesses passwords at the gate is told to wait', async () => {
  await using gate = await serveGateFor(office, { limits: { attempts: 3 } });
  const statuses = [];
  for (const username of ['one', 'two', 'three', 'four']) {
    const { status } = await gate.browser().send('/login', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username, password: 'a wrong password' }).toString(),
    });
    statuses.push(status);
  }
  expect(statuses).toEqual([303, 303, 303, 429]);
});

/** Calls under cookies that are each made up anew; how many were let through. */
async function flood(gate: Gate, calls: number): Promise<number> {
  const liar = gate.browser();
  let made = 0;
  return letThrough(calls, () => {
    made += 1;
    liar.cookie = `__Host-epass-gate=${String(made).padStart(43, 'x')}`;
    return scan(liar);
  });
}
