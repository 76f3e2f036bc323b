import { type BoxOffice, type BoxOfficeOptions, openBoxOffice } from '../box-office';
import { openDemoOffice } from '../demo/demo-office';
import { lockFolder } from '../lock';
import type { Assets } from '../transports/assets';
import { createGateDoor } from '../transports/gate-door';

interface DesktopOfficeOptions
  extends Omit<BoxOfficeOptions, 'keyPassphrase' | 'setUpCode' | 'checkpointWorker' | 'gate'> {
  readonly assets: Promise<Assets>;
}

/**
 * The office of the desk's window: the event in the folder, which nobody else may have open, or a demo.
 * @throws FolderInUseError, NewerDatabaseError, UnusableDatabaseError
 */
export async function openDesktopOffice(options: DesktopOfficeOptions): Promise<BoxOffice> {
  const checkpointWorker = new URL('./checkpoint-worker.js', import.meta.url);
  const gate = createGateDoor(options);
  if (options.demo) {
    const { office, signIns } = await openDemoOffice({ ...options, checkpointWorker, gate });
    for (const { username, role, password } of signIns) {
      process.stdout.write(`Demo sign-in (${role}): ${username}  ${password}\n`);
    }
    return office;
  }

  const unlock = lockFolder(options.folder);
  try {
    const office = await openBoxOffice({ ...options, checkpointWorker, gate, keyPassphrase: null, setUpCode: null });
    return {
      ...office,
      close: async () => {
        await office.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
