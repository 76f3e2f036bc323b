import path from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /**
   * Holds what belongs to this computer, and the event too unless somebody chose another folder for it. The same one for
   * the desk's window and for a desk in a browser.
   */
  readonly folder: string;
  /** Somebody named that folder for this start, so that it holds the event whatever was chosen. */
  readonly isNamed: boolean;
  /** A throw-away event instead. */
  readonly demo: boolean;
  /** Only without a window. */
  readonly port: number;
  /** A backup to put in the place of the event before it is opened. */
  readonly restore: string | null;
}

const DEFAULT_PORT = 8443;

/** Something on the command line that cannot be; the message is for the person who typed it. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

/**
 * `--data DIR`, `--port N`, `--demo`, `--restore FILE`. Whatever else is there belongs to Electron or to somebody who is up to something,
 * and is not looked at.
 * @param applicationData where this system keeps what applications know
 * @throws OptionsError
 */
export function parseOptions(args: readonly string[], applicationData: string): Options {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      demo: { type: 'boolean' },
      restore: { type: 'string' },
    },
  });
  const port = typeof values.port === 'string' ? Number(values.port) : DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new OptionsError(`--port takes a number from 0 to 65535, not ${String(values.port)}.`);
  }
  if (values.data === true || values.data === '') throw new OptionsError('--data takes a folder.');
  if (values.restore === true || values.restore === '') throw new OptionsError('--restore takes a backup.');
  const restore = typeof values.restore === 'string' ? path.resolve(values.restore) : null;
  if (restore !== null && values.demo === true) throw new OptionsError('--restore and --demo exclude each other.');
  const named = typeof values.data === 'string' ? path.resolve(values.data) : null;
  const folder = named ?? path.join(applicationData, 'E-Pass Box Office');
  return { folder, isNamed: named !== null, demo: values.demo === true, port, restore };
}

/** Where this system keeps what applications know, as Electron's `appData` has it. */
export function applicationDataFolder(
  platform: NodeJS.Platform,
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === 'win32') return environment['APPDATA'] ?? path.join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  return environment['XDG_CONFIG_HOME'] || path.join(home, '.config');
}
