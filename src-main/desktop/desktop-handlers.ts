import type { WebContents, WebContentsPrintOptions } from 'electron';
import { PAPER_SIZES } from '../../src-shared/paper';
import type { DesktopHandlers } from '../box-office';
import { ExpectedError } from '../expected-error';
import type { EventFolderOperation } from '../machine/event-folder-handlers';
import type { MachineStore } from '../machine/machine-store';

/** What the desk asks of this computer, whichever event is open. */
type MachineHandlers = Omit<DesktopHandlers, EventFolderOperation>;

/** CUPS reports a stopped queue as 5; jobs for it wait, and printing still says that it went well. */
const STOPPED = 5;
const MICRONS_PER_MILLIMETRE = 1_000;

/** @param contents the desk's page; null while its window is closed */
export function createDesktopHandlers(store: MachineStore, contents: () => WebContents | null): MachineHandlers {
  async function listPrinters() {
    const printers = (await contents()?.getPrintersAsync()) ?? [];
    return printers.map((printer) => ({
      name: printer.name,
      label: printer.displayName || printer.name,
      ready: !('status' in printer) || printer.status !== STOPPED,
    }));
  }

  return {
    'desktop.settings': () => store.settings(),
    'desktop.saveSettings': (settings) => {
      store.saveSettings(settings);
      return settings;
    },
    'desktop.camera': () => store.camera(),
    'desktop.saveCamera': (camera) => {
      store.saveCamera(camera);
      return camera;
    },
    'desktop.printers': listPrinters,
    'desktop.print': async ({ paper, printer, silent }) => {
      const page = contents();
      if (!page) throw new ExpectedError('printer-failed');
      if (silent) {
        const chosen = (await listPrinters()).find((one) => one.name === printer);
        if (!chosen?.ready) throw new ExpectedError('printer-failed');
      }
      const { width, height } = PAPER_SIZES[paper];
      return print(page, {
        silent,
        printBackground: true,
        margins: { marginType: 'none' },
        pageSize: { width: width * MICRONS_PER_MILLIMETRE, height: height * MICRONS_PER_MILLIMETRE },
        ...(printer === null ? {} : { deviceName: printer }),
      });
    },
  };
}

function print(page: WebContents, options: WebContentsPrintOptions): Promise<{ result: 'sent' | 'cancelled' }> {
  return new Promise((resolve, reject) => {
    page.print(options, (success, reason) => {
      if (success) resolve({ result: 'sent' });
      else if (/cancel/i.test(reason)) resolve({ result: 'cancelled' });
      else reject(new ExpectedError('printer-failed'));
    });
  });
}
