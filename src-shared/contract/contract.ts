import { backupsContract } from './backups';
import { desksContract } from './desks';
import { desktopContract } from './desktop';
import { devicesContract } from './devices';
import { exchangeContract } from './exchange';
import { gateContract } from './gate';
import { healthContract } from './health';
import { listenerContract } from './listener';
import { officeContract } from './office';
import type { Contract } from './operation';
import { passesContract } from './passes';
import { privacyContract } from './privacy';
import { reportsContract } from './reports';
import { scansContract } from './scans';
import { staffContract } from './staff';
import { storeContract } from './store';
import { updatesContract } from './updates';

/** Every operation of the office. Declared here once, handled once, reachable by every transport it allows. */
export const contract = {
  ...officeContract,
  ...staffContract,
  ...passesContract,
  ...scansContract,
  ...reportsContract,
  ...exchangeContract,
  ...listenerContract,
  ...devicesContract,
  ...gateContract,
  ...backupsContract,
  ...healthContract,
  ...desksContract,
  ...privacyContract,
  ...storeContract,
  ...desktopContract,
  ...updatesContract,
} as const satisfies Contract;
export type OfficeContract = typeof contract;
export type OperationName = keyof OfficeContract;
