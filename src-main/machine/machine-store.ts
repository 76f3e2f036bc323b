import type Conf from 'conf';
import type { Options } from 'conf';
import { z } from 'zod';
import { MachineCamera, MachineSettings } from '../../src-shared/contract/desktop';
import { ListenerSettings } from '../../src-shared/contract/listener';
import { FolderPath } from '../../src-shared/folder-path';
import { FIRST_WINDOW, WindowBounds } from './window-bounds';

const Machine = z.strictObject({
  settings: MachineSettings,
  camera: MachineCamera,
  window: WindowBounds,
  /** Absent until somebody has decided about phones at this computer. */
  listener: ListenerSettings.exactOptional(),
  /** Absent while the event is kept in the usual folder. */
  eventFolder: FolderPath.exactOptional(),
});
export type Machine = z.infer<typeof Machine>;

const DEFAULTS: Machine = {
  settings: { printer: null, paper: 'A6', silent: false, deskName: 'Desk 1' },
  camera: { deviceId: null, on: true },
  window: FIRST_WINDOW,
};
const NO_PHONES: ListenerSettings = { on: false, network: null, port: 8443, certificate: 'own', desks: false };

/**
 * What a version changes in the file of the one before, under the version in which it was first released. It is run once,
 * before anything is read, and what it leaves has to be as `Machine` says.
 */
const MIGRATIONS = {
  // The name of a desk has had a limit since; what was longer was cut wherever it was shown.
  '0.1.0': (store: Pick<Conf<Machine>, 'get' | 'set'>) => {
    const settings = store.get('settings');
    const { data: deskName } = z.string().trim().min(1).safeParse(settings.deskName);
    store.set('settings', { ...settings, deskName: deskName?.slice(0, 40) ?? DEFAULTS.settings.deskName });
  },
};

/**
 * What opens the file, the same for electron-store and for the library that it adds Electron to. A file that cannot be
 * read or is not as it should be starts over with the defaults; nothing of the event is in it.
 * @param folder where the file is kept
 * @param version of this program
 */
export function machineOptions(folder: string, version: string) {
  const { settings, camera, window, listener, eventFolder } = Machine.shape;
  return {
    cwd: folder,
    defaults: DEFAULTS,
    schema: {
      settings: schemaOf(settings),
      camera: schemaOf(camera),
      window: schemaOf(window),
      listener: schemaOf(listener),
      eventFolder: schemaOf(eventFolder),
    },
    migrations: MIGRATIONS,
    projectVersion: version,
    clearInvalidConfig: true,
  } satisfies Partial<Options<Machine>>;
}

export type MachineStore = ReturnType<typeof machineStoreOver>;
/** The part that an office needs, with a window or without. */
export type MachineListener = Pick<MachineStore, 'hasListener' | 'listener' | 'saveListener'>;

/**
 * What belongs to this computer and not to the event: printer, paper, the name of the desk, the camera, where the window
 * was, where phones find it, and in which folder the event is.
 */
export function machineStoreOver(store: Conf<Machine>) {
  return {
    settings: (): MachineSettings => store.get('settings'),
    saveSettings: (next: MachineSettings) => store.set('settings', next),
    camera: (): MachineCamera => store.get('camera'),
    saveCamera: (next: MachineCamera) => store.set('camera', next),
    window: (): WindowBounds => store.get('window'),
    saveWindow: (bounds: WindowBounds) => store.set('window', bounds),
    /** Whether anybody has decided about phones here. */
    hasListener: (): boolean => store.has('listener'),
    listener: (): ListenerSettings => store.get('listener') ?? NO_PHONES,
    saveListener: (next: ListenerSettings) => store.set('listener', next),
    /** @param folder absolute; null for the usual one */
    saveEventFolder: (folder: string | null) =>
      folder === null ? store.delete('eventFolder') : store.set('eventFolder', folder),
  };
}

/** As JSON Schema, which is what the library checks with. */
function schemaOf(type: z.ZodType): object {
  const { $schema: _draft, ...schema } = z.toJSONSchema(type);
  return schema;
}
