import type { OutputOf } from '../api/operations';

export type { Role } from '../../src-shared/contract/operation';
export type Status = OutputOf<'office.status'>;
export type SignedInPerson = NonNullable<Status['session']>;
