import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMINISTRATOR, openReadyOffice, valueOf } from '../../support/box-office';
import { apply, inviteTo, joinPhone, listen, newPhone, pair, tokenOf } from '../../support/phones';

const UNKNOWN_TOKEN = 'AAAAAAAAAAAAAAAAAAAAAA';
const MINUTE = 60_000;

let office: Awaited<ReturnType<typeof openReadyOffice>>;
beforeAll(async () => {
  office = await openReadyOffice();
});
afterAll(() => office[Symbol.asyncDispose]());

const namesOf = async () => valueOf(await office.api['devices.list']({})).map(({ name }) => name);

test('a phone that was accepted is a device and may ask how the event is', async () => {
  const phone = await joinPhone(office, { name: 'North gate' });

  expect(await phone.api['gate.status']({})).toMatchObject({
    ok: true,
    value: {
      state: 'device',
      check: null,
      device: { deviceId: phone.deviceId, name: 'North gate', responsibleName: 'Asha' },
      event: { name: 'Winter Gala', timeZone: 'Asia/Kolkata', country: 'IN', timing: '7:00 PM - 11:00 PM' },
      keys: 'ready',
      figures: { inside: 0 },
    },
  });
  expect(office.log.bugs).toEqual([]);
});

test('the desk sees which phone asks to join, and both show the same number', async () => {
  const { invitationId, token } = await inviteTo(office);
  const asked = () => office.api['devices.invitation']({ invitationId });
  expect(await asked()).toMatchObject({ value: { state: 'open', applicant: null } });

  const phone = newPhone(office, 'Android');
  const check = await apply(phone, token);
  expect(check).toMatch(/^\d{4}$/);
  expect(valueOf(await asked())).toEqual({
    state: 'joined',
    applicant: { platform: 'Android', joinedAt: '2026-11-28T12:30:00.000Z', check },
    returned: [],
  });
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'applicant', check, device: null } });

  const cookie = phone.at.sessionId;
  const device = valueOf(await office.api['devices.accept']({ invitationId, check }));
  expect(device).toMatchObject({ state: 'active', platform: 'Android', acceptedBy: 'admin1', responsible: 'admin1' });
  expect(await asked()).toMatchObject({ value: { state: 'accepted' } });
  // What it got when it applied is what it stays with.
  expect(phone.at.sessionId).toBe(cookie);
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
});

test('a code leads to the listener and is random in all that no server sees', async () => {
  const { url, expiresAt } = await inviteTo(office);
  expect(url).toMatch(/^https:\/\/192\.168\.137\.1:8443\/p#[A-Za-z0-9_-]{22}$/);
  expect(expiresAt).toBe('2026-11-28T12:32:00.000Z');
  expect(tokenOf(await inviteTo(office))).not.toBe(tokenOf({ url }));
});

test('there is nothing to show while nobody listens for phones', async () => {
  await using office = await openReadyOffice();
  expect(await office.api['devices.invite']({ kind: 'add', name: 'Gate 1' })).toEqual({
    ok: false,
    code: 'phones-off',
  });
  await listen(office);
  valueOf(await office.api['devices.invite']({ kind: 'rejoin' }));
  await listen(office, false);
  expect(await office.api['devices.invite']({ kind: 'rejoin' })).toEqual({ ok: false, code: 'phones-off' });
});

test('a token is good for one phone', async () => {
  const { invitationId, token } = await inviteTo(office);
  const check = await apply(newPhone(office), token);
  const late = newPhone(office);
  const over = { ok: false, code: 'invitation-over' };
  expect(await late.api['gate.join']({ token })).toEqual(over);
  valueOf(await office.api['devices.accept']({ invitationId, check }));
  expect(await late.api['gate.join']({ token })).toEqual(over);
  expect(await late.api['gate.join']({ token: UNKNOWN_TOKEN })).toEqual(over);
  expect(late.at.sessionId).toBeNull();
});

test('a token can be opened for two minutes', async () => {
  await using office = await openReadyOffice();
  const [early, late] = [await inviteTo(office, { name: 'Gate 1' }), await inviteTo(office, { name: 'Gate 2' })];
  office.wait(2 * MINUTE - 1);
  await apply(newPhone(office), early.token);
  office.wait(1);
  const phone = newPhone(office);
  expect(await phone.api['gate.join']({ token: late.token })).toEqual({ ok: false, code: 'invitation-over' });
  expect(await office.api['devices.invitation'](late)).toMatchObject({ ok: false, code: 'invalid-input' });
  const { invitationId } = late;
  expect(await office.api['devices.invitation']({ invitationId })).toMatchObject({ value: { state: 'over' } });
});

test('of fifty phones that open one code together exactly one gets it', async () => {
  for (let round = 0; round < 40; round += 1) {
    const { invitationId, token } = await inviteTo(office);
    const phones = Array.from({ length: 50 }, () => newPhone(office));
    const replies = await Promise.all(phones.map(({ api }) => api['gate.join']({ token })));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(phones.filter(({ at }) => at.sessionId !== null)).toHaveLength(1);

    const winner = replies.findIndex(({ ok }) => ok);
    const { applicant } = valueOf(await office.api['devices.invitation']({ invitationId }));
    expect(await phones[winner]?.api['gate.status']({})).toMatchObject({
      value: { state: 'applicant', check: applicant?.check },
    });
  }
});

test('whoever waits may ask how it stands and nothing else', async () => {
  const phone = newPhone(office);
  await apply(phone, (await inviteTo(office)).token);
  const refused = { ok: false, code: 'not-signed-in' };
  expect(await phone.api['gate.find']({ name: 'guest' })).toEqual(refused);
  expect(await phone.api['gate.scan']({ scanId: crypto.randomUUID(), code: 'EP1.A' })).toEqual(refused);
  expect(await phone.api['gate.leave']({})).toEqual(refused);
  expect(await phone.api['devices.list']({})).toEqual({ ok: false, code: 'unknown-operation' });
});

test('a phone is accepted only with the number that it shows', async () => {
  const { invitationId, token } = await inviteTo(office, { name: 'Wrong number' });
  const phone = newPhone(office);
  expect(await office.api['devices.accept']({ invitationId, check: '0000' })).toEqual({ ok: false, code: 'conflict' });
  const check = await apply(phone, token);
  const wrong = String((Number(check) + 1) % 10_000).padStart(4, '0');
  expect(await office.api['devices.accept']({ invitationId, check: wrong })).toEqual({
    ok: false,
    code: 'invalid-input',
    fields: { check: 'invalid' },
  });
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'applicant' } });
  expect(await namesOf()).not.toContain('Wrong number');
});

test('two people at the desk who accept the same phone make one device of it', async () => {
  const { invitationId, token } = await inviteTo(office, { name: 'Twice' });
  const check = await apply(newPhone(office), token);
  const accept = () => office.api['devices.accept']({ invitationId, check });
  const [one, other] = await Promise.all([accept(), accept()]);
  expect(valueOf(one)).toEqual(valueOf(other));
  expect((await namesOf()).filter((name) => name === 'Twice')).toHaveLength(1);
});

test('a cancelled invitation lets nobody in, and turns away who waits', async () => {
  const unopened = await inviteTo(office, { name: 'Gate 1' });
  const opened = await inviteTo(office, { name: 'Gate 2' });
  const phone = newPhone(office);
  const check = await apply(phone, opened.token);
  for (const { invitationId } of [unopened, opened]) {
    expect(await office.api['devices.cancelInvitation']({ invitationId })).toEqual({ ok: true, value: null });
    expect(await office.api['devices.accept']({ invitationId, check })).toEqual({ ok: false, code: 'invitation-over' });
  }
  expect(await newPhone(office).api['gate.join']({ token: unopened.token })).toMatchObject({ code: 'invitation-over' });
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'refused', check: null } });

  // It may be accepted by another invitation.
  await pair(office, phone, { name: 'Gate 2' });
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
});

test('a phone that was accepted is not undone by closing the dialog', async () => {
  const { invitationId, token } = await inviteTo(office);
  const phone = newPhone(office);
  const check = await apply(phone, token);
  const accepting = office.api['devices.accept']({ invitationId, check });
  valueOf(await office.api['devices.cancelInvitation']({ invitationId }));
  valueOf(await accepting);
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'device' } });
});

test('a new code for the same name ends the one before, whatever its letter case, and no other', async () => {
  const first = await inviteTo(office, { name: 'Gate 1' });
  const elsewhere = await inviteTo(office, { name: 'Gate 2' });
  const waiting = newPhone(office);
  await inviteTo(office, { name: 'GATE 1' });
  expect(await waiting.api['gate.join']({ token: first.token })).toMatchObject({ code: 'invitation-over' });
  await apply(waiting, elsewhere.token);
  await inviteTo(office, { name: 'Gate 2' });
  expect(await waiting.api['gate.status']({})).toMatchObject({ value: { state: 'refused' } });
});

test('a phone waits for ten minutes to be accepted', async () => {
  await using office = await openReadyOffice();
  const { invitationId, token } = await inviteTo(office);
  const phone = newPhone(office);
  office.wait(MINUTE);
  const check = await apply(phone, token);
  office.wait(10 * MINUTE - 1);
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'applicant' } });
  office.wait(1);
  expect(await phone.api['gate.status']({})).toMatchObject({ value: { state: 'refused' } });
  expect(await office.api['devices.accept']({ invitationId, check })).toMatchObject({ code: 'invitation-over' });
});

test('invitations are forgotten after an hour', async () => {
  await using office = await openReadyOffice();
  const { invitationId } = await inviteTo(office);
  office.wait(62 * MINUTE);
  valueOf(await office.api['session.unlock']({ password: ADMINISTRATOR.password }));
  await inviteTo(office, { name: 'Gate 2' });
  expect(await office.api['devices.invitation']({ invitationId })).toEqual({ ok: false, code: 'not-found' });
  expect(await office.api['devices.cancelInvitation']({ invitationId })).toEqual({ ok: false, code: 'not-found' });
});

test('somebody else than whoever invites can answer for a phone, if they have an account in use', async () => {
  valueOf(await office.api['staff.invite']({ username: 'ravi', displayName: 'Ravi', role: 'gate' }));
  valueOf(await office.api['staff.invite']({ username: 'gone', displayName: 'Gone', role: 'gate' }));
  valueOf(await office.api['staff.update']({ username: 'gone', displayName: 'Gone', role: 'gate', disabled: true }));
  for (const responsible of ['gone', 'nobody']) {
    expect(await office.api['devices.invite']({ kind: 'add', name: 'Gate 1', responsible })).toEqual({
      ok: false,
      code: 'invalid-input',
      fields: { responsible: 'invalid' },
    });
  }
  expect(valueOf(await office.api['devices.responsible']({}))).toEqual([
    { username: 'admin1', displayName: 'Asha' },
    { username: 'ravi', displayName: 'Ravi' },
  ]);

  const phone = newPhone(office);
  const device = await pair(office, phone, { responsible: 'ravi' });
  expect(device).toMatchObject({ responsible: 'ravi', responsibleName: 'Ravi', acceptedBy: 'admin1' });
});
