import Store from 'electron-store';
import { MachineSettings } from '../../src-shared/contract/desktop';

export interface WindowBounds {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

interface Machine {
  settings: MachineSettings;
  window: WindowBounds;
}

const DEFAULTS: Machine = {
  settings: { printer: null, paper: 'A6', silent: false, deskName: 'Desk 1' },
  window: { width: 1280, height: 820, maximized: false },
};

export type MachineStore = ReturnType<typeof openMachineStore>;

/**
 * What belongs to this laptop and not to the event: printer, paper, the name of the desk, where the window was. A file
 * that cannot be read starts over with the defaults; nothing of the event is in it.
 * @param folder where `machine.json` is kept
 */
export function openMachineStore(folder: string) {
  const store = new Store<Machine>({ name: 'machine', cwd: folder, defaults: DEFAULTS, clearInvalidConfig: true });
  return {
    settings(): MachineSettings {
      const stored = MachineSettings.safeParse(store.get('settings'));
      return stored.success ? stored.data : DEFAULTS.settings;
    },
    saveSettings: (settings: MachineSettings) => store.set('settings', settings),
    window: (): WindowBounds => ({ ...DEFAULTS.window, ...store.get('window') }),
    saveWindow: (bounds: WindowBounds) => store.set('window', bounds),
  };
}
