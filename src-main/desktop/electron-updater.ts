import {
  AppImageUpdater,
  type AppUpdater,
  MacUpdater,
  NsisUpdater,
  Provider,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater';
import type { Log } from '../log';
import type { UpdateMetadata } from '../updates/signed-metadata';
import { UpdateRefused } from '../updates/update-refused';

/** What the signature covered, and nothing that is asked for again. */
function providerOf(metadata: UpdateMetadata, base: URL) {
  return class extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: never) {
      super(runtime);
    }
    getLatestVersion(): Promise<UpdateInfo> {
      return Promise.resolve(metadata);
    }
    resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
      return info.files.map((file) => ({ url: new URL(encodeURIComponent(file.url), base), info: file }));
    }
  };
}

/**
 * Fetches and installs exactly one version, which was chosen before.
 * @param startWith words for the command line of an AppImage that follows; an installer starts a program without any
 */
export function openElectronUpdater(metadata: UpdateMetadata, base: URL, log: Log, startWith: readonly string[]) {
  const updater = forThisSystem(startWith);
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  // Which version it is has been decided: going back is one too.
  updater.allowDowngrade = true;
  updater.disableDifferentialDownload = true;
  updater.logger = null;
  // Every failure also rejects what is waited for.
  updater.on('error', (error) => log.warn('the updater failed', { kind: error.name }));
  updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(metadata, base) } as never);
  let chosen: string | null = null;

  return {
    /** @returns the file, whose digest was checked while it came */
    async fetch(onProgress: (done: number) => void): Promise<string> {
      updater.on('download-progress', ({ percent }) => onProgress(Math.min(1, percent / 100)));
      updater.on('update-downloaded', ({ downloadedFile }) => {
        chosen = metadata.files.find(({ url }) => downloadedFile.endsWith(extensionOf(url)))?.sha512 ?? null;
      });
      try {
        const check = await updater.checkForUpdates();
        if (!check?.isUpdateAvailable) throw new UpdateRefused('nothing-there');
        const [file] = await updater.downloadUpdate();
        if (file === undefined) throw new UpdateRefused('nothing-there');
        return file;
      } catch (error) {
        throw error instanceof UpdateRefused ? error : new UpdateRefused(problemOf(error), error);
      }
    },
    chosen: () => chosen,
    /** Puts it in the place of this program, and starts it once this one is gone. */
    finish: () => updater.quitAndInstall(true, true),
  };
}

function forThisSystem(startWith: readonly string[]): AppUpdater {
  if (process.platform === 'darwin') return new MacUpdater();
  return process.platform === 'win32' ? new NsisUpdater() : new StartedAgain(startWith);
}

/** Starts the AppImage that follows with words of its own; left alone, it is started without any. */
class StartedAgain extends AppImageUpdater {
  readonly #startWith: readonly string[];

  constructor(startWith: readonly string[]) {
    super();
    this.#startWith = startWith;
  }

  protected override spawnLog(program: string, words: string[] = [], environment?: unknown): Promise<boolean> {
    return super.spawnLog(program, [...words, ...this.#startWith], environment);
  }
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.'));
}

function problemOf(error: unknown): 'damaged' | 'disk-full' | 'unreachable' | 'unknown' {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'damaged';
  if (code === 'ENOSPC') return 'disk-full';
  const isNetwork = /net::|HTTP_ERROR|ECONN|ENOTFOUND|ETIMEDOUT/.test(`${code ?? ''} ${message ?? ''}`);
  return isNetwork ? 'unreachable' : 'unknown';
}
