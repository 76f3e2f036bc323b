import type { OutputOf } from '../api/operations';

export type Desk = OutputOf<'desks.list'>[number];

/** The one dialog that is open, and about which desk. */
export type DeskDialog = { readonly kind: 'approve' | 'rename' | 'remove'; readonly desk: Desk };
