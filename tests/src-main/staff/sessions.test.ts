import { describe, expect, test } from 'vitest';
import { createSessions, type Person } from '../../../src-main/staff/sessions';
import { connection } from '../../support/box-office';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ASHA: Person = {
  username: 'asha',
  displayName: 'Asha',
  role: 'seller',
  mustReplacePassword: false,
  passwordHash: 'v2$hash',
};

function fresh(idleMinutes = 15) {
  let time = 0;
  let idle = idleMinutes;
  const sessions = createSessions({
    now: () => time,
    settings: { office: () => ({ codeFormat: 'compact', idleMinutes: idle }) },
  });
  return {
    sessions,
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    setIdleMinutes: (minutes: number) => {
      idle = minutes;
    },
  };
}

test('without a session, or with an id that means nothing, one is a visitor', () => {
  const { sessions } = fresh();
  const desk = connection();
  expect(sessions.callerOf(desk, true)).toMatchObject({ role: 'visitor', username: null });
  desk.attach('made up');
  expect(sessions.callerOf(desk, true)).toMatchObject({ role: 'visitor', username: null });
  expect(desk.sessionId).toBeNull();
  expect(sessions.signedIn(desk)).toBeNull();
});

test('a session says who is calling, at its own connection only', () => {
  const { sessions } = fresh();
  const desk = connection();
  expect(sessions.start(desk, ASHA)).toEqual({
    username: 'asha',
    displayName: 'Asha',
    role: 'seller',
    state: 'active',
  });
  expect(sessions.callerOf(desk, true)).toEqual({ role: 'seller', username: 'asha', deviceId: null, connection: desk });
  expect(sessions.callerOf(connection(), true).role).toBe('visitor');
});

test('whoever must replace a password is only invited', () => {
  const { sessions } = fresh();
  const desk = connection();
  expect(sessions.start(desk, { ...ASHA, mustReplacePassword: true }).state).toBe('invited');
  expect(sessions.callerOf(desk, true).role).toBe('invited');
});

describe('ids', () => {
  test('are 256 random bits, another one each time', () => {
    const { sessions } = fresh();
    const ids = Array.from({ length: 200 }, () => {
      const desk = connection();
      sessions.start(desk, ASHA);
      return desk.sessionId ?? '';
    });
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  });

  test('planted before the sign-in they are worth nothing after it', () => {
    const { sessions } = fresh();
    const attacker = connection();
    sessions.start(attacker, { ...ASHA, username: 'mallory' });
    const planted = attacker.sessionId;

    const victim = connection('https');
    victim.attach(planted);
    sessions.start(victim, ASHA);
    expect(victim.sessionId).not.toBe(planted);
    expect(sessions.callerOf(attacker, true).role).toBe('visitor');
  });

  test('change when a session is unlocked, and the one before is over', () => {
    const { sessions } = fresh();
    const desk = connection();
    sessions.start(desk, ASHA);
    const copy = connection();
    copy.attach(desk.sessionId);
    sessions.lock(desk);
    sessions.renew(desk, ASHA);
    expect(desk.sessionId).not.toBe(copy.sessionId);
    expect(sessions.callerOf(desk, true).role).toBe('seller');
    expect(sessions.callerOf(copy, true).role).toBe('visitor');
  });
});

describe('idle', () => {
  test('a session locks after the minutes of the settings without an active call', () => {
    const { sessions, wait } = fresh(15);
    const desk = connection();
    sessions.start(desk, ASHA);
    wait(15 * MINUTE - 1);
    expect(sessions.callerOf(desk, true).role).toBe('seller');
    wait(15 * MINUTE - 1);
    expect(sessions.callerOf(desk, true).role).toBe('seller');
    wait(15 * MINUTE);
    expect(sessions.callerOf(desk, true)).toMatchObject({ role: 'locked', username: 'asha' });
    expect(sessions.signedIn(desk)).toMatchObject({ state: 'locked', role: 'seller' });
  });

  test('what a page asks by itself does not keep it awake', () => {
    const { sessions, wait } = fresh(15);
    const desk = connection();
    sessions.start(desk, ASHA);
    for (let minute = 1; minute < 15; minute += 1) {
      wait(MINUTE);
      expect(sessions.callerOf(desk, false).role).toBe('seller');
    }
    wait(MINUTE);
    expect(sessions.callerOf(desk, false).role).toBe('locked');
  });

  test('calls to a locked session do not open it again, whatever the settings say now', () => {
    const { sessions, wait, setIdleMinutes } = fresh(15);
    const desk = connection();
    sessions.start(desk, ASHA);
    wait(15 * MINUTE);
    expect(sessions.callerOf(desk, true).role).toBe('locked');
    setIdleMinutes(240);
    expect(sessions.callerOf(desk, true).role).toBe('locked');
  });

  test('shorter minutes hold at once', () => {
    const { sessions, wait, setIdleMinutes } = fresh(240);
    const desk = connection();
    sessions.start(desk, ASHA);
    wait(5 * MINUTE);
    setIdleMinutes(5);
    expect(sessions.callerOf(desk, true).role).toBe('locked');
  });
});

test('after twelve hours a session is over, however busy and however often unlocked', () => {
  const { sessions, wait } = fresh(240);
  const desk = connection();
  sessions.start(desk, ASHA);
  for (let hour = 1; hour < 12; hour += 1) {
    wait(HOUR);
    sessions.lock(desk);
    sessions.renew(desk, ASHA);
  }
  wait(HOUR - 1);
  expect(sessions.callerOf(desk, true).role).toBe('seller');
  wait(1);
  expect(sessions.callerOf(desk, true).role).toBe('visitor');
  expect(desk.sessionId).toBeNull();
});

test('a session that ended while the password was being checked is not brought back', () => {
  const { sessions } = fresh();
  const desk = connection();
  sessions.start(desk, ASHA);
  sessions.endAllOf('asha');
  expect(() => sessions.renew(desk, ASHA)).toThrow('not-signed-in');
});

test('all sessions of one person end at once, and nobody else’s', () => {
  const { sessions } = fresh();
  const [one, other, kept, stranger] = [connection(), connection('https'), connection(), connection()];
  for (const desk of [one, other, kept]) sessions.start(desk, ASHA);
  sessions.start(stranger, { ...ASHA, username: 'ravi' });
  sessions.endAllOf('asha', kept);
  const roles = [one, other, kept, stranger].map((desk) => sessions.callerOf(desk, true).role);
  expect(roles).toEqual(['visitor', 'visitor', 'seller', 'seller']);
});

test('another role holds from the next call on', () => {
  const { sessions } = fresh();
  const desk = connection();
  sessions.start(desk, ASHA);
  sessions.update('asha', { displayName: 'Asha K', role: 'gate' });
  expect(sessions.callerOf(desk, true).role).toBe('gate');
  expect(sessions.signedIn(desk)).toMatchObject({ displayName: 'Asha K', role: 'gate' });
});

test('a window that closes ends its session', () => {
  const { sessions } = fresh();
  const desk = connection();
  sessions.start(desk, ASHA);
  const copy = connection();
  copy.attach(desk.sessionId);
  sessions.end(desk);
  expect(desk.sessionId).toBeNull();
  expect(sessions.callerOf(copy, true).role).toBe('visitor');
});

test('a session follows its account, and ends with it or with its password', () => {
  const { sessions } = fresh();
  const account = { displayName: 'Asha', role: 'seller', passwordHash: ASHA.passwordHash, mayWork: true } as const;
  const follow = (change: object | null) =>
    sessions.follow(new Map(change === null ? [] : [['asha', { ...account, ...change }]]));
  const desk = connection();
  const signIn = () => void sessions.start(desk, ASHA);

  signIn();
  follow({});
  expect(sessions.signedIn(desk)).toMatchObject({ role: 'seller' });
  follow({ role: 'gate', displayName: 'Asha R' });
  expect(sessions.signedIn(desk)).toMatchObject({ role: 'gate', displayName: 'Asha R' });
  for (const change of [{ mayWork: false }, { passwordHash: 'v2$another' }, null]) {
    signIn();
    follow(change);
    expect(sessions.signedIn(desk)).toBeNull();
  }

  signIn();
  sessions.expect(desk, 'v2$chosen');
  follow({});
  follow({ passwordHash: 'v2$chosen' });
  expect(sessions.signedIn(desk)).toMatchObject({ username: 'asha' });
});
