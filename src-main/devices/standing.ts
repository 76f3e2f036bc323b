import type { Device } from '../../src-shared/contract/devices';
import type { CallerRole } from '../../src-shared/contract/operation';
import { fromInstant } from '../../src-shared/instant';
import type { DeviceRow } from '../database/tables';
import type { Accounts } from './accounts';

export type DeviceState = Device['state'];

/** What its state lets a phone do. One whose event is over is told what a revoked one is told: there is nothing left. */
export const ROLE_OF_DEVICE: Readonly<Record<DeviceState, CallerRole>> = {
  active: 'device',
  paused: 'paused',
  expired: 'revoked',
  revoked: 'revoked',
};

/** Those in use first. */
export const ORDER_OF_STATES: readonly DeviceState[] = ['active', 'paused', 'expired', 'revoked'];

export function stateOfDevice(row: DeviceRow, accounts: Accounts, now: number): DeviceState {
  if (row.revoked_at !== null) return 'revoked';
  if (now >= fromInstant(row.expires_at)) return 'expired';
  return accounts.isUsable(row.responsible) ? 'active' : 'paused';
}
