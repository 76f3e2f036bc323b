import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { buildWhenStale } from './build-when-stale.ts';
import { electronVersion, findElectron } from './find-electron.ts';
import { findProgram, outputOf, run } from './run.ts';
import { ensureSystemPackages } from './system-packages.ts';

interface TestBrowsers {
  readonly electron: string;
  readonly electronVersion: string;
  readonly chromium: string;
  readonly chromiumVersion: string;
}

/** Everything that tests in a browser and in Electron need: system packages, an Electron, a Chromium and a fresh build. */
export async function prepareTestBrowsers(): Promise<TestBrowsers> {
  await ensureSystemPackages('desktop', 'tests');
  await buildWhenStale();
  const electron = process.env['EPASS_TEST_ELECTRON'] || (await findElectron());
  const browser = process.env['EPASS_TEST_CHROMIUM'] || findChromium();
  return {
    electron,
    electronVersion: electronVersion(electron),
    chromium: browser,
    chromiumVersion: outputOf(browser, ['--version']) ?? 'Chromium of an unknown version',
  };
}

/** Runs a program with the browsers in its environment; on Linux on a screen of its own, so that no window disturbs anybody. */
export function runWithTestBrowsers(
  browsers: TestBrowsers,
  command: string,
  args: readonly string[],
  /** What else the program needs to know. */
  more: Readonly<Record<string, string>> = {},
) {
  const env = {
    ...process.env,
    ...more,
    EPASS_TEST_ELECTRON: browsers.electron,
    EPASS_TEST_CHROMIUM: browsers.chromium,
  };
  if (process.platform !== 'linux') return run(command, args, { env });
  return run('xvfb-run', ['--auto-servernum', '--server-args=-screen 0 1440x1000x24', command, ...args], { env });
}

export function findChromium(): string {
  const installed =
    process.platform === 'win32'
      ? null
      : findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  if (installed) return installed;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error('No Chromium was found. Please run: npx playwright install chromium');
}
