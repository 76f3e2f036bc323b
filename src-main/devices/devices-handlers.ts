import { toInstant } from '../../src-shared/instant';
import { type HandlersOf, usernameOf } from '../caller';
import type { Devices } from './devices';

type DevicesOperations =
  | 'devices.list'
  | 'devices.invite'
  | 'devices.invitation'
  | 'devices.accept'
  | 'devices.cancelInvitation'
  | 'devices.change'
  | 'devices.revoke'
  | 'devices.responsible';

/** What the desk does with phones. */
export function createDevicesHandlers(devices: Devices): HandlersOf<DevicesOperations> {
  return {
    'devices.list': () => devices.list(),
    'devices.invite': async (wanted, caller) => {
      const { invitationId, url, expiresAt } = await devices.invite(wanted, usernameOf(caller));
      return { invitationId, url, expiresAt: toInstant(expiresAt) };
    },
    'devices.invitation': ({ invitationId }) => {
      const { state, applicant, returned } = devices.invitation(invitationId);
      return {
        state,
        applicant: applicant && { ...applicant, joinedAt: toInstant(applicant.joinedAt) },
        returned: returned.map((deviceId) => ({ deviceId, name: devices.nameOf(deviceId) })),
      };
    },
    'devices.accept': async ({ invitationId, check }, caller) =>
      devices.describe(await devices.accept(invitationId, check, usernameOf(caller))),
    'devices.cancelInvitation': async ({ invitationId }) => {
      await devices.cancel(invitationId);
      return null;
    },
    'devices.change': async ({ deviceId, ...change }) => devices.describe(await devices.change(deviceId, change)),
    'devices.revoke': async ({ deviceId }, caller) =>
      devices.describe(await devices.revoke(deviceId, usernameOf(caller))),
    'devices.responsible': () => devices.responsible(),
  };
}
