import { expect, test, vi } from 'vitest';
import { contract, type OperationName } from '../../../src-shared/contract/contract';
import type { CallerRole } from '../../../src-shared/contract/operation';
import { connection, openReadyOffice, signInStaff, valueOf } from '../../support/box-office';

// Dozens of bcrypt comparisons at their real cost, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const EVERYBODY = ['visitor', 'invited', 'locked', 'gate', 'seller', 'administrator'];
const SIGNED_IN = ['gate', 'seller', 'administrator'];

/** Written out a second time on purpose: whoever opens an operation to more people has to do it here as well. */
const ALLOWED = {
  'office.status': EVERYBODY,
  'setUp.create': EVERYBODY,
  'setUp.complete': ['administrator'],
  'session.signIn': EVERYBODY,
  'session.signOut': EVERYBODY,
  'session.lock': SIGNED_IN,
  'session.unlock': ['locked'],
  'session.changePassword': ['invited', ...SIGNED_IN],
  'staff.list': ['administrator'],
  'staff.invite': ['administrator'],
  'staff.update': ['administrator'],
  'staff.resetPassword': ['administrator'],
} as const satisfies Partial<Record<OperationName, readonly string[]>>;

const REFUSALS: Partial<Record<CallerRole, string>> = { visitor: 'not-signed-in', locked: 'session-locked' };

test('every operation on accounts and sessions is open to exactly these callers', async () => {
  await using office = await openReadyOffice();
  const [locked, invited] = [connection(), connection()];
  const people = {
    visitor: connection(),
    invited,
    locked,
    gate: (await signInStaff(office, 'gate1', 'gate')).at,
    seller: (await signInStaff(office, 'seller1', 'seller')).at,
    administrator: office.desk,
  };
  const late = valueOf(
    await office.api['staff.invite']({ username: 'late', displayName: 'Late', role: 'administrator' }),
  );
  valueOf(await office.clientOf(invited)['session.signIn']({ username: 'late', password: late.oneTimePassword }));
  const gate = { username: 'gate1', password: 'three lazy green tortoises' };
  valueOf(await office.clientOf(locked)['session.signIn'](gate));
  valueOf(await office.clientOf(locked)['session.lock']({}));

  for (const [operation, allowed] of Object.entries(ALLOWED)) {
    for (const [role, at] of Object.entries(people)) {
      // An input that nothing takes: who is let through learns that, and nothing happens.
      const reply = await office.dispatch(operation, null, at);
      const code = new Set<string>(allowed).has(role) ? 'invalid-input' : (REFUSALS[role as CallerRole] ?? 'forbidden');
      expect(reply, `${operation} by ${role}`).toMatchObject({ ok: false, code });
    }
  }
});

test('the table above has every such operation', () => {
  const names = Object.keys(contract).filter((name) => /^(session|staff|setUp|office)\./.test(name));
  expect(Object.keys(ALLOWED).sort()).toEqual(names.sort());
});
