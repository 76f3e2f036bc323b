import { type ChildProcess, spawn } from 'node:child_process';
import { type Browser, chromium, type ElectronApplication, _electron as electron, errors } from '@playwright/test';

/** Root has no sandbox for Chromium, and containers run as root. */
const sandbox = process.getuid?.() !== 0;

/** Starts the built desktop as a person would, with nothing that drives it. */
export function spawnDesktop(folder: string): ChildProcess {
  const args = [...(sandbox ? [] : ['--no-sandbox']), process.cwd(), '--data', folder];
  return spawn(fromEnvironment('EPASS_TEST_ELECTRON'), args, { stdio: 'ignore' });
}

/** Starts the built desktop, with arguments for the app such as `--data`, FOLDER. Close it at the end of the test. */
export function launchDesktop(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ElectronApplication> {
  return electron.launch({
    executablePath: fromEnvironment('EPASS_TEST_ELECTRON'),
    // Otherwise Playwright takes it away from everybody.
    chromiumSandbox: sandbox,
    args: [...(sandbox ? [] : ['--no-sandbox']), process.cwd(), ...args],
    env: { ...definedEnvironment(), ...env },
  });
}

/** Starts the packaged application, in the form that Playwright can drive. Close it at the end of the test. */
export function launchPackaged(
  args: readonly string[] = [],
  /** Another way to start it, given its path: as somebody else, who has a sandbox. */
  wrap: ((program: string) => string) | null = null,
): Promise<ElectronApplication> {
  const program = fromEnvironment('EPASS_TEST_PACKAGED');
  const launch = () =>
    electron.launch({
      executablePath: wrap ? wrap(program) : program,
      chromiumSandbox: sandbox || wrap !== null,
      args: [...(sandbox || wrap ? [] : ['--no-sandbox']), ...args],
      env: definedEnvironment(),
      timeout: LAUNCHING,
    });
  return launch().catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return launch();
  });
}

/**
 * Milliseconds. Of a hundred starts, one to three wait for ever: whoever connects to a debugger while a window is being made may
 * wait for an answer that never comes. Playwright then ends the program.
 */
const LAUNCHING = 20_000;

/** What `npm run package` has made: the unpacked application, and a Debian package or nothing. */
export function packages(): { readonly released: string; readonly deb: string } {
  return { released: fromEnvironment('EPASS_TEST_RELEASED'), deb: process.env['EPASS_TEST_DEB'] ?? '' };
}

/** Starts the Chromium of this machine. Contexts that visit an office need `ignoreHTTPSErrors`. */
export function launchChromium(
  args: readonly string[] = [],
  /** Another way to start it, given its path. */
  wrap: (program: string) => string = (program) => program,
): Promise<Browser> {
  return chromium.launch({
    executablePath: wrap(fromEnvironment('EPASS_TEST_CHROMIUM')),
    chromiumSandbox: sandbox,
    args: [...args],
  });
}

function fromEnvironment(name: string): string {
  const path = process.env[name];
  if (!path) throw new Error(`${name} is not set: run these tests with "npm run test:e2e".`);
  return path;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
