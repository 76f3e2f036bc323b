import type { EventDetails } from '../../src-shared/contract/office';
import type { UpdateProblem, UpdatesStatus } from '../../src-shared/contract/updates';
import type { Backups } from '../backups/backups';
import { ExpectedError } from '../expected-error';
import type { Log } from '../log';
import { isEventInProgress } from './event-in-progress';
import { isNewer } from './signed-metadata';
import { UpdateRefused } from './update-refused';
import type { Updater, UpdateSource } from './updater';

/** After the start of the office, and then how often the publisher is asked; in milliseconds. */
const FIRST_LOOK = 60_000;
const LOOK = 24 * 60 * 60_000;

interface UpdatesOptions {
  readonly updater: Updater;
  readonly version: string;
  readonly event: () => EventDetails | null;
  readonly backups: Pick<Backups, 'make' | 'check'>;
  readonly chooseFolder: () => Promise<string | null>;
  readonly now: () => number;
  readonly log: Log;
}

export type Updates = ReturnType<typeof createUpdates>;

/**
 * Newer versions of the program: looked for, fetched, and put in place after a backup that was checked. Never while an event
 * is in progress, and never without a person: what is found by itself is only shown.
 */
export function createUpdates({ updater, version, event, backups, chooseFolder, now, log }: UpdatesOptions) {
  let phase: UpdatesStatus['phase'] = 'idle';
  let found: UpdatesStatus['found'] = null;
  let problem: UpdateProblem | null = null;
  let done = 0;
  const timers: NodeJS.Timeout[] = [];

  const inProgress = () => isEventInProgress(event(), now());
  const isBusy = () => !['idle', 'current', 'found'].includes(phase);

  function status(): UpdatesStatus {
    const wayBack = updater.way === 'self' ? (updater.kept()?.version ?? null) : null;
    return { version, way: updater.way, eventInProgress: inProgress(), phase, found, done, problem, wayBack };
  }

  function refuse(error: unknown, back: UpdatesStatus['phase']): void {
    problem =
      error instanceof UpdateRefused ? error.problem : error instanceof ExpectedError ? problemOf(error) : 'unknown';
    phase = back;
    if (problem === 'unknown') log.bug('updates', error);
    else log.warn('no update', { problem });
  }

  async function look(source: UpdateSource & { readonly kind: 'server' | 'stick' }): Promise<void> {
    phase = 'checking';
    problem = null;
    found = null;
    try {
      const there = await updater.look(source);
      const isWanted = there !== null && isNewer(there, version);
      found = isWanted ? { version: there, from: source.kind } : null;
      phase = isWanted ? 'found' : 'current';
    } catch (error) {
      refuse(error, 'idle');
    }
  }

  /** A backup that was read through again after it was made. An office without an event has nothing to lose. */
  async function backUp(): Promise<void> {
    if (event() === null) return;
    const { id, encrypted } = await backups.make('before-update');
    // A sealed one was checked before it was sealed; its passphrase is kept nowhere.
    if (encrypted) return;
    const { state } = await backups.check(id, undefined);
    if (state !== 'verified') throw new UpdateRefused('backup-failed');
  }

  async function putInPlace(): Promise<void> {
    try {
      phase = 'downloading';
      done = 0;
      await updater.fetch((part) => {
        done = part;
      });
      phase = 'backing-up';
      await backUp().catch((error: unknown) => {
        throw error instanceof UpdateRefused ? error : new UpdateRefused('backup-failed', error);
      });
      await updater.keep();
      // A download may have lasted until the doors opened.
      if (inProgress()) throw new UpdateRefused('event-in-progress');
      phase = 'installing';
      log.info('the program is replaced', { from: version, to: found?.version ?? 'the version before' });
      updater.replace();
    } catch (error) {
      refuse(error, found ? 'found' : 'idle');
    }
  }

  /** Begins, and says so; how it goes on is in the status. */
  function begin(isReady: boolean, why: UpdateProblem, work: () => Promise<void>): UpdatesStatus {
    if (isBusy()) return status();
    problem = inProgress() ? 'event-in-progress' : isReady && updater.way === 'self' ? null : why;
    if (problem === null) void work();
    return status();
  }

  return {
    status,
    /** Looks by itself, a while after the start and then every day; not during an event. */
    start(): void {
      if (updater.way === 'none') return;
      const lookQuietly = () => {
        if (!isBusy() && !inProgress() && found === null) void look({ kind: 'server' }).then(forgetUnreachable);
      };
      timers.push(setTimeout(lookQuietly, FIRST_LOOK), setInterval(lookQuietly, LOOK));
      for (const timer of timers) timer.unref();
    },
    async check(from: 'server' | 'stick'): Promise<UpdatesStatus> {
      if (isBusy()) return status();
      if (inProgress()) problem = 'event-in-progress';
      else if (from === 'server') await look({ kind: 'server' });
      else {
        const folder = await chooseFolder();
        if (folder !== null) await look({ kind: 'stick', folder });
      }
      return status();
    },
    install: (): UpdatesStatus => begin(found !== null, 'nothing-there', putInPlace),
    goBack(): UpdatesStatus {
      const kept = updater.kept();
      return begin(kept !== null, 'not-kept', async () => {
        found = null;
        phase = 'checking';
        try {
          await updater.look({ kind: 'kept', folder: kept?.folder ?? '' });
        } catch (error) {
          return refuse(error, 'idle');
        }
        await putInPlace();
      });
    },
    close(): void {
      for (const timer of timers) clearTimeout(timer);
    },
  };

  /** A computer without a network is no news to anybody. */
  function forgetUnreachable(): void {
    if (problem === 'unreachable') problem = null;
  }
}

function problemOf(error: ExpectedError): UpdateProblem {
  return error.code === 'disk-full' ? 'disk-full' : 'unknown';
}
