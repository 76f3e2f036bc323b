import path from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Log } from '../log';
import type { WindowBounds } from '../machine/window-bounds';
import { DESK_ORIGIN } from './desk-origin';
import { createPageCrashes } from './page-crashes';
import { COMING_BACK_PATH, STOPPED_PATH, stoppedAddress } from './stopped-page';

/** Behind the page until its first paint, so that a dark desk does not flash white. */
const BACKGROUND = { light: '#f6f6fb', dark: '#0e1023' };

/** Milliseconds that a window which is shown needs for its first frame, in which this process has a part: three at 60 Hz. */
const FIRST_FRAME = 50;

interface WindowStore {
  readonly window: () => WindowBounds;
  readonly saveWindow: (bounds: WindowBounds) => void;
}

interface DeskWindowOptions {
  readonly store: WindowStore;
  readonly log: Log;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

/** The desk's one window, where it last was. Its page is loaded anew when it crashes, and stays where it was. */
export function createDeskWindow({ store, log, now }: DeskWindowOptions) {
  let window: BrowserWindow | null = null;
  const crashes = createPageCrashes(now);

  function watch(built: BrowserWindow, first: string): void {
    built.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit' || built.isDestroyed()) return;
      // Empty when not even the first page was there yet.
      const address = built.webContents.getURL() || first;
      const next = new URL(address).pathname === STOPPED_PATH ? 'none' : crashes.next();
      log.warn('the page crashed', { reason, exitCode, next });
      if (next === 'none') return;
      const shown = next === 'again' ? comeBack(built, address) : built.loadURL(stoppedAddress(DESK_ORIGIN, address));
      shown.catch((error: unknown) => log.bug('window', error));
    });
  }

  return {
    /** The page in the window; null while there is none. */
    contents: () => (window === null || window.isDestroyed() ? null : window.webContents),
    focus(): void {
      if (window?.isMinimized()) window.restore();
      window?.focus();
    },
    /** Shows the window as soon as there is something to see on it. */
    async open(address: string): Promise<void> {
      window = build(store);
      watch(window, address);
      await window.loadURL(address);
    },
    /** Settles when the first picture of the page should be on the screen, or once it is clear that none will come. */
    async painted(): Promise<void> {
      const built = window;
      if (built === null) return;
      await new Promise<void>((resolve) => {
        built.once('ready-to-show', () => setTimeout(resolve, FIRST_FRAME));
        built.once('closed', () => resolve());
        built.webContents.once('did-fail-load', () => resolve());
        built.webContents.once('did-finish-load', () => setTimeout(resolve, FIRST_FRAME));
        built.webContents.once('render-process-gone', () => resolve());
      });
    },
    /** Another page in the window that is open. */
    async show(address: string): Promise<void> {
      if (window !== null && !window.isDestroyed()) await window.loadURL(address);
    },
  };
}

/**
 * Back to where the page was when it crashed. By way of another page: going back brings the state of the history's entry
 * along, in which the page keeps what is not finished, and loading anew after a crash does not.
 */
async function comeBack(window: BrowserWindow, address: string): Promise<void> {
  await window.loadURL(`${DESK_ORIGIN}${COMING_BACK_PATH}`);
  const { navigationHistory } = window.webContents;
  if (navigationHistory.canGoBack()) navigationHistory.goBack();
  else await window.loadURL(address);
}

function build(store: WindowStore): BrowserWindow {
  const { maximized, ...bounds } = withinScreens(store.window());
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
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => store.saveWindow({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  return window;
}

/** A window that was on a screen which is gone opens in the middle of one that is left. */
function withinScreens({ x, y, ...size }: WindowBounds): WindowBounds {
  if (x === undefined || y === undefined) return size;
  const visible = screen.getAllDisplays().some(({ workArea }) => {
    const overlapsX = x + size.width > workArea.x + 40 && x < workArea.x + workArea.width - 40;
    return overlapsX && y >= workArea.y - 10 && y < workArea.y + workArea.height - 40;
  });
  return visible ? { x, y, ...size } : size;
}
