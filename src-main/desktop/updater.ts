import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import type { UpdateWay } from '../../src-shared/contract/updates';
import type { Log } from '../log';
import { createKeptVersions } from '../updates/kept-versions';
import { checkFile, type UpdateMetadata } from '../updates/signed-metadata';
import { UpdateRefused } from '../updates/update-refused';
import type { Updater } from '../updates/updater';
import { type Publisher, readSource } from './update-source';
import { serveFile } from './update-stick';

export interface UpdaterOptions {
  /** The folder of this computer, where versions are kept. */
  readonly folder: string;
  /** Null in a build that nobody publishes. */
  readonly publisher: Publisher | null;
  /** The program's own file where it is one, an AppImage or a portable one; null where it is a folder. */
  readonly ownFile: string | null;
  /** What the version that follows is started with, so that it opens the same event. */
  readonly startWith: readonly string[];
  readonly log: Log;
}

/** How this copy of the program came to this computer, and so who can replace it. */
function wayOf(publisher: Publisher | null, ownFile: string | null): UpdateWay {
  if (!app.isPackaged || publisher === null) return 'none';
  if (process.platform === 'darwin') return 'self';
  if (process.platform === 'win32') return ownFile === null ? 'self' : 'file';
  // In a folder that is somebody else's, the program would close for an update and not come back.
  if (ownFile !== null) return isReplaceable(ownFile) ? 'self' : 'file';
  return existsSync(path.join(process.resourcesPath, 'package-type')) ? 'package' : 'file';
}

function isReplaceable(file: string): boolean {
  try {
    accessSync(path.dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Replaces the program by way of electron-updater, which is given only what a good signature names. */
export function createUpdater({ folder, publisher, ownFile, startWith, log }: UpdaterOptions) {
  const kept = createKeptVersions(path.join(folder, 'updates'));
  let found: { readonly metadata: UpdateMetadata; readonly base: URL | string } | null = null;
  let fetched: { readonly file: string; readonly name: string } | null = null;
  let finish: (() => void) | null = null;
  // Somebody who only quits after a download gets no other version by it.
  let isWanted = false;

  const updater: Updater = {
    way: wayOf(publisher, ownFile),
    async look(source) {
      fetched = null;
      found = publisher === null ? null : await readSource(source, publisher);
      return found?.metadata.version ?? null;
    },
    async fetch(onProgress) {
      if (!found) throw new UpdateRefused('nothing-there');
      const { metadata, base } = found;
      await using server = typeof base === 'string' ? await serveFile(base, metadata) : null;
      const { openElectronUpdater } = await import('./electron-updater');
      const download = openElectronUpdater(metadata, server?.base ?? new URL(base), log, startWith);
      const file = await download.fetch(onProgress);
      const entry = metadata.files.find(({ sha512 }) => sha512 === download.chosen());
      if (!entry) throw new UpdateRefused('damaged');
      await checkFile(file, entry);
      fetched = { file, name: entry.url };
      finish = download.finish;
    },
    async keep() {
      if (!found || !fetched) throw new UpdateRefused('nothing-there');
      if (ownFile !== null) await kept.add(app.getVersion(), ownFile, path.basename(ownFile));
      await kept.add(found.metadata.version, fetched.file, fetched.name);
      kept.prune([app.getVersion(), found.metadata.version]);
    },
    kept: () => kept.before(app.getVersion()),
    replace() {
      isWanted = true;
      app.quit();
    },
  };

  return {
    updater,
    /** Once everything is closed: starts the version that is to follow, if one is. */
    finish: (): void => {
      if (!isWanted || !finish) return;
      isWanted = false;
      // Otherwise it would find this one open, and go away again.
      app.releaseSingleInstanceLock();
      finish();
    },
  };
}
