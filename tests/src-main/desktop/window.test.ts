import { expect, test, vi } from 'vitest';
import { createDeskWindow } from '../../../src-main/desktop/window';
import { testLog } from '../../support/box-office';

const { built, electron } = vi.hoisted(() => {
  const made: { readonly options: { readonly webPreferences: object }; readonly addresses: string[] }[] = [];
  class BrowserWindow {
    readonly addresses: string[] = [];
    readonly webContents = { on: () => undefined, once: () => undefined };
    readonly options: { readonly webPreferences: object };
    constructor(options: { readonly webPreferences: object }) {
      this.options = options;
      made.push(this);
    }
    once() {}
    on() {}
    async loadURL(address: string) {
      this.addresses.push(address);
    }
  }
  const packaged = { app: { isPackaged: true }, BrowserWindow };
  return {
    built: made,
    electron: {
      ...packaged,
      nativeTheme: { shouldUseDarkColors: false },
      screen: { getAllDisplays: () => [] },
      protocol: {},
    },
  };
});
vi.mock('electron', () => electron);

test('a packaged window has exactly these rights, and none that Electron may add', async () => {
  const store = { window: () => ({ width: 1280, height: 820, maximized: false }), saveWindow: () => undefined };
  const desk = createDeskWindow({ store: store as never, log: testLog(), now: () => 0 });
  await desk.open('app://desk/');
  expect(built).toHaveLength(1);
  // Whatever is not here is as Electron has it, which is safe: webSecurity on, insecure content, experiments and Blink features off.
  expect(built[0]?.options.webPreferences).toEqual({
    preload: expect.stringMatching(/preload[\\/]preload\.cjs$/),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    devTools: false,
  });
  expect(built[0]?.addresses).toEqual(['app://desk/']);
});
