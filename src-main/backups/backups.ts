import path from 'node:path';
import type { Backup, BackupKind, BackupsStatus } from '../../src-shared/contract/backups';
import { type Instant, toDay, toInstant } from '../../src-shared/instant';
import { mendFigures } from '../database/figures/figures';
import type { Database } from '../database/sqlite';
import { checkWords } from '../database/words/words';
import type { Exchange } from '../exchange/exchange';
import { ExpectedError } from '../expected-error';
import type { Log } from '../log';
import type { Settings } from '../settings/settings';
import { oneAtATime } from '../signing/one-at-a-time';
import { asBackupFailure, BackupFailure } from './backup-failure';
import { describeBackup, type FoundBackup, pathOfBackup, type Root } from './backup-files';
import { createBackupStore } from './backup-store';
import { archiveCsv, hasCsvSince, readCsvArchive } from './csv-archive';
import { isOf, isVerified, newestFirst, type Owner } from './prune';
import { type Run, runJob } from './run-job';
import { isDue, lastDue, nextRun, type Scheduled } from './schedule';
import { encryptionFor } from './seal';
import { createSecondFolder } from './second-folder';
import { prepareSecondRoot } from './second-root';
import type { Snapshot } from './snapshot';

/** What backups need of the journal. */
export interface BackupsJournal {
  /** `hasGap`: something before its end is missing, so that it says nothing of what came before. */
  status(): BackupsStatus['journal'] & { readonly hasGap: boolean };
  /** Goes on in a new file, so that the ones before can be taken away whole. */
  startSegment(): void | Promise<void>;
  /** Takes away what a root has from before a change that is still wanted. @param before its number */
  prune(place: Root, before: number): void | Promise<void>;
  /** The second folder is another one now. @param root where its journal belongs; null for none */
  setSecondRoot(root: string | null): void | Promise<void>;
  /** The second folder's journal is sealed like the backups there. */
  encryptionChanged(): void | Promise<void>;
}

interface BackupsOptions {
  /** The event's folder. */
  readonly folder: string;
  /** Has something done with a file that holds the event as it is now. */
  readonly withFile: <T>(work: (file: string) => Promise<T>) => Promise<T>;
  /** Whether it falls to this desk to make scheduled backups. */
  readonly isOnDuty: () => Promise<boolean>;
  readonly db: Database;
  readonly settings: Settings;
  readonly exchange: Pick<Exchange, 'exportPiece'>;
  readonly journal: BackupsJournal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** Where the thread that makes backups starts. */
  readonly worker: URL;
  readonly version: string;
  /** Without, one is made only when somebody asks: a demo is thrown away. */
  readonly scheduled: boolean;
  /** Bytes that a backup leaves free on the disk. */
  readonly leaveFree?: number;
}

export type Backups = ReturnType<typeof createBackups>;

/** More than what stops the selling, in bytes. */
const LEAVE_FREE = 256 * 1024 * 1024;
/** How often is looked whether something is due, and after which time what failed is tried again; in milliseconds. */
const LOOK = 30_000;
const AGAIN = 5 * 60_000;
const SLOWEST_COPY = 10 * 60_000;

/** Makes, keeps, copies and checks the backups of an event. One thing at a time, and no sale waits for any of it. */
export function createBackups(options: BackupsOptions) {
  const { folder, withFile, isOnDuty, settings, exchange, journal, now, log, worker, version, scheduled } = options;
  const { leaveFree = LEAVE_FREE } = options;
  const closing = new AbortController();
  const inTurn = oneAtATime();
  const run: Run = (job, onProgress) => runJob(worker, job, onProgress, closing.signal);
  const store = createBackupStore(options);
  // A share that hangs must not keep the backups here from being made.
  const runWithin: Run = (job, onProgress) =>
    runJob(worker, job, onProgress, AbortSignal.any([closing.signal, AbortSignal.timeout(SLOWEST_COPY)]));
  const second = createSecondFolder({ ...options, store, run: runWithin, prune: (owner) => prune('second', owner) });
  const retryAt = new Map<string, number>();
  /** When scheduled ones were made, read from their manifests once. */
  let times: Record<Scheduled, Instant[]> | null = null;
  let running: BackupsStatus['running'] = null;
  let failure: BackupsStatus['failure'] = null;
  let changed = true;
  let timer: NodeJS.Timeout | undefined;

  const zone = () => settings.eventOrNull()?.timeZone ?? 'UTC';

  /** @throws BackupFailure, which is noted */
  async function make(kind: BackupKind): Promise<FoundBackup> {
    running = { kind, done: 0 };
    try {
      const input = { root: folder, kind, at: toInstant(now()), program: version, leaveFree };
      const made = await withFile((file) =>
        run({ name: 'snapshot', input: { ...input, file } }, (done) => {
          running = { kind, done };
        }),
      );
      await mend(made);
      const found = await describeBackup(made.path, 'here', kind);
      if (!found) throw new BackupFailure('folder-gone', 'not where it was made');
      const { at, bytes, encrypted } = found.backup;
      log.info('backup made', { kind, bytes, encrypted });
      if (times && (kind === 'hourly' || kind === 'daily')) times[kind].push(at);
      changed = true;
      failure = null;
      return found;
    } catch (error) {
      throw noted(kind, error);
    } finally {
      running = null;
    }
  }

  /** Whoever looks at figures is not to be told something else than the rows say for longer than until the next backup. */
  async function mend({ wrongFigures, wrongWords }: Snapshot): Promise<void> {
    const wrong = await mendFigures(options.db, wrongFigures);
    if (await checkWords(options.db, wrongWords)) {
      log.bug(
        'words',
        new Error('the index over words was wrong; passes are searched without it until the next start'),
      );
    }
    if (wrong.length > 0) log.bug('figures', new Error(`figures were wrong and are made anew: ${wrong.join(', ')}`));
  }

  function noted(what: string, error: unknown): BackupFailure {
    const failed = asBackupFailure(error);
    if (closing.signal.aborted) return failed;
    failure = { at: toInstant(now()), problem: failed.problem };
    log.warn('backup failed', { what, problem: failed.problem, detail: failed.detail });
    return failed;
  }

  async function prune(place: Root, owner: Owner): Promise<void> {
    const wanted = await store.prune(place, owner);
    if (wanted !== null) await journal.prune(place, wanted + 1);
  }

  async function makeWhenDue(kind: Scheduled): Promise<void> {
    times ??= await readTimes();
    if (!isDue(kind, times[kind], now(), zone())) return;
    await make(kind);
    if (kind === 'daily') await journal.startSegment();
  }

  /** A journal with a gap begins anew, from a backup that has everything. */
  async function makeUpForGap(): Promise<void> {
    if (!journal.status().hasGap) return;
    await make('hourly');
    await journal.startSegment();
  }

  async function readTimes(): Promise<Record<Scheduled, Instant[]>> {
    const owner = await store.owner();
    const good = (await store.list('here')).filter((one) => isVerified(one) && isOf(one, owner));
    const timesOf = (kind: Scheduled) => good.flatMap(({ backup }) => (backup.kind === kind ? [backup.at] : []));
    return { hourly: timesOf('hourly'), daily: timesOf('daily') };
  }

  async function archiveWhenDue(): Promise<void> {
    const day = toDay(toInstant(lastDue('daily', now(), zone())), zone());
    if (await hasCsvSince(folder, day)) return;
    await archiveCsv(folder, exchange);
    changed = true;
  }

  /** What follows a good backup: what is no longer kept goes, and the second folder gets its copies. */
  async function lookAfter(): Promise<void> {
    const owner = await store.owner();
    const news = changed;
    changed = false;
    try {
      if (news) await prune('here', owner);
      await second.catchUp(owner, news);
    } catch (error) {
      changed = true;
      throw error;
    }
  }

  /** After a failure, not again before a while has passed. */
  async function attempt(what: string, work: () => Promise<void>): Promise<void> {
    if (closing.signal.aborted || now() < (retryAt.get(what) ?? 0)) return;
    try {
      await work();
      retryAt.delete(what);
    } catch (error) {
      // `make` has noted its own failures.
      if (!(error instanceof BackupFailure)) noted(what, error);
      retryAt.set(what, now() + AGAIN);
    }
  }

  /** Makes what is due or was missed while the computer was off or asleep. */
  function look(): Promise<void> {
    return inTurn(async () => {
      if (settings.eventOrNull() === null) return;
      if (scheduled && (await isOnDuty())) {
        await attempt('gap', makeUpForGap);
        await attempt('hourly', () => makeWhenDue('hourly'));
        await attempt('daily', () => makeWhenDue('daily'));
        await attempt('csv', archiveWhenDue);
      }
      await attempt('copies', lookAfter);
    });
  }

  function journalStatus(): BackupsStatus['journal'] {
    const { state, since, second: other } = journal.status();
    return { state, since, second: other };
  }

  async function status(): Promise<BackupsStatus> {
    const owner = await store.owner();
    const here = await store.ofEvent('here', owner);
    const there = await store.ofEvent('second', owner).catch(() => []);
    const newest = newestFirst([...here, ...there], owner).find(isVerified);
    return {
      folder: path.join(folder, 'backups'),
      lastGood: newest?.backup ?? null,
      next: {
        hourly: toInstant(nextRun('hourly', now(), zone())),
        daily: toInstant(nextRun('daily', now(), zone())),
      },
      running,
      failure,
      second: await second.status(there, owner),
      encrypted: settings.backups().encryption !== null,
      journal: journalStatus(),
      csv: await readCsvArchive(folder),
      backups: [...here, ...there].map(({ backup }) => backup).toSorted((a, b) => (a.at < b.at ? 1 : -1)),
    };
  }

  return {
    status,
    look,
    /** For the dashboard. */
    failure: () => failure,
    /** Since when the second folder has not been there or could not be written to; null while all is well. */
    secondAwaySince: second.awaySince,
    /** Begins to look whether something is due, a little after the start of the office; at once for a gap. */
    start(): void {
      timer ??= setInterval(() => void look(), LOOK);
      timer.unref();
      if (scheduled && journal.status().hasGap) void look();
    },
    /** @throws ExpectedError `disk-full` or `storage-failed`; the problem itself is in the status */
    async make(kind: BackupKind): Promise<Backup> {
      try {
        return await inTurn(async () => {
          const { backup } = await make(kind);
          await attempt('copies', lookAfter);
          return backup;
        });
      } catch (error) {
        const { problem } = asBackupFailure(error);
        if (problem === 'disk-full') throw new ExpectedError('disk-full');
        if (problem !== 'unknown' || closing.signal.aborted) throw new ExpectedError('storage-failed');
        throw new ExpectedError('storage-failed', { reference: log.bug('backups.make', error) });
      }
    },
    /** @throws ExpectedError `not-found`, `wrong-passphrase` */
    async check(id: string, passphrase: string | undefined): Promise<Backup> {
      const location = pathOfBackup(id, { here: store.rootOf('here'), second: store.rootOf('second') });
      const [place, kind] = id.split('/') as [Root, BackupKind];
      const found = location === null ? null : await describeBackup(location, place, kind);
      if (location === null || !found) throw new ExpectedError('not-found');
      try {
        const { manifest } = await run({ name: 'verify', input: { backup: location, passphrase } });
        store.note(id, 'sound');
        return { ...found.backup, state: manifest ? 'verified' : 'unknown' };
      } catch (error) {
        if (error instanceof ExpectedError) throw error;
        const { problem, detail } = asBackupFailure(error);
        log.warn('a backup did not pass its check', { kind, problem, detail });
        if (problem !== 'copy-damaged') return { ...found.backup, state: 'unknown' };
        store.note(id, 'damaged');
        return { ...found.backup, state: 'damaged' };
      }
    },
    /** @throws ExpectedError `invalid-input` with what is wrong with the folder */
    async saveSecondFolder(secondFolder: string | null): Promise<void> {
      const problem = secondFolder === null ? null : await prepareSecondRoot(secondFolder, folder);
      if (problem) throw new ExpectedError('invalid-input', { fields: { secondFolder: problem } });
      await inTurn(async () => {
        await settings.save('backups', { ...settings.backups(), secondFolder });
        second.forget();
        changed = true;
        await journal.setSecondRoot(store.rootOf('second'));
        await attempt('copies', lookAfter);
      });
    },
    /** Encrypts every backup from now on, or none. The passphrase is kept nowhere. */
    async protect(passphrase: string | null): Promise<void> {
      const encryption = passphrase === null ? null : await encryptionFor(passphrase);
      await inTurn(async () => {
        await settings.save('backups', { ...settings.backups(), encryption });
        await journal.encryptionChanged();
      });
    },
    /** Ends what is under way, which leaves no more behind than a file that the next one clears away. */
    async close(): Promise<void> {
      clearInterval(timer);
      closing.abort();
      await inTurn(async () => undefined);
    },
  };
}
