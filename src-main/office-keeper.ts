import type { ErrorCode } from '../src-shared/contract/operation';
import type { Connection } from './caller';
import type { Dispatch } from './dispatch';
import { ExpectedError } from './expected-error';
import type { Log } from './log';
import type { ServedOffice } from './transports/routing';

/** What a keeper keeps: an office, or what stands in for one that cannot be opened. */
export interface KeptOffice extends ServedOffice {
  /** @param answering true while one of its own calls is still to be answered, which must then not be waited for */
  close(answering?: boolean): Promise<void>;
}

/** Another event in the place of the one that is open. */
export interface Replacement<T> {
  /** What is said when it is in place and cannot be opened. */
  readonly unusable: ErrorCode;
  /** An operation that is answered while nothing has the event open: how far it is. */
  readonly progress?: { readonly name: string; readonly value: () => unknown };
  /** Puts it there, while nothing has the folder's event open. When it fails, the old one is as it was. */
  put(): Promise<T>;
  /** Puts the old one back, because the new one could not be opened. */
  takeBack(): Promise<void>;
}

/**
 * Closes the office, replaces its event, and opens it again. Calls that come meanwhile wait and are answered by the new
 * office, where nobody is signed in.
 * @throws ExpectedError `conflict` while another replacement is under way; whatever `put` throws, with the old event
 * open again
 */
export type Replace = <T>(replacement: Replacement<T>) => Promise<T>;

export interface OfficeKeeper extends ServedOffice {
  /** What kept the event from being opened; null while it is open. */
  problem(): unknown;
  close(): Promise<void>;
}

interface KeeperOptions {
  /**
   * Opens the event in the folder as it is then.
   * @param kept the office under which it stays reachable, whichever event is open
   * @param restored the event was put there by a replacement a moment ago
   */
  readonly open: (kept: ServedOffice, replace: Replace, restored: boolean) => Promise<KeptOffice>;
  /** What to do without an event, or null to fail with the error. */
  readonly rescue: ((problem: unknown, replace: Replace) => KeptOffice) | null;
  readonly log: Log;
}

/** In milliseconds: for calls under way to end before their office closes, and for a call to wait for the next office. */
const PATIENCE = { ending: 5_000, waiting: 60_000 };

/**
 * One office for everything that leads into it, which can be closed and opened again without anybody noticing more than
 * a pause.
 * @throws what `open` throws, where there is no rescue
 */
export async function createOfficeKeeper({ open, rescue, log }: KeeperOptions): Promise<OfficeKeeper> {
  let current: KeptOffice;
  let problem: unknown = null;
  let swapping: Promise<void> | null = null;
  let progress: Replacement<unknown>['progress'];
  let closed = false;
  let underWay = 0;
  const onCallEnded = new Set<() => void>();

  const dispatch: Dispatch = async (name: string, input: unknown, connection: Connection) => {
    if (progress?.name === name) return { ok: true, value: progress.value() };
    if (swapping !== null && !(await isDoneWithin(swapping, PATIENCE.waiting))) {
      return { ok: false, code: 'storage-failed' };
    }
    underWay += 1;
    try {
      return await current.dispatch(name, input, connection);
    } finally {
      underWay -= 1;
      for (const tell of onCallEnded) tell();
    }
  };
  const kept: ServedOffice = { dispatch, settings: { eventOrNull: () => current.settings.eventOrNull() } };

  async function openOrRescue(restored: boolean): Promise<KeptOffice> {
    try {
      const office = await open(kept, replace, restored);
      problem = null;
      return office;
    } catch (error) {
      if (rescue === null) throw error;
      problem = error;
      return rescue(error, replace);
    }
  }

  /** Waits for all calls but the one that replaces; a call that takes longer finds its office closed. */
  async function othersEnded(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      const look = () => {
        if (underWay > 1) return;
        onCallEnded.delete(look);
        resolve();
      };
      onCallEnded.add(look);
      look();
    });
    if (!(await isDoneWithin(ended, PATIENCE.ending))) log.warn('a call outlived its office', { calls: underWay - 1 });
  }

  async function exchange<T>({ put, takeBack, unusable }: Replacement<T>): Promise<T> {
    await othersEnded();
    const wasRescue = problem !== null;
    // A damaged file may not even let itself be closed in order; it is kept as it is.
    await current.close(true).catch((error: unknown) => void log.bug('restore', error));
    let done: T;
    try {
      done = await put();
    } catch (error) {
      current = await openOrStandIn(false);
      throw error;
    }
    try {
      current = await open(kept, replace, true);
      problem = null;
      return done;
    } catch (error) {
      log.bug('restore', error);
      await takeBack();
      current = await openOrStandIn(false);
      // Where there was none to go back to, it is still not worse than before.
      log.warn('the event that was there before is open again', { rescue: wasRescue });
      throw new ExpectedError(unusable);
    }
  }

  /** After a replacement that failed there always has to be something that answers. */
  async function openOrStandIn(restored: boolean): Promise<KeptOffice> {
    try {
      return await openOrRescue(restored);
    } catch (error) {
      log.bug('restore', error);
      problem = error;
      return NOBODY_THERE;
    }
  }

  const replace: Replace = async (replacement) => {
    if (swapping !== null || closed) throw new ExpectedError('conflict');
    progress = replacement.progress;
    const work = exchange(replacement);
    swapping = work.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await work;
    } finally {
      swapping = null;
      progress = undefined;
    }
  };

  current = await openOrRescue(false);
  return {
    ...kept,
    problem: () => problem,
    async close() {
      closed = true;
      await swapping;
      await current.close();
    },
  };
}

const NOBODY_THERE: KeptOffice = {
  dispatch: () => Promise.resolve({ ok: false, code: 'storage-failed' }),
  settings: { eventOrNull: () => null },
  close: () => Promise.resolve(),
};

async function isDoneWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const done = await Promise.race([work.then(() => true as const), late]);
  clearTimeout(timer);
  return done;
}
