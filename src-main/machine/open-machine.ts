import Conf from 'conf';
import { MACHINE_FILE, machineFolderOf } from './machine-folder';
import {
  type Machine,
  type MachineListener,
  type MachineStore,
  machineOptions,
  machineStoreOver,
} from './machine-store';

/** What belongs to this computer, without a window: the very file that a window of the same folder has. */
export function openMachineFile(folder: string, version: string): MachineStore {
  const options = machineOptions(machineFolderOf(folder), version);
  return machineStoreOver(new Conf<Machine>({ ...options, configName: MACHINE_FILE }));
}

/**
 * The part of it that an office needs. The file is opened, and made, when it is first asked: a folder whose event cannot
 * be opened stays as it is to the last byte.
 */
export function openMachine(folder: string, version: string): MachineListener {
  let opened: MachineStore | null = null;
  const store = (): MachineStore => {
    opened ??= openMachineFile(folder, version);
    return opened;
  };
  return {
    hasListener: () => store().hasListener(),
    listener: () => store().listener(),
    saveListener: (next) => store().saveListener(next),
  };
}
