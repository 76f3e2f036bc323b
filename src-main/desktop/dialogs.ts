import { BrowserWindow, dialog, type OpenDialogOptions, type WebContents } from 'electron';
import type { Dialogs } from '../restore/dialogs';

/**
 * @param contents the desk's page; null while its window is closed
 * @param opened the backup with which somebody opened the program
 */
export function createDialogs(contents: () => WebContents | null, opened: () => string | null): Dialogs {
  async function choose(options: OpenDialogOptions): Promise<string | null> {
    const page = contents();
    const window = page && BrowserWindow.fromWebContents(page);
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return canceled ? null : (filePaths[0] ?? null);
  }

  return {
    opened,
    // Every file: an event may be called anything, and what is in it is looked at anyway.
    chooseFile: () => choose({ properties: ['openFile'] }),
    chooseFolder: () => choose({ properties: ['openDirectory', 'createDirectory'] }),
  };
}
