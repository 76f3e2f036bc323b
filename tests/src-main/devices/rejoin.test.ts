import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMINISTRATOR, openReadyOffice, sellPass, valueOf } from '../../support/box-office';
import { apply, joinPhone, listen, newPhone, tokenOf } from '../../support/phones';

const ELSEWHERE = '10.42.0.1';
const OVER = { ok: false, code: 'invitation-over' };
const MINUTE = 60_000;
type Office = Awaited<ReturnType<typeof openReadyOffice>>;
type Phone = Awaited<ReturnType<typeof joinPhone>>;

let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  office = await openReadyOffice();
});
afterAll(() => office[Symbol.asyncDispose]());

const keyOf = async ({ api }: Pick<Phone, 'api'>) => valueOf(await api['gate.status']({})).device?.rejoinKey ?? '';

async function inviteAll({ api }: Office) {
  const invitation = valueOf(await api['devices.invite']({ kind: 'rejoin' }));
  return { invitationId: invitation.invitationId, token: tokenOf(invitation), url: invitation.url };
}

const missing = async ({ api }: Office) =>
  valueOf(await api['devices.list']({})).flatMap((device) => (device.missing ? [device.name] : []));

test('after a move each phone comes over once with its key: the same device, under a new token and a new key', async () => {
  await using office = await openReadyOffice();
  const phones = [await joinPhone(office, { name: 'Gate 1' }), await joinPhone(office, { name: 'Gate 2' })];
  const keys = await Promise.all(phones.map(keyOf));
  expect(new Set(keys).size).toBe(2);
  expect(await missing(office)).toEqual([]);
  office.moveTo(ELSEWHERE);
  await listen(office);
  expect(await missing(office)).toEqual(['Gate 1', 'Gate 2']);
  const moved = async () => valueOf(await office.api['listener.status']({})).moved;
  expect(await moved()).toMatchObject({ from: 'https://192.168.137.1:8443', missing: 2 });

  const { invitationId, token, url } = await inviteAll(office);
  expect(url.startsWith(`https://${ELSEWHERE}:8443/p#`)).toBe(true);
  for (const [index, before] of phones.entries()) {
    // Another address is another origin: the cookie stays behind.
    const after = newPhone(office);
    const rejoinKey = keys[index] ?? '';
    expect(await after.api['gate.join']({ token, rejoinKey })).toEqual({
      ok: true,
      value: { state: 'device', check: null },
    });
    expect(await after.api['gate.status']({})).toMatchObject({ value: { device: { deviceId: before.deviceId } } });
    expect(await keyOf(after)).not.toBe(rejoinKey);
    expect(await before.api['gate.status']({})).toMatchObject({ value: { state: 'stranger' } });
    // Neither with the key that it had, nor with its new one.
    expect(await newPhone(office).api['gate.join']({ token, rejoinKey })).toEqual(OVER);
    expect(await after.api['gate.join']({ token, rejoinKey: await keyOf(after) })).toEqual(OVER);
  }
  expect(await office.api['devices.invitation']({ invitationId })).toMatchObject({
    value: { state: 'open', applicant: null, returned: [{ name: 'Gate 1' }, { name: 'Gate 2' }] },
  });
  expect(await missing(office)).toEqual([]);
  expect(await moved()).toBeNull();
});

test('a phone whose answer was lost comes over when it asks again', async () => {
  const rejoinKey = await keyOf(await joinPhone(office));
  const { invitationId, token } = await inviteAll(office);
  const [lost, again] = [newPhone(office), newPhone(office)];
  valueOf(await lost.api['gate.join']({ token, rejoinKey }));
  valueOf(await again.api['gate.join']({ token, rejoinKey }));
  expect(await lost.api['gate.status']({})).toMatchObject({ value: { state: 'stranger' } });
  expect(await again.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
  expect(valueOf(await office.api['devices.invitation']({ invitationId })).returned).toHaveLength(1);
  // It has shown that it has got the answer.
  expect(await newPhone(office).api['gate.join']({ token, rejoinKey })).toEqual(OVER);
  expect(await again.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
});

test('nobody comes over without the key of a phone in use', async () => {
  const [revoked, left] = [await joinPhone(office), await joinPhone(office, { name: 'Gate 2' })];
  const keys = [await keyOf(revoked), await keyOf(left)];
  valueOf(await office.api['devices.revoke']({ deviceId: revoked.deviceId }));
  valueOf(await left.api['gate.leave']({}));
  const { token } = await inviteAll(office);
  const stranger = newPhone(office);
  expect(await stranger.api['gate.join']({ token })).toEqual(OVER);
  for (const rejoinKey of [...keys, 'AAAAAAAAAAAAAAAAAAAAAA']) {
    expect(await stranger.api['gate.join']({ token, rejoinKey })).toEqual(OVER);
  }
  expect(stranger.at.sessionId).toBeNull();
});

test('a phone that was revoked while its answer was lost does not come over by asking again', async () => {
  const { deviceId, api } = await joinPhone(office);
  const rejoinKey = await keyOf({ api });
  const { token } = await inviteAll(office);
  valueOf(await newPhone(office).api['gate.join']({ token, rejoinKey }));
  valueOf(await office.api['devices.revoke']({ deviceId }));
  expect(await newPhone(office).api['gate.join']({ token, rejoinKey })).toEqual(OVER);
});

test('a phone whose event is over does not come over', async () => {
  await using office = await openReadyOffice();
  const rejoinKey = await keyOf(await joinPhone(office));
  office.wait(24 * 60 * MINUTE);
  valueOf(await office.api['session.signIn']({ username: ADMINISTRATOR.username, password: ADMINISTRATOR.password }));
  const { token } = await inviteAll(office);
  expect(await newPhone(office).api['gate.join']({ token, rejoinKey })).toEqual(OVER);
});

test('a key alone is nothing, and with the code of a new phone it makes an applicant like any other', async () => {
  const phone = await joinPhone(office);
  const rejoinKey = await keyOf(phone);
  const stranger = newPhone(office);
  expect(await stranger.api['gate.join']({ token: rejoinKey, rejoinKey })).toEqual(OVER);
  const add = valueOf(await office.api['devices.invite']({ kind: 'add', name: 'Gate 2' }));
  expect(await stranger.api['gate.join']({ token: tokenOf(add), rejoinKey })).toMatchObject({
    value: { state: 'applicant' },
  });
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
});

test('the code for all lives out its two minutes beside the next one, and not longer', async () => {
  const keys = [await keyOf(await joinPhone(office)), await keyOf(await joinPhone(office, { name: 'Gate 2' }))];
  const first = await inviteAll(office);
  office.wait(MINUTE);
  await inviteAll(office);
  valueOf(await newPhone(office).api['gate.join']({ token: first.token, rejoinKey: keys[0] ?? '' }));
  office.wait(MINUTE);
  expect(await newPhone(office).api['gate.join']({ token: first.token, rejoinKey: keys[1] ?? '' })).toEqual(OVER);
});

test('a paused phone comes over and is still paused', async () => {
  valueOf(await office.api['staff.invite']({ username: 'ravi', displayName: 'Ravi', role: 'gate' }));
  const phone = await joinPhone(office, { responsible: 'ravi' });
  const rejoinKey = await keyOf(phone);
  valueOf(await office.api['staff.update']({ username: 'ravi', displayName: 'Ravi', role: 'gate', disabled: true }));
  const after = newPhone(office);
  valueOf(await after.api['gate.join']({ token: (await inviteAll(office)).token, rejoinKey }));
  expect(await after.api['gate.status']({})).toMatchObject({ value: { state: 'paused' } });
});

test('a phone whose page was lost is brought back as the device that it was', async () => {
  const lost = await joinPhone(office, { name: 'Gate 1', platform: 'iPhone' });
  const { passId } = await sellPass(office.api, 'COUPLE');
  valueOf(await lost.api['gate.admit']({ scanId: crypto.randomUUID(), passId }));
  const rejoinKey = await keyOf(lost);

  const { deviceId } = lost;
  const invitation = valueOf(await office.api['devices.invite']({ kind: 'return', deviceId }));
  const found = newPhone(office, 'Android');
  const check = await apply(found, tokenOf(invitation));
  // Until it is accepted, nothing changes.
  expect(await lost.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
  const { invitationId } = invitation;
  expect(await office.api['devices.accept']({ invitationId, check })).toMatchObject({
    value: { deviceId, name: 'Gate 1', platform: 'Android', people: 2 },
  });
  expect(await found.api['gate.status']({})).toMatchObject({ value: { device: { deviceId } } });
  expect(await lost.api['gate.status']({})).toMatchObject({ value: { state: 'stranger' } });
  expect(await lost.api['gate.admit']({ scanId: crypto.randomUUID(), passId })).toMatchObject({
    code: 'not-signed-in',
  });
  const { token } = await inviteAll(office);
  expect(await newPhone(office).api['gate.join']({ token, rejoinKey })).toEqual(OVER);
});

test('a revoked phone may be brought back, and a device that never was may not', async () => {
  const { deviceId, ...phone } = await joinPhone(office);
  valueOf(await office.api['devices.revoke']({ deviceId }));
  const { invitationId, url } = valueOf(await office.api['devices.invite']({ kind: 'return', deviceId }));
  const check = await apply(phone, tokenOf({ url }));
  expect(await office.api['devices.accept']({ invitationId, check })).toMatchObject({ value: { state: 'active' } });
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
  const nobody = { kind: 'return', deviceId: 'nobody' } as const;
  expect(await office.api['devices.invite'](nobody)).toEqual({ ok: false, code: 'not-found' });
});
