import type { Database } from '../database/sqlite';
import { snapshot } from '../database/transact';

/**
 * Makes a figure once and gives it to everybody until something is written: pages poll, and most polls find nothing new.
 * A figure is made within a transaction, so that its parts are of the same moment, and callers that come meanwhile get it.
 * @param versionOf differs whenever the figure may
 */
export function untilChanged<T>(db: Database, versionOf: () => string, make: (within: Database) => Promise<T>) {
  let held: { readonly version: string; readonly value: T } | null = null;
  let making: Promise<T> | null = null;

  async function remake(): Promise<T> {
    try {
      return await snapshot(db, async (within) => {
        // Before anything is read: what is written meanwhile makes another version.
        const version = versionOf();
        const value = await make(within);
        held = { version, value };
        // Whoever comes from here on may have seen something newer.
        making = null;
        return value;
      });
    } finally {
      making = null;
    }
  }

  return async (): Promise<T> => {
    if (held?.version === versionOf()) return held.value;
    making ??= remake();
    return making;
  };
}
