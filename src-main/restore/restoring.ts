import { createHash } from 'node:crypto';
import { lstatSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Backup, Holdings, RestoreTrial } from '../../src-shared/contract/backups';
import { toInstant } from '../../src-shared/instant';
import { BackupFailure } from '../backups/backup-failure';
import { type Run, runJob } from '../backups/run-job';
import { ExpectedError } from '../expected-error';
import { EVENT_FILE } from '../folder-files';
import type { Log } from '../log';
import type { Replace } from '../office-keeper';
import { createKeyStore } from '../signing/key-store';
import { oneAtATime } from '../signing/one-at-a-time';
import { createFoundFiles } from './found-files';
import { makeScratchFolder, putBack, putInPlace } from './put-in-place';
import type { Tried } from './restore-jobs';

interface RestoringOptions {
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  readonly backupWorker: URL;
  readonly version: string;
  readonly replace: Replace;
  /** The event is in a store that desks share, where no desk may replace what all others work on. */
  readonly isShared: boolean;
}

interface Choice {
  readonly id: string;
  readonly passphrase?: string | undefined;
}

/** A copy that was made of a backup, and not put in place yet. */
interface Trial extends Tried {
  readonly copy: string;
  /** Of which backup, as it was then, and with which passphrase. */
  readonly of: string;
}

export interface Restored {
  /** Within the folder. */
  readonly keptAs: string | null;
  readonly holds: Holdings;
}

export type Restoring = ReturnType<typeof createRestoring>;

/** Brings backups back: into a copy first, and in the place of the event when somebody says so. */
export function createRestoring({ folder, now, log, backupWorker, version, replace, isShared }: RestoringOptions) {
  const files = createFoundFiles(folder);
  const event = path.join(folder, EVENT_FILE);
  const queued = oneAtATime();
  const closing = new AbortController();
  const run: Run = (job, onProgress) => runJob(backupWorker, job, onProgress, closing.signal);
  let trial: Trial | null = null;
  let done: number | null = null;

  function forget(): void {
    if (trial) rmSync(path.dirname(trial.copy), { recursive: true, force: true });
    trial = null;
  }

  /** The copy that was made of exactly this a moment ago, or a new one. */
  async function trialOf({ id, passphrase }: Choice): Promise<{ readonly backup: Backup; readonly trial: Trial }> {
    const { backup, file } = await files.find(id);
    const of = fingerprintOf(file, passphrase);
    if (trial?.of === of) return { backup, trial: { ...trial, current: await countCurrent() } };
    forget();
    const copy = path.join(makeScratchFolder(folder), EVENT_FILE);
    try {
      const roots = await files.journalRoots(file);
      const input = { backup: file, passphrase, copy, roots, current: event };
      const tried = await run({ name: 'restoreTry', input }, (part) => {
        done = part;
      });
      trial = { ...tried, copy, of };
      return { backup, trial };
    } catch (error) {
      rmSync(path.dirname(copy), { recursive: true, force: true });
      throw error;
    }
  }

  async function keysFor(eventId: string | null): Promise<RestoreTrial['keys']> {
    // Without an id it has no keys yet: they are made, or brought along, when its set-up is completed.
    if (eventId === null) return 'here';
    const keys = await createKeyStore(folder, null).read();
    return keys?.eventId === eventId ? 'here' : 'kit-needed';
  }

  async function countCurrent(): Promise<Holdings | null> {
    if (!lstatSync(event, { throwIfNoEntry: false })) return null;
    return run({ name: 'restoreCount', input: { file: event } });
  }

  /** So that it stands in the list of backups. What is replaced is kept whether or not this works. */
  async function backUpCurrent(): Promise<void> {
    const input = {
      file: event,
      root: folder,
      kind: 'before-restore',
      at: toInstant(now()),
      program: version,
    } as const;
    await run({ name: 'snapshot', input: { ...input, leaveFree: 0 } }).catch((error: unknown) => {
      log.warn('there is no backup of what a restore replaces', { problem: problemOf(error) });
    });
  }

  async function putTrialInPlace({ copy }: Trial, file: string): Promise<Restored> {
    const roots = await files.journalRoots(file);
    let keptAs: string | null = null;
    return replace({
      unusable: 'backup-unusable',
      async put() {
        const input = { copy, roots, current: event };
        const holds = await run({ name: 'restoreFinish', input });
        keptAs = putInPlace(folder, copy, toInstant(now()));
        return { keptAs, holds };
      },
      takeBack: () => Promise.resolve(putBack(folder, keptAs)),
    });
  }

  /** One at a time; says how far it is, and what went wrong in words of the contract. */
  function work<T>(task: () => Promise<T>): Promise<T> {
    return queued(async () => {
      if (isShared) throw new ExpectedError('store-shared');
      done = 0;
      try {
        return await task();
      } catch (error) {
        throw asRefusal(error, log);
      } finally {
        done = null;
      }
    });
  }

  return {
    list: files.list,
    choose: (file: string) => files.choose(file),
    /** From 0 to 1; null while nothing is under way. */
    progress: () => done,

    /**
     * Makes a copy as a restore would leave it, and says what is in it. Changes nothing.
     * @throws ExpectedError `not-found`, `backup-unusable`, `wrong-passphrase` or `disk-full`
     */
    try: (choice: Choice): Promise<RestoreTrial> =>
      work(async () => {
        const made = await trialOf(choice);
        const { holds, journal, eventId, current } = made.trial;
        return { backup: made.backup, holds, journal, current, keys: await keysFor(eventId) };
      }),

    /**
     * Puts a backup in the place of the event, with all that was sold and scanned until now.
     * @throws ExpectedError as `try` does; then the event is what it was
     */
    apply: (choice: Choice): Promise<Restored> =>
      work(async () => {
        const made = await trialOf(choice);
        done = 0.9;
        if (lstatSync(event, { throwIfNoEntry: false })) await backUpCurrent();
        const { file } = await files.find(choice.id);
        try {
          const restored = await putTrialInPlace(made.trial, file);
          log.info('a backup was restored', { kind: made.backup.kind, place: made.backup.place });
          return restored;
        } finally {
          // Whatever became of it, it is not the copy any more that was tried.
          forget();
        }
      }),

    /** Clears away what was only tried, and gives up what is being tried. Not while a restore replaces the event. */
    close(): void {
      closing.abort();
      forget();
    },
  };
}

function fingerprintOf(file: string, passphrase: string | undefined): string {
  const { size, mtimeMs, ino } = lstatSync(file);
  return createHash('sha256')
    .update(JSON.stringify([file, size, mtimeMs, ino, passphrase ?? null]))
    .digest('hex');
}

function asRefusal(error: unknown, log: Log): unknown {
  if (!(error instanceof BackupFailure)) return error;
  log.warn('a backup could not be restored', { problem: error.problem });
  if (error.problem === 'disk-full') return new ExpectedError('disk-full');
  if (error.problem === 'unknown') return error;
  return new ExpectedError(error.problem === 'folder-gone' ? 'not-found' : 'backup-unusable');
}

function problemOf(error: unknown): string {
  return error instanceof BackupFailure ? error.problem : 'unknown';
}
