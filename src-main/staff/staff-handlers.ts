import { type HandlersOf, usernameOf } from '../caller';
import type { Sessions } from './sessions';
import type { Staff } from './staff';

interface StaffHandlersOptions {
  readonly staff: Staff;
  readonly sessions: Sessions;
}

type StaffOperations =
  | 'session.signIn'
  | 'session.signOut'
  | 'session.lock'
  | 'session.unlock'
  | 'session.changePassword'
  | 'staff.list'
  | 'staff.invite'
  | 'staff.update'
  | 'staff.resetPassword';

export function createStaffHandlers({ staff, sessions }: StaffHandlersOptions): HandlersOf<StaffOperations> {
  return {
    'session.signIn': ({ username, password }, { connection }) => staff.signIn(connection, username, password),
    'session.signOut': (_input, { connection }) => {
      sessions.end(connection);
      return null;
    },
    'session.lock': (_input, { connection }) => {
      sessions.lock(connection);
      return null;
    },
    'session.unlock': ({ password }, caller) => staff.unlock(caller.connection, usernameOf(caller), password),
    'session.changePassword': ({ currentPassword, newPassword }, caller) =>
      staff.changePassword(caller.connection, usernameOf(caller), currentPassword, newPassword),
    'staff.list': () => staff.list(),
    'staff.invite': (invitation) => staff.invite(invitation),
    'staff.update': (change) => staff.update(change),
    'staff.resetPassword': ({ username }) => staff.resetPassword(username),
  };
}
