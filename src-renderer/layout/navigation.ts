import {
  type Icon,
  IconActivityHeartbeat,
  IconDashboard,
  IconDeviceMobile,
  IconListSearch,
  IconQrcode,
  IconSettings,
  IconShieldCheck,
  IconTicket,
  IconUsers,
} from '@tabler/icons-react';
import { ADMINISTRATOR, DESK, type Role, STAFF } from '../../src-shared/contract/operation';

export interface NavigationItem {
  readonly path: string;
  readonly name: 'dashboard' | 'sell' | 'scan' | 'passes' | 'phones' | 'staff' | 'backups' | 'health' | 'settings';
  readonly icon: Icon;
  readonly roles: readonly Role[];
  /** A key that opens the page even from within a field. */
  readonly functionKey?: 'F2' | 'F3';
}

/** The pages in the order of the bar at the side; Alt and the number of its place opens one. */
export const NAVIGATION: readonly NavigationItem[] = [
  { path: '/dashboard', name: 'dashboard', icon: IconDashboard, roles: DESK },
  { path: '/generate', name: 'sell', icon: IconTicket, roles: DESK, functionKey: 'F2' },
  { path: '/scanner', name: 'scan', icon: IconQrcode, roles: STAFF, functionKey: 'F3' },
  { path: '/database', name: 'passes', icon: IconListSearch, roles: DESK },
  { path: '/phones', name: 'phones', icon: IconDeviceMobile, roles: DESK },
  { path: '/staff', name: 'staff', icon: IconUsers, roles: ADMINISTRATOR },
  { path: '/backups', name: 'backups', icon: IconShieldCheck, roles: ADMINISTRATOR },
  { path: '/health', name: 'health', icon: IconActivityHeartbeat, roles: ADMINISTRATOR },
  { path: '/settings', name: 'settings', icon: IconSettings, roles: ADMINISTRATOR },
];

/** What a role finds in the bar. The office itself decides what it may do. */
export function navigationOf(role: Role): readonly NavigationItem[] {
  return NAVIGATION.filter((item) => item.roles.includes(role));
}

/** Where a role begins. */
export function homeOf(role: Role): string {
  return role === 'gate' ? '/scanner' : '/dashboard';
}
