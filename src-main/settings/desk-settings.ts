import type { Database } from '../database/sqlite';
import { putSetting, readSetting } from './setting-rows.ts';

/** Where desks share a store, each has these for itself: what is left to do on its own disk. */
const OF_DESK: readonly string[] = ['erasureLeft', 'erasedInFiles'];
/** The part of `backups` that is a folder of one desk; the rest of it is the event's. */
export const SECOND_FOLDER = 'secondFolder';

/** Under which name a setting stands in the table. @param deskId null for an event in a file */
export function nameAt(name: string, deskId: string | null): string {
  return deskId !== null && (OF_DESK.includes(name) || name === SECOND_FOLDER) ? `${name}@${deskId}` : name;
}

/**
 * Gives the desk that has shared its event what was in the file, which no other desk is to take for its own.
 * @param within a transaction
 */
export async function becomeDeskSettings(within: Database, deskId: string): Promise<void> {
  for (const name of OF_DESK) await rename(within, name, nameAt(name, deskId));
  const backups = await readSetting(within, 'backups');
  const secondFolder = (backups as { secondFolder?: string | null } | null)?.secondFolder ?? null;
  if (secondFolder === null) return;
  await putSetting(within, nameAt(SECOND_FOLDER, deskId), secondFolder);
  await putSetting(within, 'backups', { ...(backups as object), secondFolder: null });
}

/**
 * In an event that was brought back from a store to a file: what this desk had is the file's, and what the others had is
 * gone.
 * @param within a transaction on the file
 */
export async function becomeFileSettings(within: Database, deskId: string): Promise<void> {
  const secondFolder = await readSetting(within, nameAt(SECOND_FOLDER, deskId));
  const backups = await readSetting(within, 'backups');
  if (secondFolder !== null) {
    await putSetting(within, 'backups', { encryption: null, ...(backups as object | null), secondFolder });
  }
  for (const name of OF_DESK) await rename(within, nameAt(name, deskId), name);
  await within.deleteFrom('settings').where('name', 'like', '%@%').execute();
}

async function rename(within: Database, from: string, to: string): Promise<void> {
  if ((await readSetting(within, from)) === null) return;
  await within.deleteFrom('settings').where('name', '=', to).execute();
  await within.updateTable('settings').set({ name: to }).where('name', '=', from).execute();
}
