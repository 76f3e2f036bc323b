import type { OutputOf } from '../api/operations';

export type StoreStatus = OutputOf<'store.status'>;
export type SharedStore = Extract<StoreStatus, { readonly kind: 'shared' }>;
export type Trial = OutputOf<'store.try'>;
export type Moved = OutputOf<'store.share'>;

/** What an address is wanted for: an empty store to move to, another desk's event to join, or this desk's own. */
export type StorePurpose = 'share' | 'join' | 'relocate';

export function fits({ event }: Trial, purpose: StorePurpose): boolean {
  if (purpose === 'share') return event === null;
  return event !== null && (purpose === 'join' || event.isThis);
}

/** What becomes of names and numbers on their way to the server. */
export function lineOf({ encrypted, isLocal }: Trial['name']): 'encrypted' | 'local' | 'plain' {
  if (encrypted) return 'encrypted';
  return isLocal ? 'local' : 'plain';
}

/** Why the event in another folder could not be opened; null when it was. */
export type FolderProblem = OutputOf<'desktop.useEventFolder'>['problem'];
