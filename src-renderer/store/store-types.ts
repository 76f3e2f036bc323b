import type { OutputOf } from '../api/operations';

export type StoreStatus = OutputOf<'store.status'>;
export type SharedStore = Extract<StoreStatus, { readonly kind: 'shared' }>;
export type Trial = OutputOf<'store.try'>;
export type Moved = OutputOf<'store.share'>;
