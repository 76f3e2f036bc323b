import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMINISTRATOR, connection, openReadyOffice, sellPass, TEST_EVENT, valueOf } from '../../support/box-office';
import { inviteTo, joinPhone, newPhone, pair } from '../../support/phones';

const REVOKED = { ok: false, code: 'device-revoked' };
const HOUR = 3_600_000;

let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  office = await openReadyOffice();
});
afterAll(() => office[Symbol.asyncDispose]());
const person = { username: 'ravi', displayName: 'Ravi', role: 'gate' } as const;
const other = { username: 'meera', displayName: 'Meera', role: 'gate' } as const;

const stateOf = async (deviceId: string) =>
  valueOf(await office.api['devices.list']({})).find((device) => device.deviceId === deviceId)?.state;
const scan = (code = 'EP1.NOT.A.PASS') => ({ scanId: crypto.randomUUID(), code });

test('a revoked phone hears so on its next call, whatever that is', async () => {
  const phone = await joinPhone(office);
  const second = await joinPhone(office, { name: 'Gate 2' });
  expect(valueOf(await office.api['devices.revoke']({ deviceId: phone.deviceId }))).toMatchObject({ state: 'revoked' });

  expect(await phone.api['gate.scan'](scan())).toEqual(REVOKED);
  expect(await phone.api['gate.find']({ name: 'guest' })).toEqual(REVOKED);
  expect(await phone.api['gate.admit']({ scanId: crypto.randomUUID(), passId: 'x' })).toEqual(REVOKED);
  expect(await phone.api['gate.status']({})).toEqual(REVOKED);
  expect(await phone.api['gate.leave']({})).toEqual(REVOKED);
  expect(await second.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
});

test('a revoked phone can be paired anew', async () => {
  const phone = await joinPhone(office);
  valueOf(await office.api['devices.revoke']({ deviceId: phone.deviceId }));
  const { deviceId } = await pair(office, phone, { name: 'Gate 2' });
  expect(deviceId).not.toBe(phone.deviceId);
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'device', device: { deviceId } } });
});

test('nothing that a phone sends after its revocation was answered is judged', async () => {
  const phone = await joinPhone(office);
  const passes = await Promise.all(Array.from({ length: 60 }, () => sellPass(office.api)));
  const codes = await Promise.all(
    passes.map(async ({ passId }) => valueOf(await office.api['passes.get']({ passId })).code ?? ''),
  );
  const send = (from: number) => codes.slice(from, from + 20).map((code) => phone.api['gate.scan'](scan(code)));

  const { scans } = valueOf(await office.api['reports.dashboard']({}));
  const before = send(0);
  const revoking = office.api['devices.revoke']({ deviceId: phone.deviceId });
  const meanwhile = send(20);
  valueOf(await revoking);
  expect(await Promise.all(send(40))).toEqual(Array.from({ length: 20 }, () => REVOKED));

  const judged = (await Promise.all([...before, ...meanwhile])).filter(({ ok }) => ok);
  expect(judged.length).toBeGreaterThanOrEqual(20);
  const dashboard = valueOf(await office.api['reports.dashboard']({}));
  expect(dashboard.scans).toBe(scans + judged.length);
});

test('a phone that leaves is as good as revoked, and keeps no cookie', async () => {
  const phone = await joinPhone(office);
  const stolen = connection('gate');
  stolen.attach(phone.at.sessionId);
  expect(await phone.api['gate.leave']({})).toEqual({ ok: true, value: null });
  expect(phone.at.sessionId).toBeNull();
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'stranger', device: null, event: null } });
  expect(await office.clientOf(stolen)['gate.status']({})).toEqual(REVOKED);
  expect(await stateOf(phone.deviceId)).toBe('revoked');
});

test('a phone waits while the account of whoever answers for it is disabled, and loses nothing', async () => {
  valueOf(await office.api['staff.invite'](person));
  const phone = await joinPhone(office, { responsible: 'ravi' });
  valueOf(await office.api['staff.update']({ ...person, disabled: true }));

  expect(await phone.api['gate.status']({})).toMatchObject({
    value: { state: 'paused', device: null, event: null, keys: null, figures: null },
  });
  for (const reply of [await phone.api['gate.scan'](scan()), await phone.api['gate.find']({ name: 'guest' })]) {
    expect(reply).toEqual({ ok: false, code: 'forbidden' });
  }
  expect(await stateOf(phone.deviceId)).toBe('paused');
  // Its name can be changed without finding somebody else first.
  const { deviceId } = phone;
  const renamed = await office.api['devices.change']({ deviceId, name: 'Side door', responsible: 'ravi' });
  expect(renamed).toMatchObject({ value: { name: 'Side door', state: 'paused' } });

  valueOf(await office.api['staff.update']({ ...person, displayName: 'Ravi K', disabled: false }));
  expect(await phone.api['gate.status']({})).toMatchObject({
    value: { state: 'device', device: { responsibleName: 'Ravi K' } },
  });
});

test('a phone goes on as soon as somebody else answers for it', async () => {
  valueOf(await office.api['staff.invite'](other));
  const { deviceId, api } = await joinPhone(office, { responsible: 'meera' });
  valueOf(await office.api['staff.update']({ ...other, disabled: true }));
  const change = { deviceId, name: 'Gate 1', responsible: 'admin1' };
  expect(await office.api['devices.change']({ ...change, responsible: 'nobody' })).toMatchObject({
    fields: { responsible: 'invalid' },
  });
  expect(await office.api['devices.change'](change)).toMatchObject({ value: { state: 'active' } });
  expect(await api['gate.status']({})).toMatchObject({ value: { device: { responsibleName: 'Asha' } } });
});

test('a phone is over twelve hours after the day of the event, and can be paired anew', async () => {
  await using office = await openReadyOffice();
  valueOf(await office.api['event.save']({ ...TEST_EVENT, date: '2026-11-29' }));
  const phone = await joinPhone(office);
  // From 18:00 in Kolkata on the 28th to noon on the 30th.
  office.wait(42 * HOUR - 1);
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
  office.wait(1);
  expect(await phone.api['gate.status']({})).toEqual(REVOKED);
  expect(await phone.api['gate.scan'](scan())).toEqual(REVOKED);

  valueOf(await office.api['session.signIn']({ username: ADMINISTRATOR.username, password: ADMINISTRATOR.password }));
  expect(valueOf(await office.api['devices.list']({}))).toMatchObject([{ state: 'expired' }]);
  await pair(office, phone);
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
});

test('whatever else comes as a token is a stranger', async () => {
  const phone = await joinPhone(office);
  const waiting = newPhone(office);
  const { token: invitation } = await inviteTo(office, { name: 'Gate 2' });
  valueOf(await waiting.api['gate.join']({ token: invitation }));
  const known = [phone.at.sessionId ?? '', waiting.at.sessionId ?? ''];
  const status = valueOf(await phone.api['gate.status']({}));
  const secrets = [...known, invitation, status.device?.rejoinKey ?? '', phone.deviceId];

  const spoilt = fc
    .tuple(fc.constantFrom(...secrets), fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([secret, at, put]) => secret.slice(0, at % secret.length) + put + secret.slice((at % secret.length) + 1));
  const garbage = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('__proto__', 'constructor', 'null', '.', ...secrets.slice(2), ...secrets.map((one) => `${one}.`)),
    spoilt,
  );
  await fc.assert(
    fc.asyncProperty(
      garbage.filter((token) => !known.includes(token)),
      async (token) => {
        const at = connection('gate');
        at.attach(token);
        const api = office.clientOf(at);
        expect(await api['gate.status']({})).toMatchObject({ ok: true, value: { state: 'stranger', device: null } });
        expect(await api['gate.scan'](scan())).toEqual({ ok: false, code: 'not-signed-in' });
      },
    ),
    { numRuns: 1_000 },
  );
  expect(office.log.bugs).toEqual([]);
});

test('a phone is nobody at a desk, and a desk is nobody at the gate', async () => {
  const phone = await joinPhone(office);
  const atDesk = connection('https');
  atDesk.attach(phone.at.sessionId);
  expect(await office.clientOf(atDesk)['devices.list']({})).toEqual({ ok: false, code: 'not-signed-in' });
  const atGate = connection('gate');
  atGate.attach(office.desk.sessionId);
  expect(await office.clientOf(atGate)['gate.status']({})).toMatchObject({ value: { state: 'stranger' } });
});
