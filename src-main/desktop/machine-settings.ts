import { app, ipcMain } from 'electron';
import Store from 'electron-store';
import { MACHINE_FILE } from '../machine/machine-folder';
import { type Machine, type MachineStore, machineOptions, machineStoreOver } from '../machine/machine-store';

/** electron-store answers pages on a channel of its own, as soon as there is one store. No page of ours asks. */
const ITS_CHANNEL = 'electron-store-get-data';

/** What belongs to this computer, in its desk's own window. @param folder where its file is kept */
export function openMachineStore(folder: string): MachineStore {
  const store = new Store<Machine>({ ...machineOptions(folder, app.getVersion()), name: MACHINE_FILE });
  ipcMain.removeAllListeners(ITS_CHANNEL);
  return machineStoreOver(store);
}
