import { describe, expect, test, vi } from 'vitest';
import {
  ADMINISTRATOR,
  connection,
  openReadyOffice,
  openTestOffice,
  signInStaff,
  valueOf,
} from '../../support/box-office';

// Dozens of bcrypt comparisons at their real cost, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const RAVI = { username: 'ravi', displayName: 'Ravi', role: 'seller' } as const;
const CHOSEN = 'mango lassi at quarter past';
const DAY = 24 * 60 * 60 * 1_000;
const LAST = 'last-administrator';

function refused(field: string, problem: string) {
  return { ok: false, code: 'invalid-input', fields: { [field]: problem } };
}

describe('an invitation', () => {
  test('lets its person in to choose a password, and to nothing else', async () => {
    await using office = await openReadyOffice();
    const { member, oneTimePassword } = valueOf(await office.api['staff.invite'](RAVI));
    expect(member).toMatchObject({ ...RAVI, invited: true, disabled: false, lastSignInAt: null });
    expect(oneTimePassword).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);

    const api = office.clientOf(connection());
    expect(valueOf(await api['session.signIn']({ username: 'ravi', password: oneTimePassword })).state).toBe('invited');
    expect(await api['passTypes.list']({})).toEqual({ ok: false, code: 'forbidden' });
    const chosen = { currentPassword: oneTimePassword, newPassword: CHOSEN };
    expect(valueOf(await api['session.changePassword'](chosen)).state).toBe('active');
    valueOf(await api['passTypes.list']({}));

    const again = await api['session.signIn']({ username: 'ravi', password: oneTimePassword });
    expect(again).toEqual({ ok: false, code: 'wrong-credentials' });
    expect(valueOf(await office.api['staff.list']({})).find((one) => one.username === 'ravi')?.invited).toBe(false);
  });

  test('is good however it is typed', async () => {
    await using office = await openReadyOffice();
    const { oneTimePassword } = valueOf(await office.api['staff.invite'](RAVI));
    for (const typed of [oneTimePassword.toLowerCase(), oneTimePassword.replaceAll('-', '').replaceAll('0', 'o')]) {
      valueOf(await office.clientOf(connection())['session.signIn']({ username: 'ravi', password: typed }));
    }
  });

  test('cannot stay the password in any spelling', async () => {
    await using office = await openReadyOffice();
    const { oneTimePassword } = valueOf(await office.api['staff.invite'](RAVI));
    const api = office.clientOf(connection());
    valueOf(await api['session.signIn']({ username: 'ravi', password: oneTimePassword }));
    const reply = await api['session.changePassword']({
      currentPassword: oneTimePassword,
      newPassword: oneTimePassword.toLowerCase().replaceAll('-', ''),
    });
    expect(reply).toEqual(refused('newPassword', 'password-same'));
  });

  test('is good for seven days and not a moment longer', async () => {
    await using office = await openReadyOffice();
    const { oneTimePassword: password } = valueOf(await office.api['staff.invite'](RAVI));
    office.wait(7 * DAY - 1);
    valueOf(await office.clientOf(connection())['session.signIn']({ username: 'ravi', password }));
    office.wait(1);
    const late = await office.clientOf(connection())['session.signIn']({ username: 'ravi', password });
    expect(late).toEqual({ ok: false, code: 'wrong-credentials' });
  });

  test('to a name that is taken is refused in any letter case, also when two arrive at once', async () => {
    await using office = await openReadyOffice();
    expect(await office.api['staff.invite']({ ...RAVI, username: 'Admin1' })).toEqual(refused('username', 'taken'));
    const both = await Promise.all([office.api['staff.invite'](RAVI), office.api['staff.invite'](RAVI)]);
    expect(both.filter((reply) => reply.ok)).toHaveLength(1);
    expect(both.find((reply) => !reply.ok)).toEqual(refused('username', 'taken'));
  });
});

describe('a change to an account', () => {
  test('of the role holds at once, in a session that goes on', async () => {
    await using office = await openReadyOffice();
    const ravi = await signInStaff(office, 'ravi', 'seller');
    valueOf(await ravi.api['passTypes.list']({}));
    valueOf(await office.api['staff.update']({ ...RAVI, role: 'gate', disabled: false }));
    expect(await ravi.api['passTypes.list']({})).toEqual({ ok: false, code: 'forbidden' });
    expect(valueOf(await ravi.api['office.status']({})).session).toMatchObject({ role: 'gate', displayName: 'Ravi' });
  });

  test('that disables it ends its sessions, and enabling lets the person in again', async () => {
    await using office = await openReadyOffice();
    const ravi = await signInStaff(office, 'ravi', 'seller');
    valueOf(await office.api['staff.update']({ ...RAVI, disabled: true }));
    expect(await ravi.api['passTypes.list']({})).toEqual({ ok: false, code: 'not-signed-in' });
    const signIn = { username: 'ravi', password: ravi.password };
    expect(await ravi.api['session.signIn'](signIn)).toEqual({ ok: false, code: 'wrong-credentials' });
    valueOf(await office.api['staff.update']({ ...RAVI, disabled: false }));
    valueOf(await ravi.api['session.signIn'](signIn));
  });

  test('of somebody who is not there is not found', async () => {
    await using office = await openReadyOffice();
    const reply = { ok: false, code: 'not-found' };
    expect(await office.api['staff.update']({ ...RAVI, disabled: false })).toEqual(reply);
    expect(await office.api['staff.resetPassword']({ username: 'ravi' })).toEqual(reply);
  });
});

describe('the last administrator', () => {
  const self = {
    username: ADMINISTRATOR.username,
    displayName: 'Asha',
    role: 'administrator',
    disabled: false,
  } as const;

  test('stays one, enabled and with a password, although another one is only invited', async () => {
    await using office = await openReadyOffice();
    const { api } = office;
    valueOf(await api['staff.invite']({ ...RAVI, role: 'administrator' }));
    expect(await api['staff.update']({ ...self, role: 'seller' })).toEqual(refused('role', LAST));
    expect(await api['staff.update']({ ...self, disabled: true })).toEqual(refused('disabled', LAST));
    expect(await api['staff.resetPassword']({ username: self.username })).toEqual(refused('username', LAST));
    valueOf(await api['staff.update']({ ...self, displayName: 'Asha K' }));
  });

  test('may step back once there is another', async () => {
    await using office = await openReadyOffice();
    await signInStaff(office, 'ravi', 'administrator');
    expect(valueOf(await office.api['staff.update']({ ...self, role: 'gate' })).role).toBe('gate');
    expect(await office.api['staff.list']({})).toEqual({ ok: false, code: 'forbidden' });
  });

  test('remains when two administrators disable each other at the same moment', async () => {
    await using office = await openReadyOffice();
    const ravi = await signInStaff(office, 'ravi', 'administrator');
    const replies = await Promise.all([
      office.api['staff.update']({ ...RAVI, role: 'administrator', disabled: true }),
      ravi.api['staff.update']({ ...self, disabled: true }),
    ]);
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    expect(replies.find((reply) => !reply.ok)).toEqual(refused('disabled', LAST));
  });
});

describe('a password that is reset', () => {
  test('ends the sessions, replaces the password and clears the delay', async () => {
    await using office = await openReadyOffice();
    const ravi = await signInStaff(office, 'ravi', 'seller');
    const wrong = { username: 'ravi', password: 'a password that nobody has' };
    const guesser = office.clientOf(connection('https'));
    for (let failure = 1; failure <= 6; failure += 1) await guesser['session.signIn'](wrong);

    const { oneTimePassword, member } = valueOf(await office.api['staff.resetPassword']({ username: 'ravi' }));
    expect(member.invited).toBe(true);
    expect(await ravi.api['passTypes.list']({})).toEqual({ ok: false, code: 'not-signed-in' });
    const api = office.clientOf(connection());
    valueOf(await api['session.signIn']({ username: 'ravi', password: oneTimePassword }));
    const old = await api['session.signIn']({ username: 'ravi', password: ravi.password });
    expect(old).toEqual({ ok: false, code: 'wrong-credentials' });
  });

  test('while the old one is being checked lets nobody in by it', async () => {
    await using office = await openReadyOffice();
    const ravi = await signInStaff(office, 'ravi', 'seller');
    const reset = office.api['staff.resetPassword']({ username: 'ravi' });
    // Enough tries that some are in the midst of the check when the reset is written.
    const tries = Array.from({ length: 8 }, async () => {
      const at = connection();
      await office.clientOf(at)['session.signIn']({ username: 'ravi', password: ravi.password });
      return at;
    });
    valueOf(await reset);
    for (const at of await Promise.all(tries)) {
      expect(await office.clientOf(at)['passTypes.list']({})).toEqual({ ok: false, code: 'not-signed-in' });
    }
  });
});

test('nobody is signed in after a restart, and passwords are still known', async () => {
  await using office = await openReadyOffice();
  await office.close();
  await using reopened = await openTestOffice({ folder: office.folder });
  expect(await reopened.clientOf(office.desk)['staff.list']({})).toEqual({ ok: false, code: 'not-signed-in' });
  const { username, password } = ADMINISTRATOR;
  valueOf(await reopened.clientOf(connection())['session.signIn']({ username, password }));
});
