import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenStale } from '../build-when-stale.ts';
import { electronVersion, findElectron, isTestRuntime } from '../find-electron.ts';
import { repository, run } from '../run.ts';
import { publisherArguments } from './release-files.ts';

/**
 * Makes what people download, for this system, in release/.
 *
 * Where the Electron that is shipped can be had, everything that electron-builder.yml names for this system. On a closed
 * machine the unpacked application and a Debian package of the Electron for development and tests: the same files, fuses
 * and layout, to be tested and never to be handed out.
 * @param args targets for electron-builder
 * @returns its exit code
 */
export async function makePackage(args: readonly string[]): Promise<number> {
  await buildWhenStale();
  const electron = await findElectron();
  // What an earlier version was called would be found beside this one.
  rmSync(join(repository, 'release'), { recursive: true, force: true });
  return isTestRuntime(electron) ? packageTestRuntime(electron, args) : build(args, {});
}

function packageTestRuntime(electron: string, args: readonly string[]): Promise<number> {
  const version = electronVersion(electron);
  console.log(`Packaging Electron ${version}: for tests on this machine, and for nobody else.`);
  const targets = args.length > 0 ? args : ['--linux', 'dir', 'deb'];
  return build([...targets, `-c.electronDist=${join(electron, '..')}`, `-c.electronVersion=${version}`], {
    CUSTOM_FPM_PATH: join(repository, 'scripts/packaging/fpm-for-deb.ts'),
  });
}

/** Publishing is the workflow's; nothing is uploaded from here. */
function build(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const builder = join(repository, 'node_modules/electron-builder/cli.js');
  const { EPASS_RELEASES: releases, UPDATE_KEY: updateKey, ...others } = process.env;
  const publisher = publisherArguments(releases, updateKey);
  return run(process.execPath, [builder, '--publish', 'never', ...publisher, ...args], { env: { ...others, ...env } });
}
