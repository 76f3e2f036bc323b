import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../run.ts';

/** A package of which something is in what people download. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** As SPDX has it. */
  readonly licence: string;
  /** As the lock file has it: `sha512-` and base64. Null for Electron's own binary, which has its own list of sums. */
  readonly integrity: string | null;
  readonly text: string;
}

interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly identifier: string | null;
  readonly text: string | null;
}
interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version: string; readonly integrity?: string; readonly license?: string }>
  >;
}

/** Installed beside what is bundled, as electron-builder.yml takes it along. */
const UNBUNDLED = ['better-sqlite3', 'bcrypt', 'node-gyp-build', 'electron'];

/** Everything that is bundled, as the build noted it, and what lies beside it, by name. */
export function listShipped(): readonly Shipped[] {
  const lock = read<Lock>('package-lock.json');
  const bundled = ['main', 'renderer'].flatMap((part) => read<Bundled[]>(`out/${part}/.vite/licences.json`));
  const found = new Map<string, Shipped>();
  for (const { name, version, identifier, text } of bundled) {
    const locked = Object.entries(lock.packages).find(
      ([path, each]) => path.endsWith(`node_modules/${name}`) && each.version === version,
    )?.[1];
    const licence = identifier ?? locked?.license ?? '';
    found.set(`${name}@${version}`, { name, version, licence, integrity: locked?.integrity ?? null, text: text ?? '' });
  }
  for (const name of UNBUNDLED) {
    const { version = '', integrity = null, license = '' } = lock.packages[`node_modules/${name}`] ?? {};
    found.set(`${name}@${version}`, { name, version, licence: license, integrity, text: licenceOf(name) });
  }
  return [...found.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}

function licenceOf(name: string): string {
  return readFileSync(join(repository, 'node_modules', name, 'LICENSE'), 'utf8').trim();
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(repository, path), 'utf8')) as T;
}
