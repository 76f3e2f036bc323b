import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openMachineStore } from '../../../src-main/desktop/machine-settings';
import { machineFolderOf } from '../../../src-main/machine/machine-folder';
import { openMachine } from '../../../src-main/machine/open-machine';
import { temporaryFolder } from '../../support/box-office';

const { electron, channels } = vi.hoisted(() => {
  const open = new Map<string, 'open' | 'closed'>();
  const ipcMain = {
    on: (channel: string) => open.set(channel, 'open'),
    handle: (channel: string) => open.set(channel, 'open'),
    removeAllListeners: (channel: string) => open.has(channel) && open.set(channel, 'closed'),
  };
  const app = { getVersion: () => '0.1.0', getPath: () => '/nowhere', name: 'E-Pass Box Office' };
  return { electron: { default: { app, ipcMain, shell: {} }, app, ipcMain, shell: {} }, channels: open };
});
vi.mock('electron', () => electron);

const SETTINGS = { printer: 'Office', paper: 'roll80', silent: true, deskName: 'Gate desk' } as const;
const DEFAULT_SETTINGS = { printer: null, paper: 'A6', silent: false, deskName: 'Desk 1' };
// The first of all, for it opens its channel only once.
test('the library’s own channel to pages is closed', () => {
  using temporary = temporaryFolder();
  openMachineStore(temporary.folder);
  expect([...channels]).toEqual([['electron-store-get-data', 'closed']]);
});

const write = (folder: string, content: unknown) =>
  writeFileSync(join(folder, 'machine.json'), typeof content === 'string' ? content : JSON.stringify(content));

test('printer, camera and window are there again after a restart', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const store = openMachineStore(folder);
  expect(store.camera()).toEqual({ deviceId: null, on: true });
  store.saveSettings(SETTINGS);
  store.saveCamera({ deviceId: 'abc', on: false });
  store.saveWindow({ x: 1, y: 2, width: 900, height: 700, maximized: true });
  const again = openMachineStore(folder);
  expect(again.settings()).toEqual(SETTINGS);
  expect(again.camera()).toEqual({ deviceId: 'abc', on: false });
  expect(again.window()).toEqual({ x: 1, y: 2, width: 900, height: 700, maximized: true });
  expect(existsSync(join(folder, 'machine.json'))).toBe(true);
});

test('a file from before the camera was in it keeps what it has', () => {
  using temporary = temporaryFolder();
  write(temporary.folder, { settings: SETTINGS, window: { width: 900, height: 700, maximized: false } });
  const store = openMachineStore(temporary.folder);
  expect(store.settings()).toEqual(SETTINGS);
  expect(store.camera()).toEqual({ deviceId: null, on: true });
});

test('a name of the desk that was longer than today’s limit is cut, once', () => {
  using temporary = temporaryFolder();
  write(temporary.folder, { settings: { ...SETTINGS, deskName: 'x'.repeat(60) } });
  expect(openMachineStore(temporary.folder).settings()).toEqual({ ...SETTINGS, deskName: 'x'.repeat(40) });
  const written = JSON.parse(readFileSync(join(temporary.folder, 'machine.json'), 'utf8')) as { settings: object };
  expect(written.settings).toEqual({ ...SETTINGS, deskName: 'x'.repeat(40) });
});

test.each([
  ['no JSON', '{"settings":'],
  ['a window without a size', { window: { maximized: true } }],
  ['a camera that is a command', { camera: { deviceId: { $run: 'x' }, on: true } }],
  ['a port that is reserved', { listener: { on: true, network: null, port: 80, certificate: 'own', desks: false } }],
  ['a paper that nobody has', { settings: { ...SETTINGS, paper: 'A0' } }],
  ['more than there is', { camera: { deviceId: null, on: true, url: 'https://example.org' } }],
])('a file with %s starts over', (_what, content) => {
  using temporary = temporaryFolder();
  write(temporary.folder, content);
  const store = openMachineStore(temporary.folder);
  expect(store.settings()).toEqual(DEFAULT_SETTINGS);
  expect(store.camera()).toEqual({ deviceId: null, on: true });
  expect(store.window()).toEqual({ width: 1280, height: 820, maximized: false });
  expect(store.listener()).toMatchObject({ on: false, port: 8_443 });
});

test('an office without a window has the very file of the window, and changes only what is its own there', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const window = openMachineStore(machineFolderOf(folder));
  expect(window.hasListener()).toBe(false);
  window.saveSettings(SETTINGS);
  const listener = { on: true, network: 'hotspot', port: 9_443, certificate: 'own', desks: false } as const;
  const served = openMachine(folder, '0.1.0');
  served.saveListener(listener);
  const again = openMachineStore(machineFolderOf(folder));
  expect(again.listener()).toEqual(listener);
  expect(again.hasListener()).toBe(true);
  expect(again.settings()).toEqual(SETTINGS);
});

test('what is not as it should be is not written', () => {
  using temporary = temporaryFolder();
  const store = openMachineStore(temporary.folder);
  expect(() => store.saveCamera({ deviceId: 7, on: true } as never)).toThrow(/camera/);
  expect(store.camera()).toEqual({ deviceId: null, on: true });
});
