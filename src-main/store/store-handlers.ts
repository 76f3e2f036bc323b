import type { HandlersOf } from '../caller';
import type { Sharing } from './sharing';

export type StoreOperation =
  | 'store.status'
  | 'store.try'
  | 'store.share'
  | 'store.join'
  | 'store.leave'
  | 'store.relocate'
  | 'store.progress';

export function createStoreHandlers(sharing: Sharing): HandlersOf<StoreOperation> {
  return {
    'store.status': () => sharing.status(),
    'store.try': ({ address }) => sharing.try(address),
    'store.share': (wanted) => sharing.share(wanted),
    'store.join': (wanted) => sharing.join(wanted),
    'store.leave': () => sharing.leave(),
    'store.relocate': ({ address }) => sharing.relocate(address),
    'store.progress': () => sharing.progress(),
  };
}
