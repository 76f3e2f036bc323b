import type { SharedStore } from '../database/postgres/shared-store';
import { isAway } from '../database/postgres/store-errors';
import { EVERYTHING } from '../database/postgres/watch';
import type { Log } from '../log';

interface FollowOptions {
  readonly store: Pick<SharedStore, 'onHeard'>;
  /** What is to be done about each table when another desk, or this one, has written to it. */
  readonly work: Readonly<Record<string, readonly (() => Promise<void>)[]>>;
  readonly log: Log;
}

/**
 * Brings what this desk holds in memory up to date with what others have changed. Each thing at most once at a time: what
 * is heard while it is at work makes it start once more. After the line was cut, everything.
 * @returns ends it, and waits for what is under way
 */
export function followOthers({ store, work, log }: FollowOptions): () => Promise<void> {
  const running = new Map<() => Promise<void>, { again: boolean; readonly done: Promise<void> }>();

  function start(one: () => Promise<void>): void {
    const current = running.get(one);
    if (current) current.again = true;
    else running.set(one, { again: false, done: run(one) });
  }

  async function run(one: () => Promise<void>): Promise<void> {
    // So that it is entered as running before it begins.
    await Promise.resolve();
    try {
      await one();
    } catch (error) {
      // It is asked for once more when the line stands again.
      if (!isAway(error)) log.bug('following other desks', error);
    }
    const again = running.get(one)?.again === true;
    running.delete(one);
    if (again) start(one);
  }

  const stop = store.onHeard((what) => {
    const all = what === EVERYTHING ? Object.values(work).flat() : (work[what] ?? []);
    for (const one of new Set(all)) start(one);
  });

  return async () => {
    stop();
    while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
  };
}
