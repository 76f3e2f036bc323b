import { BrowserWindow, dialog, type OpenDialogOptions, type WebContents } from 'electron';
import type { Dialogs } from '../restore/dialogs';

/** @param contents the desk's page; null while its window is closed */
export function createDialogs(contents: () => WebContents | null): Dialogs {
  async function choose(options: OpenDialogOptions): Promise<string | null> {
    const page = contents();
    const window = page && BrowserWindow.fromWebContents(page);
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return canceled ? null : (filePaths[0] ?? null);
  }

  return {
    // Every file: an event may be called anything, and what is in it is looked at anyway.
    chooseFile: () => choose({ properties: ['openFile'] }),
    chooseFolder: () => choose({ properties: ['openDirectory', 'createDirectory'] }),
  };
}
