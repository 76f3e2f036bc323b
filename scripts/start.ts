/** `npm start`: the desktop where there is a display, else (or with --serve) the same office as a server. */
import { join } from 'node:path';
import { buildWhenStale } from './build-when-stale.ts';
import { findElectron, sandboxSwitches } from './find-electron.ts';
import { repository, run, script } from './run.ts';
import { ensureSystemPackages } from './system-packages.ts';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

await script(async () => {
  const args = process.argv.slice(2);
  await buildWhenStale();

  if (!hasDisplay || args.includes('--serve')) {
    return run(process.execPath, [join(repository, 'out/main/serve.js'), ...args], { cwd: process.cwd() });
  }
  await ensureSystemPackages('desktop');
  return run(await findElectron(), [...sandboxSwitches(), repository, ...args], { cwd: process.cwd() });
});
