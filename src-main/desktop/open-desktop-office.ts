import { openDemoOffice } from '../demo/demo-office';
import { lockFolder } from '../lock';
import type { OfficeKeeper } from '../office-keeper';
import { type KeptOfficeOptions, openKeptOffice } from '../restore/open-kept-office';
import { restoreOnStart } from '../restore/restore-on-start';
import { restorationWords } from '../restore/restore-words';
import type { StoreChoice } from '../store/store-config';
import type { Assets } from '../transports/assets';
import { createGateDoor } from '../transports/gate-door';

interface DesktopOfficeOptions
  extends Omit<
    KeptOfficeOptions,
    'store' | 'keyPassphrase' | 'setUpCode' | 'checkpointWorker' | 'backupWorker' | 'gate' | 'rescue'
  > {
  readonly assets: Promise<Assets>;
  readonly store: StoreChoice | null;
  /** A backup to restore before the office opens, and the passphrase of an encrypted one. */
  readonly restore: string | null;
  readonly backupPassphrase: string | null;
}

/**
 * The office of the desk's window: the event in the folder, which nobody else may have open, or a demo. Where the event
 * cannot be opened, the keeper says why, and a backup can be brought back in its place.
 * @throws FolderInUseError, RestoreError
 */
export async function openDesktopOffice(options: DesktopOfficeOptions): Promise<OfficeKeeper> {
  const checkpointWorker = new URL('./checkpoint-worker.js', import.meta.url);
  const backupWorker = new URL('./backup-worker.js', import.meta.url);
  const gate = createGateDoor(options);
  if (options.demo) {
    const { office, signIns } = await openDemoOffice({
      ...options,
      machineOf: () => options.machine,
      checkpointWorker,
      backupWorker,
      gate,
    });
    for (const { username, role, password } of signIns) {
      process.stdout.write(`Demo sign-in (${role}): ${username}  ${password}\n`);
    }
    return office;
  }

  const unlock = lockFolder(options.folder);
  try {
    const { restore: file, backupPassphrase: passphrase } = options;
    if (file !== null) {
      process.stdout.write(restorationWords(await restoreOnStart({ ...options, file, passphrase, backupWorker })));
    }
    const office = await openKeptOffice({
      ...options,
      restored: file !== null,
      checkpointWorker,
      backupWorker,
      gate,
      keyPassphrase: null,
      setUpCode: null,
      rescue: true,
    });
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
