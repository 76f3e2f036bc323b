import type { BackupProblem } from '../../src-shared/contract/backups';
import type { Notice } from '../../src-shared/contract/health';
import type { Instant } from '../../src-shared/instant';
import type { StoreOver } from '../database/postgres/store-errors';

/** How each part of the office says that it is in trouble. Null, or `ok`, while it is not. */
export interface TroubleSources {
  readonly storage: () => { readonly failingSince: Instant | null; readonly dead: boolean };
  /** Of a store that desks share; null for a file. */
  readonly store: () => { readonly over: StoreOver | null } | null;
  readonly disk: () => { readonly state: 'ok' | 'low' | 'full'; readonly freeBytes: number | null };
  readonly journal: () => { readonly behindSince: Instant | null };
  readonly backups: () => {
    readonly failure: { readonly at: Instant; readonly problem: BackupProblem } | null;
    readonly secondAwaySince: Instant | null;
  };
  /** The newest thing that has happened, and the clock that stands before it. */
  readonly clock: () => { readonly lastAt: Instant; readonly now: Instant } | null;
}

/** What everybody at a desk has to know of this computer, the most pressing first. */
export function createNotices({ storage, store, disk, journal, backups, clock }: TroubleSources) {
  return (): Notice[] => {
    const over = store()?.over ?? null;
    // What has stopped asks for nothing any more: whether its backups or its disk would do does not matter.
    if (over !== null) return [{ kind: 'store-over', reason: over }];
    const { behindSince } = journal();
    const { failure, secondAwaySince } = backups();
    const turned = clock();
    return [
      ...noticesOfStorage(storage(), store() !== null),
      ...noticesOfDisk(disk()),
      ...(turned === null ? [] : [{ kind: 'clock-back', lastAt: turned.lastAt, now: turned.now } as const]),
      ...(behindSince === null ? [] : [{ kind: 'journal-behind', since: behindSince } as const]),
      ...(failure === null ? [] : [{ kind: 'backup-failed', since: failure.at, problem: failure.problem } as const]),
      ...(secondAwaySince === null ? [] : [{ kind: 'second-folder-away', since: secondAwaySince } as const]),
    ];
  };
}

function noticesOfStorage({ failingSince, dead }: ReturnType<TroubleSources['storage']>, isShared: boolean): Notice[] {
  if (failingSince === null) return [];
  return [{ kind: isShared && dead ? 'store-away' : 'storage-failing', since: failingSince }];
}

function noticesOfDisk({ state, freeBytes }: ReturnType<TroubleSources['disk']>): Notice[] {
  if (state === 'ok' || freeBytes === null) return [];
  return [{ kind: state === 'full' ? 'disk-full' : 'disk-low', freeBytes }];
}
