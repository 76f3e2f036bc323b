import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseState, type FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { packagedIn } from '../../scripts/packaging/packaged.ts';
import { sizeOf } from '../../scripts/packaging/sizes.ts';
import { packages } from '../support/test-browsers';

const { released } = packages();
const application = packagedIn(released);
const appAsar = join(application.resources, 'app.asar');

/** By their place in the wire, as security.md and SECURITY.md name them. */
const FUSES = [
  ['runAsNode', false],
  ['cookieEncryption', true],
  ['nodeOptions', false],
  ['nodeCliInspect', false],
  ['embeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['loadBrowserProcessSpecificV8Snapshot', false],
  ['grantFileProtocolExtraPrivileges', false],
  ['wasmTrapHandlers', true],
] as const;

/** On, off, or null where the Electron in the package came before that fuse. */
async function fuses(file: string): Promise<Record<string, boolean | null>> {
  const wire = await getCurrentFuseWire(file);
  return Object.fromEntries(
    FUSES.map(([name], index) => {
      const state = wire[index as FuseV1Options];
      return [name, state === FuseState.ENABLE ? true : state === FuseState.DISABLE ? false : null];
    }),
  );
}

const electronOf = (folder: string) => {
  const file = join(folder, 'version');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : null;
};

for (const [name, wanted] of FUSES) {
  test(`the fuse ${name} is ${wanted ? 'on' : 'off'} in what people download`, async () => {
    const set = (await fuses(application.executable))[name];
    const isOlder = name === 'wasmTrapHandlers' && electronOf(released) === 33;
    // Electron 33 has no such fuse: what it would switch off is always on.
    expect(set).toBe(isOlder ? null : wanted);
  });
}

test('what is tested differs from what people download in one fuse, and in no file', async () => {
  const program = process.env['EPASS_TEST_PACKAGED'] ?? '';
  expect(await fuses(program)).toEqual({ ...(await fuses(application.executable)), nodeCliInspect: true });
  const tested = packagedIn(join(released, '../for-tests'));
  expect(tested.executable).toBe(program);
  const asar = (resources: string) => readFileSync(join(resources, 'app.asar'));
  expect(asar(tested.resources).equals(asar(application.resources))).toBe(true);
});

test('the package holds the built program and two modules with one binary each', () => {
  const files = listPackage(appAsar, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
  const roots = new Set(files.map((file) => file.split('/')[1]));
  expect(roots).toEqual(new Set(['node_modules', 'out', 'package.json']));
  const modules = new Set(files.filter((file) => /^\/node_modules\/[^/]+$/.test(file)));
  expect(modules).toEqual(
    new Set(['/node_modules/bcrypt', '/node_modules/better-sqlite3', '/node_modules/node-gyp-build']),
  );
  const binaries = files.filter((file) => file.endsWith('.node'));
  expect(binaries).toHaveLength(2);
  expect(binaries.every((file) => file.includes(`${process.platform}-${process.arch}`))).toBe(true);
  expect(files.filter((file) => /\.(map|ts|tsx|md)$/.test(file))).toEqual([]);
});

test('nothing but the archive can be run: no folder beside it, no program of Electron’s own', () => {
  const beside = readdirSync(application.resources).filter((name) => /^(app|default_app)(\.asar|$)/.test(name));
  expect(new Set(beside)).toEqual(new Set(['app.asar', 'app.asar.unpacked']));
  // Only what the system itself has to open.
  const unpacked = readdirSync(join(application.resources, 'app.asar.unpacked'), { recursive: true }).map(String);
  expect(unpacked.filter((name) => /\.(js|cjs|mjs)$/.test(name))).toEqual([]);
});

test('every file in the archive has its digest there, which Windows and macOS check', async () => {
  const { header } = getRawHeader(appAsar);
  const without: string[] = [];
  function walk(node: unknown, path: string): void {
    const { files, integrity, unpacked } = node as {
      readonly files?: Readonly<Record<string, unknown>>;
      readonly integrity?: { readonly algorithm: string; readonly hash: string };
      readonly unpacked?: boolean;
    };
    if (files) for (const [name, child] of Object.entries(files)) walk(child, `${path}/${name}`);
    else if (!unpacked && integrity?.algorithm !== 'SHA256') without.push(path);
  }
  walk(header, '');
  expect(without).toEqual([]);
});

test('the executable of Windows or the list of macOS says which archive is right', () => {
  test.skip(process.platform === 'linux', 'Electron on Linux has nothing to check an archive with');
  const place = process.platform === 'darwin' ? join(application.resources, '../Info.plist') : application.executable;
  expect(readFileSync(place).includes(process.platform === 'darwin' ? 'ElectronAsarIntegrity' : 'ElectronAsar')).toBe(
    true,
  );
});

test('the program without Electron stays small', () => {
  const own = sizeOf(appAsar) + sizeOf(join(application.resources, 'app.asar.unpacked'));
  expect(own).toBeLessThan(16_000_000);
});
