import type { UpdateWay } from '../../src-shared/contract/updates';

/** Where a newer version may lie: at its publisher, in a folder such as a stick, or among what was kept here. */
export type UpdateSource =
  | { readonly kind: 'server' }
  | { readonly kind: 'stick'; readonly folder: string }
  | { readonly kind: 'kept'; readonly folder: string };

/** What the desktop does for an update; nothing here knows how a system replaces a program. */
export interface Updater {
  readonly way: UpdateWay;
  /**
   * The version that a source has, its signature checked. Null where it has none.
   * @throws UpdateRefused `unreachable`, `nothing-there`, `not-signed`, `damaged`
   */
  look(source: UpdateSource): Promise<string | null>;
  /**
   * Gets what `look` found last, and checks it again when it is here.
   * @param onProgress from 0 to 1
   * @throws UpdateRefused
   */
  fetch(onProgress: (done: number) => void): Promise<void>;
  /** Keeps what is needed to come back to this version, and what has been fetched for the next time. */
  keep(): Promise<void>;
  /** The version that can be gone back to, and where it lies. */
  kept(): { readonly version: string; readonly folder: string } | null;
  /** Ends the program in order, and starts the other version in its place. */
  replace(): void;
}
