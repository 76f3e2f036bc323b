import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { repository } from '../run.ts';

/** Where the unpacked application of this system is, below a folder of packages. */
const UNPACKED: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['linux-unpacked', 'linux-arm64-unpacked'],
  win32: ['win-unpacked', 'win-arm64-unpacked'],
  darwin: [process.arch === 'arm64' ? 'mac-arm64' : 'mac'],
};
const EXECUTABLE: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'epass-box-office',
  win32: 'E-Pass Box Office.exe',
  darwin: 'E-Pass Box Office.app/Contents/MacOS/E-Pass Box Office',
};
const RELEASE = join(repository, 'release');

/** A packaged application, before it is put into an installer. */
export interface Packaged {
  readonly folder: string;
  readonly executable: string;
  /** Holds `app.asar`. */
  readonly resources: string;
}

/** What `npm run package` has left, or null. */
export function findPackaged(): Packaged | null {
  const names = UNPACKED[process.platform] ?? [];
  const found = names.map((name) => packagedIn(join(RELEASE, name))).find(({ executable }) => existsSync(executable));
  return found ?? null;
}

export function packagedIn(folder: string): Packaged {
  const executable = join(folder, EXECUTABLE[process.platform] ?? '');
  const resources = process.platform === 'darwin' ? resolve(executable, '../../Resources') : join(folder, 'resources');
  return { folder, executable, resources };
}

/** The Debian package that `npm run package` has left, or null. */
export function findDeb(): string | null {
  const [name] = globSync('*.deb', { cwd: RELEASE });
  return name === undefined ? null : join(RELEASE, name);
}

/**
 * The same application, file by file, but for one fuse: Playwright drives an Electron through `--inspect`, which a release
 * does not listen to.
 */
export async function prepareForTests(released: Packaged): Promise<Packaged> {
  const folder = join(RELEASE, 'for-tests');
  rmSync(folder, { recursive: true, force: true });
  const copy = packagedIn(folder);
  linkTree(released.folder, folder);
  // A file of its own: the release's stays as it is.
  rmSync(copy.executable);
  copyFileSync(released.executable, copy.executable);
  chmodSync(copy.executable, 0o755);
  await flipFuses(copy.executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return copy;
}

/** A folder with the same files, which take no room of their own where that is possible. */
export function linkTree(from: string, to: string): void {
  // The frameworks of macOS are held together by symbolic links.
  if (process.platform === 'darwin') return cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, path));
    mkdirSync(dirname(target), { recursive: true });
    try {
      linkSync(path, target);
    } catch {
      copyFileSync(path, target);
    }
  }
}
