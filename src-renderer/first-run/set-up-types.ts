import type { OutputOf } from '../api/operations';
import type { Role } from '../session/session-types';

export type SetUpResult = OutputOf<'setUp.create'>;
export const STEPS = ['event', 'passTypes', 'people', 'key'] as const;
export type Step = (typeof STEPS)[number];

/** A kind of pass as typed: numbers stay text until they are judged, so that nothing typed is lost. */
export interface TypedPassType {
  /** Stable while rows come and go. */
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly price: string;
  readonly admits: string;
  readonly capacity: string;
  readonly onSale: boolean;
  /** Passes of it exist, so that its code stays and it cannot be removed. */
  readonly isFixed: boolean;
}
export interface TypedInvitation {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
}

/** Everything that the set-up asks for, as typed. Paths are those of the operation's input wherever they can be. */
export interface SetUpValues {
  readonly setUpCode: string;
  readonly event: {
    readonly name: string;
    readonly venue: string;
    readonly date: string;
    readonly timing: string;
    readonly currency: { readonly code: string; readonly decimals: number };
    readonly country: string;
    readonly timeZone: string;
  };
  readonly passTypes: readonly TypedPassType[];
  readonly administrator: {
    readonly username: string;
    readonly displayName: string;
    readonly password: string;
    readonly repeated: string;
  };
  readonly staff: readonly TypedInvitation[];
  readonly key: {
    readonly source: 'new' | 'kit';
    readonly passphrase: string;
    readonly repeated: string;
    readonly kit: string;
  };
  readonly hasEarlierPasses: boolean;
  readonly importedSecret: string;
}
