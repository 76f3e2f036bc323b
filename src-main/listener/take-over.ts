import { ListenerSettings } from '../../src-shared/contract/listener';
import type { Database } from '../database/sqlite';
import type { MachineListener } from '../machine/machine-store';
import { readSetting } from '../settings/setting-rows';

interface TakingOver {
  readonly db: Database;
  readonly machine: MachineListener;
  /** Null for an event in a file. */
  readonly deskId: string | null;
  /** The event came out of a backup, or from another place, a moment ago. */
  readonly restored: boolean;
}

/**
 * Events once held where phones find the computer. What stands there of this desk becomes this computer's, unless it has
 * settings of its own or the event may be another computer's, and goes from the event.
 */
export async function takeListenerOver({ db, machine, deskId, restored }: TakingOver): Promise<void> {
  const name = deskId === null ? 'listener' : `listener@${deskId}`;
  const row = await readSetting(db, name);
  if (row === null) return;
  const { data } = ListenerSettings.safeParse(row);
  if (data && !restored && !machine.hasListener()) machine.saveListener(data);
  await db.deleteFrom('settings').where('name', '=', name).execute();
}
