import type { BackupsStatus } from '../../src-shared/contract/backups';
import { type Instant, toInstant } from '../../src-shared/instant';
import type { Log } from '../log';
import type { Settings } from '../settings/settings';
import { asBackupFailure } from './backup-failure';
import type { FoundBackup } from './backup-files';
import type { BackupStore } from './backup-store';
import { isVerified, newestFirst, type Owner } from './prune';
import type { Run } from './run-job';
import { missingCopies } from './second-copies';
import { isThere } from './second-root';

interface SecondFolderOptions {
  readonly folder: string;
  readonly settings: Settings;
  readonly store: BackupStore;
  readonly run: Run;
  readonly now: () => number;
  readonly log: Log;
  readonly prune: (owner: Owner) => Promise<void>;
}

/** Copies on a stick or a share that comes and goes: while it is away nothing fails, and then it is caught up with. */
export function createSecondFolder({ folder, settings, store, run, now, log, prune }: SecondFolderOptions) {
  let state: BackupsStatus['second']['state'] = 'none';
  let since: Instant | null = null;
  let lastGoodAt: Instant | null = null;

  function set(next: typeof state): void {
    if (next === 'ok' || next === 'none') since = null;
    else if (state !== next || since === null) since = toInstant(now());
    state = next;
  }

  async function copyMissing(root: string, owner: Owner): Promise<void> {
    for (const one of missingCopies(await store.list('here'), await store.list('second'), owner)) await copy(one, root);
    // Beside backups that nobody reads without the passphrase there are no readable lists of people.
    if (settings.backups().encryption === null) await run({ name: 'mirror', input: { from: folder, to: root } });
    await prune(owner);
    const newest = newestFirst(await store.list('second'), owner).find(isVerified);
    lastGoodAt = newest?.backup.at ?? null;
  }

  async function copy({ path, backup }: FoundBackup, root: string): Promise<void> {
    try {
      await run({ name: 'copy', input: { backup: path, root } });
    } catch (error) {
      const failed = asBackupFailure(error);
      // One that went bad here is no reason to leave the others uncopied; a stick that goes bad is.
      if (failed.problem !== 'copy-damaged' || (await isSound(path))) throw failed;
      store.note(backup.id, 'damaged');
      log.warn('a backup was found to be damaged', { kind: backup.kind });
    }
  }

  async function isSound(backup: string): Promise<boolean> {
    try {
      await run({ name: 'verify', input: { backup } });
      return true;
    } catch (error) {
      if (asBackupFailure(error).problem === 'copy-damaged') return false;
      throw error;
    }
  }

  return {
    /** @param there what lies in it, as far as it answers */
    async status(there: readonly FoundBackup[], owner: Owner): Promise<BackupsStatus['second']> {
      const root = store.rootOf('second');
      // Before the first look after the start.
      if (root !== null && state === 'none') set((await isThere(root)) ? 'ok' : 'away');
      const newest = newestFirst(there, owner).find(isVerified)?.backup.at;
      return { folder: settings.backups().secondFolder, state, lastGoodAt: newest ?? lastGoodAt };
    },
    /** Since when it has not been there or could not be written to; null while all is well. */
    awaySince: () => since,
    /** Another folder was chosen. */
    forget(): void {
      state = 'none';
      since = null;
      lastGoodAt = null;
    },
    /** @param changed there is something new to copy; otherwise only a folder that was not well is looked at */
    async catchUp(owner: Owner, changed: boolean): Promise<void> {
      const root = store.rootOf('second');
      if (root === null) return set('none');
      if (!(await isThere(root))) return set('away');
      if (state === 'ok' && !changed) return;
      try {
        await copyMissing(root, owner);
        set('ok');
      } catch (error) {
        const { problem, detail } = asBackupFailure(error);
        log.warn('copying to the second folder failed', { problem, detail });
        set((await isThere(root)) ? 'failed' : 'away');
      }
    },
  };
}
