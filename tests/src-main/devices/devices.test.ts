import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceHealth, SelfTest } from '../../../src-shared/contract/devices';
import {
  ADMINISTRATOR,
  connection,
  openReadyOffice,
  openTestOffice,
  PASSPHRASE,
  sellPass,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { inviteTo, joinPhone, newPhone, tokenOf } from '../../support/phones';
import { ask } from '../../support/test-database';

const HEALTH: DeviceHealth = {
  latencyMs: 12.5,
  queue: 3,
  stuck: 0,
  battery: 0.5,
  charging: false,
  decoder: 'zxing-wasm',
  camera: 'on',
  skewMs: -400,
};
const SELF_TEST: SelfTest = {
  checks: [{ check: 'camera', result: 'passed', measuredMs: 120, detail: 'environment' }],
  browser: 'Mozilla/5.0 (iPhone)',
};

const signIn = { username: ADMINISTRATOR.username, password: ADMINISTRATOR.password };

let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  office = await openReadyOffice();
});
afterAll(() => office[Symbol.asyncDispose]());

const listed = async (deviceId: string) =>
  valueOf(await office.api['devices.list']({})).find((device) => device.deviceId === deviceId);

test('the same cookie is the same device after the office was opened again', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const cookies: (string | null)[] = [];
  let before: unknown;
  {
    await using office = await openReadyOffice({ folder });
    const [kept, revoked] = [await joinPhone(office), await joinPhone(office, { name: 'Gate 2' })];
    valueOf(await kept.api['gate.selfTest'](SELF_TEST));
    valueOf(await office.api['devices.revoke']({ deviceId: revoked.deviceId }));
    cookies.push(kept.at.sessionId, revoked.at.sessionId);
    before = valueOf(await office.api['devices.list']({})).map((device) => ({ ...device, lastSeenAt: null }));
  }
  await using office = await openTestOffice({ folder, keyPassphrase: PASSPHRASE });
  const api = office.clientOf(connection());
  valueOf(await api['session.signIn'](signIn));
  expect(valueOf(await api['devices.list']({}))).toEqual(before);

  const replies = await Promise.all(
    cookies.map((cookie) => {
      const at = connection('gate');
      at.attach(cookie);
      return office.clientOf(at)['gate.status']({});
    }),
  );
  expect(replies).toMatchObject([{ value: { state: 'device', keys: 'ready' } }, { code: 'device-revoked' }]);
});

test('no token and no key of a phone is in the files of the office, nor in its log', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  await using office = await openReadyOffice({ folder });
  const { invitationId, token } = await inviteTo(office);
  const phone = newPhone(office);
  const check = valueOf(await phone.api['gate.join']({ token })).check ?? '';
  const { deviceId } = valueOf(await office.api['devices.accept']({ invitationId, check }));
  const cookie = phone.at.sessionId ?? '';
  const rejoinKey = valueOf(await phone.api['gate.status']({})).device?.rejoinKey ?? '';
  const rejoin = tokenOf(valueOf(await office.api['devices.invite']({ kind: 'rejoin' })));
  const moved = newPhone(office);
  valueOf(await moved.api['gate.join']({ token: rejoin, rejoinKey }));
  const newKey = valueOf(await moved.api['gate.status']({})).device?.rejoinKey ?? '';
  valueOf(await office.api['devices.revoke']({ deviceId }));

  const secrets = [token, cookie, rejoinKey, rejoin, moved.at.sessionId ?? '', newKey];
  expect(secrets.map((secret) => secret.length)).toEqual([22, 43, 22, 22, 43, 22]);
  // The key is shown in an address, and nobody can make a cookie of it.
  expect(cookie).not.toContain(rejoinKey);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
  const rows = await ask(folder, 'SELECT * FROM devices');
  const written = Buffer.concat([...files, Buffer.from(JSON.stringify([rows, office.log.lines]))]);
  // The search does find what is there.
  expect(written.includes(deviceId)).toBe(true);
  for (const secret of secrets) {
    expect(written.includes(secret)).toBe(false);
    expect(written.includes(Buffer.from(secret, 'base64url'))).toBe(false);
  }
  expect(JSON.stringify(office.log.lines)).toMatch(/asks to join.*accepted.*came over.*revoked/);
});

test('the desk sees what a phone tells of itself, until the office is closed', async () => {
  const phone = await joinPhone(office);
  const device = () => listed(phone.deviceId);
  expect(await device()).toMatchObject({ lastSeenAt: null, lastScanAt: null, people: 0, health: null, selfTest: null });

  valueOf(await phone.api['gate.status']({ health: HEALTH }));
  office.wait(5_000);
  const { passId } = await sellPass(office.api, 'COUPLE');
  valueOf(await phone.api['gate.admit']({ scanId: crypto.randomUUID(), passId }));
  valueOf(await phone.api['gate.selfTest'](SELF_TEST));
  const now = '2026-11-28T12:30:05.000Z';
  expect(await device()).toMatchObject({
    lastSeenAt: now,
    lastScanAt: now,
    people: 2,
    health: HEALTH,
    selfTest: { ...SELF_TEST, at: now },
  });
});

test('a phone under a new name is called so from its next scan on', async () => {
  const { deviceId, api } = await joinPhone(office, { name: 'Gate 1' });
  const admit = async () => {
    const { passId } = await sellPass(office.api);
    valueOf(await api['gate.admit']({ scanId: crypto.randomUUID(), passId }));
  };
  await admit();
  valueOf(await office.api['devices.change']({ deviceId, name: 'Side door', responsible: 'admin1' }));
  await admit();

  expect(valueOf(await office.api['scans.recent']({ limit: 2 }))).toMatchObject([
    { desk: 'Side door', deviceId, by: 'admin1' },
    { desk: 'Gate 1', deviceId, by: 'admin1' },
  ]);
  expect(await listed(deviceId)).toMatchObject({ name: 'Side door', people: 2 });
  expect(valueOf(await api['gate.status']({}))).toMatchObject({
    device: { name: 'Side door' },
    figures: { gates: expect.arrayContaining([expect.objectContaining({ gate: 'Side door', people: 2 })]) },
  });
});

test('phones in use come first, by name as people count', async () => {
  await using office = await openReadyOffice();
  const revoked = await joinPhone(office, { name: 'A' });
  for (const name of ['Gate 10', 'gate 9', 'Gate 2']) await joinPhone(office, { name });
  valueOf(await office.api['devices.revoke']({ deviceId: revoked.deviceId }));
  const names = valueOf(await office.api['devices.list']({})).map(({ name }) => name);
  expect(names).toEqual(['Gate 2', 'gate 9', 'Gate 10', 'A']);
});

test('the first revocation holds', async () => {
  using temporary = temporaryFolder();
  await using office = await openReadyOffice({ folder: temporary.folder });
  const [phone, other] = [await joinPhone(office), await joinPhone(office, { name: 'Gate 2' })];
  valueOf(await phone.api['gate.leave']({}));
  office.wait(1_000);
  for (const { deviceId } of [phone, other]) valueOf(await office.api['devices.revoke']({ deviceId }));
  const revoked = 'SELECT revoked_at, revoked_by, rejoin_hash FROM devices ORDER BY name';
  expect(await ask(temporary.folder, revoked)).toEqual([
    { revoked_at: '2026-11-28T12:30:00.000Z', revoked_by: 'admin1', rejoin_hash: null },
    { revoked_at: '2026-11-28T12:30:01.000Z', revoked_by: 'admin1', rejoin_hash: null },
  ]);
});

test('a device that never was can be neither revoked nor changed', async () => {
  const unknown = { ok: false, code: 'not-found' };
  expect(await office.api['devices.revoke']({ deviceId: 'nobody' })).toEqual(unknown);
  const change = { deviceId: 'nobody', name: 'Gate 1', responsible: 'admin1' };
  expect(await office.api['devices.change'](change)).toEqual(unknown);
});
