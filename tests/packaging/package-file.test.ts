import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const read = (path: string) => readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8');
const configuration = parse(read('electron-builder.yml')) as Readonly<Record<string, unknown>>;
const { dependencies } = JSON.parse(read('package.json')) as { readonly dependencies: object };

test('every system gets what its people expect', () => {
  expect(configuration).toMatchObject({
    win: { target: ['nsis', 'portable'] },
    mac: {
      target: [
        { target: 'dmg', arch: ['x64', 'arm64'] },
        { target: 'zip', arch: ['x64', 'arm64'] },
      ],
      hardenedRuntime: true,
      notarize: true,
      extendInfo: { NSCameraUsageDescription: expect.stringContaining('camera') },
    },
    linux: { target: ['AppImage', 'deb', 'rpm', 'tar.gz'], category: 'Office' },
    nsis: { createDesktopShortcut: 'always', createStartMenuShortcut: true, deleteAppDataOnUninstall: false },
  });
});

test('on macOS the program may use the camera and compile, and nothing else', () => {
  const keys = [...read('resources/package/mac/entitlements.plist').matchAll(/<key>([^<]+)<\/key>/g)];
  expect(keys.map(([, key]) => key)).toEqual(['com.apple.security.cs.allow-jit', 'com.apple.security.device.camera']);
});

test('no address of a program is registered with the system: links from elsewhere reach nothing', () => {
  expect(configuration).not.toHaveProperty('protocols');
  expect(configuration).not.toHaveProperty('mac.protocols');
});

test('a sealed backup opens with the program; for .db it offers itself and takes the ending from nobody', () => {
  const mimeTypes = ['application/vnd.sqlite3', 'application/x-sqlite3'];
  expect(configuration).toMatchObject({
    fileAssociations: [{ ext: 'sealed' }],
    mac: { fileAssociations: [{ ext: 'db', rank: 'Alternate' }] },
    appImage: { mimeTypes },
    deb: { mimeTypes },
    rpm: { mimeTypes },
    nsis: { include: 'resources/package/open-with.nsh' },
  });
  expect(configuration).not.toHaveProperty('win.fileAssociations');
  // Only under the name of the program itself, never under the ending.
  const OWN_NAME = / SHELL_CONTEXT "Software\\Classes\\Applications\\\$\{APP_EXECUTABLE_FILENAME\}/;
  const written = read('resources/package/open-with.nsh').match(/WriteReg.*/g) ?? [];
  expect(written.filter((line) => !OWN_NAME.test(line))).toEqual([]);
  expect(written).toHaveLength(3);
});

test('only modules with native code are dependencies of the package', () => {
  expect(dependencies).toEqual({ bcrypt: '6.0.0', 'better-sqlite3': '13.2.0' });
});
