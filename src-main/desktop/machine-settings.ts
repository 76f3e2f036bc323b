import { app, ipcMain } from 'electron';
import Store from 'electron-store';
import { z } from 'zod';
import { MachineCamera, MachineSettings } from '../../src-shared/contract/desktop';
import { FIRST_WINDOW, MACHINE_FILE, WindowBounds } from './window-bounds';

const Machine = z.strictObject({ settings: MachineSettings, camera: MachineCamera, window: WindowBounds });
type Machine = z.infer<typeof Machine>;

const DEFAULTS: Machine = {
  settings: { printer: null, paper: 'A6', silent: false, deskName: 'Desk 1' },
  camera: { deviceId: null, on: true },
  window: FIRST_WINDOW,
};

/**
 * What a version changes in the file of the one before, under the version in which it was first released. It is run once,
 * before anything is read, and what it leaves has to be as `Machine` says.
 */
const MIGRATIONS = {
  // The name of a desk has had a limit since; what was longer was cut wherever it was shown.
  '0.1.0': (store: Pick<Store<Machine>, 'get' | 'set'>) => {
    const settings = store.get('settings');
    const { data: deskName } = z.string().trim().min(1).safeParse(settings.deskName);
    store.set('settings', { ...settings, deskName: deskName?.slice(0, 40) ?? DEFAULTS.settings.deskName });
  },
};

/** electron-store answers pages on a channel of its own, as soon as there is one store. No page of ours asks. */
const ITS_CHANNEL = 'electron-store-get-data';

export type MachineStore = ReturnType<typeof openMachineStore>;

/**
 * What belongs to this laptop and not to the event: printer, paper, the name of the desk, the camera, where the window was. A file
 * that cannot be read or is not as it should be starts over with the defaults; nothing of the event is in it.
 * @param folder where its file is kept
 */
export function openMachineStore(folder: string) {
  const { settings, camera, window } = Machine.shape;
  const store = new Store<Machine>({
    name: MACHINE_FILE,
    cwd: folder,
    defaults: DEFAULTS,
    schema: { settings: schemaOf(settings), camera: schemaOf(camera), window: schemaOf(window) },
    migrations: MIGRATIONS,
    projectVersion: app.getVersion(),
    clearInvalidConfig: true,
  });
  ipcMain.removeAllListeners(ITS_CHANNEL);
  return {
    settings: (): MachineSettings => store.get('settings'),
    saveSettings: (next: MachineSettings) => store.set('settings', next),
    camera: (): MachineCamera => store.get('camera'),
    saveCamera: (next: MachineCamera) => store.set('camera', next),
    window: (): WindowBounds => store.get('window'),
    saveWindow: (bounds: WindowBounds) => store.set('window', bounds),
  };
}

/** As JSON Schema, which is what electron-store checks with. */
function schemaOf(type: z.ZodType): object {
  const { $schema: _draft, ...schema } = z.toJSONSchema(type);
  return schema;
}
