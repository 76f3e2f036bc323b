import type { devicesContract, SelfTest } from '../../src-shared/contract/devices';
import type { Input } from '../../src-shared/contract/operation';
import { toInstant } from '../../src-shared/instant';
import type { Connection } from '../caller';
import type { Database } from '../database/sqlite';
import type { DeviceRow } from '../database/tables';
import { ExpectedError } from '../expected-error';
import type { Log } from '../log';
import type { TallyScans } from '../scans/scan-tally';
import type { Settings } from '../settings/settings';
import { findAccount } from '../staff/accounts';
import { openAccounts } from './accounts';
import { createCallers } from './callers';
import { createDeviceList } from './device-list';
import { createInvitations, type Offer } from './invitations';
import { createPairing } from './pairing';
import { createPresence } from './presence';
import { openRegistry } from './registry';
import { ROLE_OF_DEVICE, stateOfDevice } from './standing';
import { rejoinKeyOf } from './tokens';

interface DevicesOptions {
  readonly db: Database;
  readonly now: () => number;
  readonly settings: Pick<Settings, 'eventOrNull'>;
  /** What phones open now, such as `https://192.168.137.1:8443`; null while nobody listens. */
  readonly origin: () => string | null;
  readonly tally: TallyScans;
  readonly log: Log;
}

type InvitationWanted = Input<(typeof devicesContract)['devices.invite']>;

export type Devices = Awaited<ReturnType<typeof openDevices>>;

/** The phones of the office: which there are, who of them is calling, and how one becomes a device. */
export async function openDevices({ db, now, settings, origin, tally, log }: DevicesOptions) {
  const accounts = await openAccounts(db);
  const registry = await openRegistry(db);
  const presence = createPresence(now);
  const invitations = createInvitations(now);
  const stateOf = (row: DeviceRow) => stateOfDevice(row, accounts, now());
  const isOver = (row: DeviceRow) => ROLE_OF_DEVICE[stateOf(row)] === 'revoked';
  const pairing = createPairing({ registry, invitations, settings, isOver, log, now });
  const list = createDeviceList({ registry, accounts, presence, stateOf, origin, tally });

  function seen(deviceId: string): void {
    presence.see(deviceId);
    pairing.prove(deviceId);
  }

  /** @throws ExpectedError `invalid-input` on `responsible` unless somebody can sign in under it */
  async function findResponsible(typed: string): Promise<string> {
    const account = await findAccount(db, typed);
    if (!account || account.disabled_at !== null) {
      throw new ExpectedError('invalid-input', { fields: { responsible: 'invalid' } });
    }
    await accounts.reload();
    return account.username;
  }

  async function offerOf(wanted: InvitationWanted, by: string): Promise<Offer> {
    if (wanted.kind === 'add') {
      return { kind: 'add', name: wanted.name, responsible: await findResponsible(wanted.responsible ?? by) };
    }
    return wanted.kind === 'return' ? { kind: 'return', deviceId: registry.get(wanted.deviceId).device_id } : wanted;
  }

  return {
    ...createCallers({ registry, invitations, stateOf, seen }),
    join: pairing.join,
    accept: pairing.accept,
    cancel: pairing.cancel,
    describe: list.describe,
    moved: list.moved,

    /** To be called after an account has changed: its phones follow from the next call on. */
    accountsChanged: accounts.reload,

    /** To be called after another desk that shares the store has changed a phone. */
    phonesChanged: registry.reload,

    /** @throws ExpectedError `not-found` */
    nameOf: (deviceId: string): string => registry.get(deviceId).name,

    async list() {
      await accounts.reload();
      return list.list();
    },

    async responsible() {
      await accounts.reload();
      return accounts.usable();
    },

    /**
     * @param by username of whoever invites, and of who answers for a new phone unless somebody else is named
     * @throws ExpectedError `phones-off`; `invalid-input` on `responsible`; `not-found`
     */
    async invite(wanted: InvitationWanted, by: string) {
      const offer = await offerOf(wanted, by);
      const leadsTo = origin();
      if (leadsTo === null) throw new ExpectedError('phones-off');
      const { token, invitation } = invitations.open(offer, leadsTo);
      return { ...invitation, url: `${leadsTo}/p#${token}` };
    },

    /** @throws ExpectedError `not-found` */
    invitation(invitationId: string) {
      const invitation = invitations.get(invitationId);
      return { ...invitation, state: invitations.stateOf(invitation) };
    },

    /** @throws ExpectedError `not-found`; `invalid-input` on `responsible` */
    async change(deviceId: string, { name, responsible }: { name: string; responsible: string }): Promise<DeviceRow> {
      const isSame = registry.get(deviceId).responsible.toLowerCase() === responsible;
      const change = isSame ? { name } : { name, responsible: await findResponsible(responsible) };
      return registry.change(deviceId, () => change);
    },

    /**
     * @param by username; the first revocation holds
     * @throws ExpectedError `not-found`
     */
    async revoke(deviceId: string, by: string): Promise<DeviceRow> {
      const row = await registry.change(deviceId, (before) =>
        before.revoked_at === null ? { revoked_at: toInstant(now()), revoked_by: by, rejoin_hash: null } : {},
      );
      log.info('a phone was revoked', { device: deviceId });
      return row;
    },

    /** What a device is shown of itself. */
    self(deviceId: string, { sessionId }: Connection) {
      const row = registry.get(deviceId);
      return {
        deviceId,
        name: row.name,
        responsibleName: accounts.nameOf(row.responsible),
        rejoinKey: rejoinKeyOf(sessionId ?? ''),
      };
    },

    hear: presence.hear,

    /** How many phones have called within the last minute. */
    here: presence.count,

    async keepSelfTest(deviceId: string, selfTest: SelfTest): Promise<void> {
      const self_test = JSON.stringify({ ...selfTest, at: toInstant(now()) });
      await registry.change(deviceId, () => ({ self_test }));
    },
  };
}
