import type { MachineStore } from '../machine/machine-store';
import { readWindowBounds } from '../machine/window-bounds';

/**
 * What belongs to this computer, opened after the first picture: its library takes a good part of the time to that. Until
 * then all that is known is where the window was.
 */
export function createLateMachineStore(folder: string) {
  let opened: MachineStore | null = null;

  async function open(): Promise<MachineStore> {
    const { openMachineStore } = await import('./machine-settings');
    opened ??= openMachineStore(folder);
    return opened;
  }

  return {
    open,
    /** @throws when it is not open; nobody is answered before. */
    settings() {
      if (!opened) throw new Error('the settings of this computer are not open yet');
      return opened.settings();
    },
    window: () => opened?.window() ?? readWindowBounds(folder),
    /** One that is closed at once is where it was. */
    saveWindow: (bounds: ReturnType<MachineStore['window']>) => opened?.saveWindow(bounds),
  };
}
