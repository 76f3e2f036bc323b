import type { SharedStore, Trial } from '../../src-renderer/store/store-types';

const NAME = { host: '10.0.0.9', port: 5432, database: 'garba', user: 'epass', encrypted: false };

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
    connections: { open: 4, idle: 3, waiting: 0, most: 20 },
    backsUp: true,
    ...change,
  };
}
