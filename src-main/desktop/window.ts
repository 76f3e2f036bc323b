import path from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { DESK_ORIGIN } from './app-protocol';
import type { MachineStore, WindowBounds } from './machine-settings';

/** Behind the page until its first paint, so that a dark desk does not flash white. */
const BACKGROUND = { light: '#f6f5fb', dark: '#12111c' };

/**
 * The desk's window where it last was, shown once there is something to see.
 * @param pagePath what it opens on, such as `/` or `/start-up/newer`
 */
export async function openDeskWindow(store: MachineStore, pagePath: string): Promise<BrowserWindow> {
  const bounds = withinScreens(store.window());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 360,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (bounds.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => store.saveWindow({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  await window.loadURL(`${DESK_ORIGIN}${pagePath}`);
  return window;
}

/** A window that was on a screen which is gone opens in the middle of the one that is left. */
function withinScreens({ x, y, ...size }: WindowBounds): WindowBounds {
  if (x === undefined || y === undefined) return size;
  const visible = screen.getAllDisplays().some(({ workArea }) => {
    const insideX = x + size.width > workArea.x + 40 && x < workArea.x + workArea.width - 40;
    return insideX && y >= workArea.y - 10 && y < workArea.y + workArea.height - 40;
  });
  return visible ? { x, y, ...size } : size;
}
