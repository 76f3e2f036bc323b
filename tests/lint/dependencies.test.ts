import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8')) as unknown;

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly license?: string;
  readonly deprecated?: string;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
}

const own = read('package.json') as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
};
const lock = read('package-lock.json') as {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
};
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The newest major when this was last looked at: `npm run check:dependencies` says when there is a newer one. */
const NEWEST_ELECTRON = 45;

/** Licences under which a program may take parts along, or be built and tested with them. */
const LICENCES = new Set(
  'MIT MIT-0 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 CC0-1.0 Unlicense WTFPL Python-2.0 MPL-2.0'.split(
    ' ',
  ),
);

test('every version is exact', () => {
  const versions = Object.entries({ ...own.dependencies, ...own.devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('everything comes from the registry and with a strong digest', () => {
  expect(lock.lockfileVersion).toBe(3);
  expect(packages.filter(([, { resolved, link }]) => resolved !== undefined || link === true)).toEqual([]);
  // The binaries of other systems, which this registry does not offer: npm asks for them only there, with their digest.
  const without = packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
  expect(without.filter(([, { optional, os }]) => optional !== true || os === undefined)).toEqual([]);
});

test('only listed packages may run a script when they are installed, and of those only one does', () => {
  const withScripts = packages.flatMap(([path, { hasInstallScript }]) => (hasInstallScript ? [nameOf(path)] : []));
  expect(withScripts.filter((name) => !(name in own.allowScripts))).toEqual([]);
  expect(Object.keys(own.allowScripts).filter((name) => own.allowScripts[name])).toEqual(['node']);
});

test('every package has a licence under which it may be used', () => {
  const refused = packages.filter(([, { license = '' }]) => {
    const parts = license.replace(/[()]/g, '').split(/ (OR|AND) /);
    const allowed = parts.filter((part) => LICENCES.has(part));
    return license.includes(' OR ')
      ? allowed.length === 0
      : allowed.length < parts.filter((part) => part !== 'AND').length;
  });
  expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('no package has been given up by its authors', () => {
  expect(packages.flatMap(([path, { deprecated }]) => (deprecated ? [`${path}: ${deprecated}`] : []))).toEqual([]);
});

test('Electron is one of the two newest majors', () => {
  const major = Number.parseInt(own.devDependencies['electron'] ?? '', 10);
  expect(major).toBeGreaterThanOrEqual(NEWEST_ELECTRON - 1);
  expect(lock.packages['node_modules/electron']?.version).toBe(own.devDependencies['electron']);
});
