import bcrypt from 'bcrypt';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ADMINISTRATOR, connection, openReadyOffice, signInStaff, valueOf } from '../../support/box-office';

// Dozens of bcrypt comparisons at their real cost, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const { username, password } = ADMINISTRATOR;
const WRONG = 'a password that nobody has';
const WRONG_CREDENTIALS = { ok: false, code: 'wrong-credentials' };
const DAY = 24 * 60 * 60 * 1_000;
const SECOND = 1_000;

afterEach(() => {
  vi.restoreAllMocks();
});

test('the right password signs in, however the name is written', async () => {
  await using office = await openReadyOffice();
  const desk = connection();
  const reply = await office.clientOf(desk)['session.signIn']({ username: ' ADMIN1 ', password });
  expect(valueOf(reply)).toEqual({ username, displayName: 'Asha', role: 'administrator', state: 'active' });
  expect(valueOf(await office.api['staff.list']({}))[0]?.lastSignInAt).toBe('2026-11-28T12:30:00.000Z');
});

test('every reason to refuse looks the same and costs one comparison of the same kind', async () => {
  await using office = await openReadyOffice();
  const { api } = office;
  const gate = await signInStaff(office, 'gate1', 'gate');
  valueOf(await api['staff.update']({ username: 'gate1', displayName: 'Gate', role: 'gate', disabled: true }));
  const late = valueOf(await api['staff.invite']({ username: 'late', displayName: 'Late', role: 'gate' }));
  office.wait(7 * DAY);

  const compare = vi.spyOn(bcrypt, 'compare');
  const hash = vi.spyOn(bcrypt, 'hash');
  const cases = {
    'wrong password': { username, password: WRONG },
    'unknown name': { username: 'nobody', password: WRONG },
    'unknown name that is no name': { username: "' OR 1=1 --", password },
    'disabled, right password': { username: 'gate1', password: gate.password },
    'disabled, wrong password': { username: 'gate1', password: WRONG },
    'expired invitation': { username: 'late', password: late.oneTimePassword },
  };
  for (const [name, input] of Object.entries(cases)) {
    compare.mockClear();
    const visitor = connection();
    // Each from a place of its own: this is about answers, not about delays.
    const reply = await office.clientOf({ ...visitor, source: name })['session.signIn'](input);
    expect(reply, name).toEqual(WRONG_CREDENTIALS);
    expect(compare, name).toHaveBeenCalledTimes(1);
    expect(bcrypt.getRounds(String(compare.mock.calls[0]?.[1])), name).toBe(12);
  }
  expect(hash).not.toHaveBeenCalled();
});

describe('delays', () => {
  const cases = [
    ['an account that exists', username],
    ['an account that does not', 'nobody'],
  ] as const;

  test.each(cases)('%s: five wrong tries are free, then each further one waits twice as long', async (_case, name) => {
    await using office = await openReadyOffice();
    const compare = vi.spyOn(bcrypt, 'compare');
    let tries = 0;
    const attempt = () => {
      tries += 1;
      // Always from another place: the account is counted.
      const at = { ...connection('https'), source: `10.0.0.${tries}` };
      return office.clientOf(at)['session.signIn']({ username: name, password: WRONG });
    };
    for (let failure = 1; failure <= 5; failure += 1) expect(await attempt()).toEqual(WRONG_CREDENTIALS);

    for (const seconds of [1, 2, 4]) {
      compare.mockClear();
      expect(await attempt()).toEqual({ ok: false, code: 'too-many-attempts', retryAfterSeconds: seconds });
      expect(compare).not.toHaveBeenCalled();
      office.wait(seconds * SECOND);
      expect(await attempt()).toEqual(WRONG_CREDENTIALS);
    }
  });

  test('one place that tries many names is slowed too, and others are not', async () => {
    await using office = await openReadyOffice();
    const api = office.clientOf({ ...connection('https'), source: '10.0.0.9' });
    for (let failure = 1; failure <= 5; failure += 1) {
      expect(await api['session.signIn']({ username: `name${failure}`, password: WRONG })).toEqual(WRONG_CREDENTIALS);
    }
    expect(await api['session.signIn']({ username, password })).toMatchObject({ code: 'too-many-attempts' });
    valueOf(await office.clientOf(connection())['session.signIn']({ username, password }));
  });

  test('the right password is no way around the delay, works after it, and clears it', async () => {
    await using office = await openReadyOffice();
    const api = office.clientOf(connection('https'));
    for (let failure = 1; failure <= 5; failure += 1) await api['session.signIn']({ username, password: WRONG });
    expect(await api['session.signIn']({ username, password })).toMatchObject({ retryAfterSeconds: 1 });
    office.wait(SECOND);
    valueOf(await api['session.signIn']({ username, password }));
    for (let failure = 1; failure <= 5; failure += 1) {
      expect(await api['session.signIn']({ username, password: WRONG })).toEqual(WRONG_CREDENTIALS);
    }
  });

  test('a crowd that tries at once gets no more tries than one after the other', async () => {
    await using office = await openReadyOffice();
    const compare = vi.spyOn(bcrypt, 'compare');
    const api = office.clientOf(connection('https'));
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => api['session.signIn']({ username, password: WRONG })),
    );
    expect(compare).toHaveBeenCalledTimes(5);
    expect(replies.filter((reply) => !reply.ok && reply.code === 'too-many-attempts')).toHaveLength(35);
  });
});

test('a whole shift may sign in at the same moment from one place', async () => {
  await using office = await openReadyOffice();
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => office.clientOf(connection())['session.signIn']({ username, password })),
  );
  expect(replies.filter((reply) => !reply.ok)).toEqual([]);
});

describe('locking', () => {
  test('a locked session does nothing until its password is given, and goes on under a new id', async () => {
    await using office = await openReadyOffice();
    const { api, desk } = office;
    const before = desk.sessionId;
    valueOf(await api['session.lock']({}));
    expect(await api['staff.list']({})).toEqual({ ok: false, code: 'session-locked' });
    expect(valueOf(await api['office.status']({})).session?.state).toBe('locked');

    expect(await api['session.unlock']({ password: WRONG })).toEqual(WRONG_CREDENTIALS);
    expect(valueOf(await api['session.unlock']({ password })).state).toBe('active');
    expect(desk.sessionId).not.toBe(before);
    valueOf(await api['staff.list']({}));
  });

  test('guessing at a locked desk is slowed like any other', async () => {
    await using office = await openReadyOffice();
    const { api } = office;
    valueOf(await api['session.lock']({}));
    for (let failure = 1; failure <= 5; failure += 1) await api['session.unlock']({ password: WRONG });
    expect(await api['session.unlock']({ password })).toMatchObject({ code: 'too-many-attempts' });
  });

  test('an idle desk locks, although its pages go on asking', async () => {
    await using office = await openReadyOffice();
    const { api } = office;
    office.wait(14 * 60 * SECOND);
    valueOf(await api['office.status']({}));
    office.wait(60 * SECOND);
    expect(await api['staff.list']({})).toEqual({ ok: false, code: 'session-locked' });
  });
});

test('signing out ends the session, and its id is worth nothing afterwards', async () => {
  await using office = await openReadyOffice();
  const copy = connection();
  copy.attach(office.desk.sessionId);
  valueOf(await office.api['session.signOut']({}));
  expect(await office.clientOf(copy)['staff.list']({})).toEqual({ ok: false, code: 'not-signed-in' });
});

test('signing in as somebody else at the same desk leaves nothing of the first session', async () => {
  await using office = await openReadyOffice();
  const first = connection();
  first.attach(office.desk.sessionId);
  await signInStaff(office, 'gate1', 'gate');
  valueOf(await office.api['session.signIn']({ username: 'gate1', password: 'three lazy green tortoises' }));
  expect(await office.api['staff.list']({})).toEqual({ ok: false, code: 'forbidden' });
  expect(await office.clientOf(first)['staff.list']({})).toEqual({ ok: false, code: 'not-signed-in' });
});

describe('choosing a password', () => {
  test('a new one counts at once, and ends the person’s other sessions', async () => {
    await using office = await openReadyOffice();
    const elsewhere = connection('https');
    valueOf(await office.clientOf(elsewhere)['session.signIn']({ username, password }));
    const newPassword = 'mango lassi at quarter past';
    const before = office.desk.sessionId;
    const reply = await office.api['session.changePassword']({ currentPassword: password, newPassword });
    expect(valueOf(reply).state).toBe('active');
    expect(office.desk.sessionId).not.toBe(before);
    expect(await office.clientOf(elsewhere)['staff.list']({})).toEqual({ ok: false, code: 'not-signed-in' });

    const api = office.clientOf(connection());
    expect(await api['session.signIn']({ username, password })).toEqual(WRONG_CREDENTIALS);
    valueOf(await api['session.signIn']({ username, password: newPassword }));
  });

  test('one that does not obey the policy is refused with the reason', async () => {
    await using office = await openReadyOffice();
    const refusals = [
      ['fourteen chars', 'too-short'],
      ['mango lassi '.repeat(11), 'too-long'],
      ['passwordpassword', 'password-common'],
      ['the one of Admin1 is this', 'password-common'],
      [password, 'password-same'],
    ] as const;
    for (const [newPassword, problem] of refusals) {
      const reply = await office.api['session.changePassword']({ currentPassword: password, newPassword });
      expect(reply, newPassword).toEqual({ ok: false, code: 'invalid-input', fields: { newPassword: problem } });
    }
  });

  test('it takes the current one', async () => {
    await using office = await openReadyOffice();
    const reply = await office.api['session.changePassword']({
      currentPassword: WRONG,
      newPassword: 'mango lassi at quarter past',
    });
    expect(reply).toEqual(WRONG_CREDENTIALS);
  });
});
