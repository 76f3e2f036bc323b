import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createUpdater } from '../../../src-main/desktop/updater';
import { temporaryFolder, testLog } from '../../support/box-office';

const { app } = vi.hoisted(() => ({ app: { isPackaged: true, getVersion: () => '0.1.0' } }));
vi.mock('electron', () => ({ app, session: {} }));

const PUBLISHER = { url: 'https://example.org/releases/', publicKey: 'x' };
const system = process.platform;

function wayOn(
  platform: NodeJS.Platform,
  folder: string,
  ownFile: string | null,
  publisher: object | null = PUBLISHER,
) {
  Object.defineProperty(process, 'platform', { value: platform });
  Object.defineProperty(process, 'resourcesPath', { value: folder, configurable: true });
  return createUpdater({ folder, publisher: publisher as never, ownFile, startWith: [], log: testLog() }).updater.way;
}

afterEach(() => {
  Object.defineProperty(process, 'platform', { value: system });
  app.isPackaged = true;
});

test('a program replaces itself where it is one file that its person can replace, or has an installer', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  expect(wayOn('linux', folder, join(folder, 'box-office.AppImage'))).toBe('self');
  expect(wayOn('win32', folder, null)).toBe('self');
  expect(wayOn('darwin', folder, null)).toBe('self');
});

test('an AppImage in a folder that nobody here may write to says what is there, and stays', () => {
  using temporary = temporaryFolder();
  expect(wayOn('linux', temporary.folder, join(temporary.folder, 'elsewhere', 'box-office.AppImage'))).toBe('file');
});

test('what a package manager installed is its own to replace, and a copied folder is its person’s', () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  expect(wayOn('linux', folder, null)).toBe('file');
  expect(wayOn('win32', folder, 'C:\\box-office-portable.exe')).toBe('file');
  const resources = join(folder, 'resources');
  mkdirSync(resources);
  writeFileSync(join(resources, 'package-type'), 'deb');
  expect(wayOn('linux', resources, null)).toBe('package');
});

test('a build that nobody publishes takes no updates', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const own = join(folder, 'box-office.AppImage');
  expect(wayOn('linux', folder, own, null)).toBe('none');
  app.isPackaged = false;
  expect(wayOn('linux', folder, own)).toBe('none');
});
