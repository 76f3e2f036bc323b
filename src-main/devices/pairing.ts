import { randomUUID } from 'node:crypto';
import { toInstant } from '../../src-shared/instant';
import type { Connection } from '../caller';
import type { DeviceRow } from '../database/tables';
import { ExpectedError } from '../expected-error';
import type { Log } from '../log';
import type { Settings } from '../settings/settings';
import { oneAtATime } from '../signing/one-at-a-time';
import type { Applicant, Invitation, Invitations } from './invitations';
import { deviceExpiry } from './lifetime';
import type { Registry } from './registry';
import { hashOf, makeDeviceToken, rejoinKeyOf } from './tokens';

interface PairingOptions {
  readonly registry: Registry;
  readonly invitations: Invitations;
  readonly settings: Pick<Settings, 'eventOrNull'>;
  readonly isOver: (row: DeviceRow) => boolean;
  readonly log: Log;
  readonly now: () => number;
}

interface Joined {
  readonly state: 'applicant' | 'device';
  readonly check: string | null;
}

/** How a phone becomes a device, and how a device stays one at another address. */
export function createPairing({ registry, invitations, settings, isOver, log, now }: PairingOptions) {
  const queued = oneAtATime();
  /** Device -> hash of the key it came over with, until it shows that it has got the new token. */
  const unproven = new Map<string, string>();

  const expiryFrom = (joinedAt: number) => deviceExpiry(joinedAt, settings.eventOrNull());

  function ofRejoinKey(rejoinHash: string): DeviceRow | null {
    return registry.all().find((row) => isKeyOf(row, rejoinHash)) ?? null;
  }

  /** Also the key before, for as long as the answer with the new token may have been lost on the way. */
  function isKeyOf(row: DeviceRow, rejoinHash: string): boolean {
    return !isOver(row) && (row.rejoin_hash === rejoinHash || unproven.get(row.device_id) === rejoinHash);
  }

  async function comeOver(invitation: Invitation, rejoinKey: string | undefined, connection: Connection) {
    const key = rejoinKey === undefined ? null : hashOf(rejoinKey);
    const found = key === null ? null : ofRejoinKey(key);
    if (key === null || !found) throw new ExpectedError('invitation-over');
    const token = makeDeviceToken();
    const row = await registry.change(found.device_id, (before) => {
      const isRepeated = unproven.get(before.device_id) === key;
      const isBack = invitations.get(invitation.invitationId).returned.includes(before.device_id);
      if (!isKeyOf(before, key) || (isBack && !isRepeated)) throw new ExpectedError('invitation-over');
      return {
        token_hash: hashOf(token),
        rejoin_hash: hashOf(rejoinKeyOf(token)),
        origin: invitation.origin,
        expires_at: expiryFrom(now()),
      };
    });
    unproven.set(row.device_id, key);
    invitations.return(invitation.invitationId, row.device_id);
    connection.attach(token);
    log.info('a phone came over to another address', { device: row.device_id });
  }

  function deviceFrom(applicant: Applicant, { origin }: Invitation, by: string) {
    return {
      platform: applicant.platform,
      token_hash: applicant.tokenHash,
      rejoin_hash: applicant.rejoinHash,
      origin,
      joined_at: toInstant(applicant.joinedAt),
      accepted_by: by,
      expires_at: expiryFrom(applicant.joinedAt),
      revoked_at: null,
      revoked_by: null,
    };
  }

  function admit(applicant: Applicant, invitation: Invitation, by: string): Promise<DeviceRow> {
    const { offer } = invitation;
    const device = deviceFrom(applicant, invitation, by);
    if (offer.kind === 'return') return registry.change(offer.deviceId, () => device);
    if (offer.kind === 'rejoin') throw new Error('nobody waits to be accepted at a rejoin invitation');
    const { name, responsible } = offer;
    return registry.add({ device_id: randomUUID(), name, responsible, ...device, self_test: null });
  }

  return {
    /** The device has shown its newest token. */
    prove: (deviceId: string): void => void unproven.delete(deviceId),

    /** @throws ExpectedError `invitation-over` */
    async join(token: string, rejoinKey: string | undefined, connection: Connection): Promise<Joined> {
      const invitation = invitations.ofToken(token);
      if (invitation.offer.kind === 'rejoin') {
        await comeOver(invitation, rejoinKey, connection);
        return { state: 'device', check: null };
      }
      const { token: device, applicant } = invitations.join(invitation, connection.desk);
      connection.attach(device);
      log.info('a phone asks to join', { platform: applicant.platform });
      return { state: 'applicant', check: applicant.check };
    },

    /**
     * @param by username of whoever compared the numbers
     * @throws ExpectedError `not-found`, `invitation-over`, `conflict` before a phone has joined, `invalid-input` on `check`
     */
    accept: (invitationId: string, check: string, by: string): Promise<DeviceRow> =>
      queued(async () => {
        const invitation = invitations.get(invitationId);
        const state = invitations.stateOf(invitation);
        const { applicant, acceptedAs } = invitation;
        if (state === 'over') throw new ExpectedError('invitation-over');
        if (!applicant) throw new ExpectedError('conflict');
        if (check !== applicant.check) throw new ExpectedError('invalid-input', { fields: { check: 'invalid' } });
        if (acceptedAs !== null) return registry.get(acceptedAs);
        const row = await admit(applicant, invitation, by);
        unproven.delete(row.device_id);
        invitations.accept(invitationId, row.device_id);
        log.info('a phone was accepted', {
          device: row.device_id,
          platform: row.platform,
          kind: invitation.offer.kind,
        });
        return row;
      }),

    /**
     * After an acceptance that came before it, which it does not undo.
     * @throws ExpectedError `not-found`
     */
    cancel: (invitationId: string): Promise<void> => queued(async () => invitations.end(invitations.get(invitationId))),
  };
}
