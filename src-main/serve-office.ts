import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { encodeCrockford } from '../src-shared/crockford';
import { openCertificate } from './certificates/leaf';
import { openDemoOffice } from './demo/demo-office';
import type { DemoSignIn } from './demo/demo-staff';
import { lockFolder } from './lock';
import type { Log } from './log';
import { openMachine } from './machine/open-machine';
import type { OfficeKeeper } from './office-keeper';
import type { Options } from './options';
import { openKeptOffice } from './restore/open-kept-office';
import { type Restoration, restoreOnStart } from './restore/restore-on-start';
import type { StoreChoice } from './store/store-config';
import { loadAssets } from './transports/assets';
import { createGateDoor, type GateDoor } from './transports/gate-door';
import { serveHttps } from './transports/https';
import { statusOfOffice } from './transports/office-status';
import { isOfficeWell } from './unexpected';

interface ServeOptions extends Pick<Options, 'folder' | 'demo' | 'port' | 'restore'> {
  /** Holds what belongs to this computer. */
  readonly home: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** What the build wrote for the desk. */
  readonly assetsFolder: string;
  readonly checkpointWorker: URL;
  readonly backupWorker: URL;
  readonly keyPassphrase: string | null;
  /** Of an encrypted backup that is to be restored. */
  readonly backupPassphrase: string | null;
  /** Hears of a restore before the office opens. */
  readonly onRestored: (restoration: Restoration) => void;
  /** A store that was named from outside; else it is what the folder says. */
  readonly store: StoreChoice | null;
  readonly version: string;
}

export interface Serving {
  /** Such as `https://127.0.0.1:8443`. */
  readonly address: string;
  /** SHA-256 of the certificate, as a browser shows it in its warning. */
  readonly fingerprint: string;
  /** Null once the office is set up. */
  readonly setUpCode: string | null;
  /** Signing keys wait for somebody who types their passphrase. */
  readonly keysLocked: boolean;
  /** Of a demo. */
  readonly signIns: readonly DemoSignIn[];
  isWell(): Promise<boolean>;
  close(): Promise<void>;
}

interface Opened {
  readonly office: OfficeKeeper;
  readonly folder: string;
  readonly signIns: readonly DemoSignIn[];
  close(): Promise<void>;
}

/** Only this machine: phones and other desks get a way in of their own, with certificates that they can check. */
const ADDRESS = '127.0.0.1';
const NAMES = [ADDRESS, 'localhost'];

/**
 * The office without a window: its desk in a browser on this machine.
 * @throws whatever `startUpSentence` has words for
 */
export async function serveOffice(options: ServeOptions): Promise<Serving> {
  const assets = await loadAssets(options.assetsFolder);
  const gate = createGateDoor({ ...options, assets: Promise.resolve(assets) });
  const setUpCode = inventSetUpCode();
  const { office, folder, signIns, close } = options.demo
    ? await openDemo(options, gate)
    : await openEvent(options, gate, setUpCode);
  try {
    const certificate = await openCertificate({ folder, names: [...NAMES, '::1', hostname()], now: options.now() });
    const { log, port } = options;
    const server = await serveHttps({ office, assets, certificate, log, address: ADDRESS, port, names: NAMES });
    const { stage, keys } = await statusOfOffice(office.dispatch, nobody);
    return {
      address: `https://${ADDRESS}:${server.port}`,
      fingerprint: certificate.fingerprint,
      setUpCode: stage === 'new' ? setUpCode : null,
      keysLocked: keys === 'locked',
      signIns,
      isWell: () => isOfficeWell(office.dispatch),
      async close() {
        await server.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openEvent(options: ServeOptions, gate: GateDoor, setUpCode: string): Promise<Opened> {
  const { folder } = options;
  const unlock = lockFolder(folder);
  try {
    const restored = await restoreWhenWanted(options);
    const machine = openMachine(options.home, options.version);
    const office = await openKeptOffice({ ...options, ...NO_DESKTOP, setUpCode, gate, machine, restored });
    const close = async () => {
      await office.close();
      unlock();
    };
    return { office, folder, signIns: [], close };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function restoreWhenWanted(options: ServeOptions): Promise<boolean> {
  const { restore: file, backupPassphrase: passphrase } = options;
  if (file === null) return false;
  options.onRestored(await restoreOnStart({ ...options, file, passphrase }));
  return true;
}

async function openDemo(options: ServeOptions, gate: GateDoor): Promise<Opened> {
  const machineOf = (folder: string) => openMachine(folder, options.version);
  const demo = await openDemoOffice({ ...options, ...NO_DESKTOP, machineOf, gate });
  return { ...demo, close: demo.office.close };
}

/** Without a window there is nobody to show a dialog to, and the problem is said on the console. */
const NO_DESKTOP = { keychain: null, desktop: null, dialogs: null, rescue: false } as const;

/** 50 random bits. New at each start, and worthless once the office is set up. */
function inventSetUpCode(): string {
  const code = encodeCrockford(randomBytes(10));
  return `${code.slice(0, 5)}-${code.slice(5, 10)}`;
}

/** For the one question of the console itself. */
const nobody = {
  transport: 'https',
  desk: 'console',
  source: 'console',
  sessionId: null,
  attach: () => undefined,
} as const;
