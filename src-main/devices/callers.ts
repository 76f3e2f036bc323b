import type { Caller, Connection } from '../caller';
import type { DeviceRow } from '../database/tables';
import type { Invitations } from './invitations';
import type { Registry } from './registry';
import { type DeviceState, ROLE_OF_DEVICE } from './standing';
import { hashOf } from './tokens';

interface CallersOptions {
  readonly registry: Registry;
  readonly invitations: Invitations;
  readonly stateOf: (row: DeviceRow) => DeviceState;
  /** A device has called under its newest token. */
  readonly seen: (deviceId: string) => void;
}

/** Who is behind the cookie of a phone. Any text may come as a token: what the office does not know is a visitor's. */
export function createCallers({ registry, invitations, stateOf, seen }: CallersOptions) {
  function applicationOf({ sessionId }: Connection) {
    const invitation = sessionId === null ? null : invitations.ofApplicant(hashOf(sessionId));
    const state = invitation && invitations.stateOf(invitation);
    return {
      /** The number that it shows while it waits to be accepted; null when it does not wait. */
      check: state === 'joined' ? (invitation?.applicant?.check ?? null) : null,
      /** It has waited in vain. */
      refused: state === 'over',
    };
  }

  return {
    applicationOf,

    callerOf(connection: Connection): Caller {
      const row = connection.sessionId === null ? null : registry.ofToken(hashOf(connection.sessionId));
      if (!row) {
        const role = applicationOf(connection).check === null ? 'visitor' : 'applicant';
        return { role, username: null, deviceId: null, connection };
      }
      seen(row.device_id);
      const role = ROLE_OF_DEVICE[stateOf(row)];
      return { role, username: row.responsible, deviceId: row.device_id, connection };
    },
  };
}
