import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { prepareElectronRuntime, runtimeIsPrepared, runtimeSupportsThisMachine } from './electron-runtime.ts';
import { nativeSqliteIsBuilt, prepareNativeSqlite } from './native-sqlite.ts';
import { run } from './run.ts';
import { ensureSystemPackages } from './system-packages.ts';

const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/**
 * The path of an Electron executable: that of the `electron` package where it is there or can be downloaded, else the runtime
 * of `electron-runtime.ts`. Takes minutes at most the first time, nothing after that.
 */
export async function findElectron(): Promise<string> {
  const here = downloadedElectron();
  if (here) return here;
  if (!runtimeIsPrepared()) {
    console.log('Downloading Electron (once) …');
    await run(process.execPath, [join(packageFolder, 'install.js')], { timeout: DOWNLOAD_LIMIT_MS });
    const downloaded = downloadedElectron();
    if (downloaded) return downloaded;
    if (!runtimeSupportsThisMachine) {
      throw new Error(
        'Electron could not be downloaded. Connect this machine to the internet and run: npx install-electron',
      );
    }
    console.log('It could not be downloaded here.');
  }

  if (!nativeSqliteIsBuilt()) await ensureSystemPackages('compiler');
  const executable = await prepareElectronRuntime();
  await prepareNativeSqlite();
  return executable;
}

/** Chromium's sandbox refuses to run as root, which is what containers and test machines are. Everybody else gets the sandbox. */
export function sandboxSwitches(): readonly string[] {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  console.log('Running as root: the sandbox of the pages is off (--no-sandbox).');
  return ['--no-sandbox'];
}

/** The version of Electron that an executable of `findElectron` belongs to. */
export function electronVersion(executable: string): string {
  for (const folder of [dirname(executable), join(packageFolder, 'dist')]) {
    const file = join(folder, 'version');
    if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  }
  return 'of an unknown version';
}

/** Whether an executable of `findElectron` is the one for development and tests, and not what people get. */
export function isTestRuntime(executable: string): boolean {
  return executable !== downloadedElectron();
}

function downloadedElectron(): string | null {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : null;
}
