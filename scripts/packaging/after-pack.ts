import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, type FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';
import { nativeSqliteForElectron33 } from '../native-sqlite.ts';
import { FUSES } from './fuses.ts';

/** Called by electron-builder when a package is complete and not signed yet. */
export default async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, packager, electronPlatformName, arch } = context;
  const app = `${packager.appInfo.productFilename}.app`;
  const isMac = electronPlatformName === 'darwin';
  const resources = isMac ? join(appOutDir, app, 'Contents/Resources') : join(appOutDir, 'resources');
  // What a bare Electron shows when it is started without a program.
  rmSync(join(resources, 'default_app.asar'), { force: true });

  const executable = isMac ? join(appOutDir, app) : join(appOutDir, executableOf(context));
  const shipped = packager.config.electronVersion ?? null;
  const isTestRuntime = shipped?.startsWith('33.') ?? false;
  if (isTestRuntime) {
    const binary = join('node_modules/better-sqlite3/prebuilds', 'linux-x64.node');
    copyFileSync(nativeSqliteForElectron33, join(resources, 'app.asar.unpacked', binary));
  }
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // An Electron with a fuse that nobody here has thought about is not packaged.
    strictlyRequireAllFuses: !isTestRuntime,
    resetAdHocDarwinSignature: isMac && arch === ARM64,
    ...(isTestRuntime ? await knownTo(executable) : FUSES),
  });
}

/** `Arch.arm64` of builder-util, which is an enum that only exists while compiling. */
const ARM64 = 3;

function executableOf({ appOutDir, packager }: AfterPackContext): string {
  const named = [`${packager.appInfo.productFilename}.exe`, 'epass-box-office'];
  const found = named.find((name) => existsSync(join(appOutDir, name)));
  if (!found) throw new Error(`no executable in ${appOutDir}`);
  return found;
}

/** The fuses that an older Electron has; the one it lacks is as if it were set, for it came with something newer. */
async function knownTo(executable: string): Promise<Partial<typeof FUSES>> {
  const wire = await getCurrentFuseWire(executable);
  const known = Object.entries(FUSES).filter(([fuse]) => {
    const state = wire[Number(fuse) as FuseV1Options];
    return state === FuseState.ENABLE || state === FuseState.DISABLE;
  });
  return Object.fromEntries(known) as Partial<typeof FUSES>;
}
