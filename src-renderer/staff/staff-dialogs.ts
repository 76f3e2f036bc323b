import type { OutputOf } from '../api/operations';

export type StaffMember = OutputOf<'staff.list'>[number];
export type Invitation = OutputOf<'staff.invite'>;

/** The one dialog that is open, and about whom. */
export type StaffDialog =
  | { readonly kind: 'none' | 'invite' }
  | { readonly kind: 'edit' | 'reset'; readonly member: StaffMember }
  | { readonly kind: 'hand-over'; readonly invitation: Invitation };
