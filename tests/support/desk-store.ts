import type { Desk } from '../../src-renderer/desks/desk-types';
import type { SharedStore, Trial } from '../../src-renderer/store/store-types';
import { toInstant } from '../../src-shared/instant';
import { instant } from './desk-passes';

const NAME = { host: '10.0.0.9', port: 5432, database: 'garba', user: 'epass', encrypted: false, isLocal: false };

/** An empty store that answers, without encryption. */
export function storeTrial(change: Partial<Trial> = {}): Trial {
  return { name: NAME, server: '15.18', milliseconds: 1.2, durable: true, event: null, ...change };
}

export function sharedStore(change: Partial<SharedStore> = {}): SharedStore {
  return {
    kind: 'shared',
    name: NAME,
    fixed: false,
    bytes: 31_400_000,
    isAway: false,
    connections: { open: 4, idle: 3, waiting: 0, most: 20 },
    backsUp: true,
    ...change,
  };
}

/** One of the desks of a store, which is open now. */
export function sharingDesk(change: Partial<Desk> = {}): Desk {
  return {
    deskId: 'd1',
    name: 'Bar',
    isThis: false,
    state: 'approved',
    check: 'K7Q2-9XAB-3DE5',
    joinedAt: instant('2026-11-28T12:00:00Z'),
    approvedAt: instant('2026-11-28T12:05:00Z'),
    approvedBy: 'Asha',
    lastSeenAt: toInstant(Date.now()),
    version: '0.1.0',
    ...change,
  };
}
