import { type Device, SelfTest } from '../../src-shared/contract/devices';
import { Instant } from '../../src-shared/instant';
import type { DeviceRow } from '../database/tables';
import type { GateTally, TallyScans } from '../scans/scan-tally';
import type { Accounts } from './accounts';
import type { Presence } from './presence';
import type { Registry } from './registry';
import { type DeviceState, ORDER_OF_STATES, ROLE_OF_DEVICE } from './standing';

interface DeviceListOptions {
  readonly registry: Registry;
  readonly accounts: Accounts;
  readonly presence: Presence;
  readonly stateOf: (row: DeviceRow) => DeviceState;
  readonly origin: () => string | null;
  readonly tally: TallyScans;
}

/** Which phones were left behind when the address changed. */
export interface Moved {
  /** Where the last of them joined. */
  readonly from: string;
  readonly missing: number;
}

const KeptSelfTest = SelfTest.extend({ at: Instant });

/** The phones as the desk sees them. */
export function createDeviceList(options: DeviceListOptions) {
  const { registry, accounts, presence, stateOf, origin, tally } = options;

  /** The address has changed since it joined, and it could still come over. */
  function isMissing(row: DeviceRow, current: string | null): boolean {
    return current !== null && row.origin !== current && ROLE_OF_DEVICE[stateOf(row)] !== 'revoked';
  }

  function toDevice(row: DeviceRow, gates: readonly GateTally[]): Device {
    const gate = gates.find(({ deviceId }) => deviceId === row.device_id);
    return {
      deviceId: row.device_id,
      name: row.name,
      responsible: row.responsible,
      responsibleName: accounts.nameOf(row.responsible),
      state: stateOf(row),
      platform: row.platform,
      joinedAt: row.joined_at,
      acceptedBy: row.accepted_by,
      ...presence.of(row.device_id),
      lastScanAt: gate?.lastScanAt ?? null,
      people: gate?.people ?? 0,
      selfTest: row.self_test === null ? null : KeptSelfTest.parse(JSON.parse(row.self_test)),
      missing: isMissing(row, origin()),
    };
  }

  return {
    describe: async (row: DeviceRow): Promise<Device> => toDevice(row, (await tally()).gates),

    /** Those in use first, by name; revoked ones last. */
    async list(): Promise<Device[]> {
      const { gates } = await tally();
      const devices = registry.all().map((row) => toDevice(row, gates));
      return devices.sort(
        (one, other) =>
          ORDER_OF_STATES.indexOf(one.state) - ORDER_OF_STATES.indexOf(other.state) ||
          one.name.localeCompare(other.name, 'en', { numeric: true }) ||
          one.joinedAt.localeCompare(other.joinedAt),
      );
    },

    /** @param current the origin that phones open now; null result when no phone was left behind */
    moved(current: string): Moved | null {
      const [last, ...others] = registry
        .all()
        .filter((row) => isMissing(row, current))
        .sort((one, other) => other.joined_at.localeCompare(one.joined_at));
      return last ? { from: last.origin, missing: others.length + 1 } : null;
    },
  };
}
