import type { OutputOf } from '../../src-renderer/api/operations';
import type { ListenerStatus } from '../../src-shared/contract/listener';
import { instant } from './desk-passes';

export const LISTENER_OFF: ListenerStatus = {
  settings: { on: false, network: null, port: 8443, certificate: 'own', desks: false },
  state: 'off',
  failure: null,
  address: null,
  origin: null,
  networks: [{ network: 'wlan0', address: '192.168.1.7', kind: 'wireless' }],
  certificate: null,
  moved: null,
};

export const LISTENER_ON: ListenerStatus = {
  ...LISTENER_OFF,
  settings: { ...LISTENER_OFF.settings, on: true },
  state: 'on',
  address: '192.168.1.7',
  origin: 'https://192.168.1.7:8443',
  certificate: {
    kind: 'own',
    names: ['192.168.1.7'],
    validFrom: instant('2026-11-27T10:00:00Z'),
    validUntil: instant('2027-12-28T10:00:00Z'),
    fingerprint: 'AB:CD',
  },
};

type Device = OutputOf<'devices.list'>[number];
type Health = NonNullable<Device['health']>;

export function health(change: Partial<Health> = {}): Health {
  return {
    latencyMs: 24,
    queue: 0,
    stuck: 0,
    battery: 0.78,
    charging: false,
    decoder: 'zxing-wasm',
    camera: 'on',
    skewMs: 40,
    ...change,
  };
}

/** A phone that has been scanning. */
export function device(change: Partial<Device> = {}): Device {
  return {
    deviceId: 'd1',
    name: 'Gate 1',
    responsible: 'admin1',
    responsibleName: 'Asha',
    state: 'active',
    platform: 'iPhone',
    joinedAt: instant('2026-11-28T12:00:00Z'),
    acceptedBy: 'admin1',
    lastSeenAt: instant('2026-11-28T14:00:00Z'),
    lastScanAt: instant('2026-11-28T13:58:00Z'),
    people: 124,
    health: health(),
    selfTest: null,
    missing: false,
    ...change,
  };
}
