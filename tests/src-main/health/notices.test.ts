import { describe, expect, test } from 'vitest';
import { createNotices, type TroubleSources } from '../../../src-main/health/notices';
import { toInstant } from '../../../src-shared/instant';
import { TEST_BEGINS } from '../../support/box-office';

const SINCE = toInstant(TEST_BEGINS);
const BEFORE = toInstant(TEST_BEGINS - 86_400_000);
const FINE: TroubleSources = {
  storage: () => ({ failingSince: null, dead: false }),
  store: () => null,
  disk: () => ({ state: 'ok', freeBytes: 12e9 }),
  journal: () => ({ behindSince: null }),
  backups: () => ({ failure: null, secondAwaySince: null }),
  clock: () => null,
};
const notices = (troubles: Partial<TroubleSources>) => createNotices({ ...FINE, ...troubles })();

describe('notices', () => {
  test('are none while nothing is the matter', () => {
    expect(notices({})).toEqual([]);
  });

  test.each<[Partial<TroubleSources>, unknown]>([
    [{ storage: () => ({ failingSince: SINCE, dead: true }) }, { kind: 'storage-failing', since: SINCE }],
    [
      { storage: () => ({ failingSince: SINCE, dead: true }), store: () => ({ over: null }) },
      { kind: 'store-away', since: SINCE },
    ],
    // Its server's own disk.
    [
      { storage: () => ({ failingSince: SINCE, dead: false }), store: () => ({ over: null }) },
      { kind: 'storage-failing', since: SINCE },
    ],
    [
      {
        storage: () => ({ failingSince: SINCE, dead: true }),
        store: () => ({ over: 'left' }),
        backups: () => ({ failure: { at: SINCE, problem: 'unknown' }, secondAwaySince: null }),
      },
      { kind: 'store-over', reason: 'left' },
    ],
    [{ disk: () => ({ state: 'low', freeBytes: 9e8 }) }, { kind: 'disk-low', freeBytes: 9e8 }],
    [{ disk: () => ({ state: 'full', freeBytes: 1e8 }) }, { kind: 'disk-full', freeBytes: 1e8 }],
    [{ journal: () => ({ behindSince: SINCE }) }, { kind: 'journal-behind', since: SINCE }],
    [
      { backups: () => ({ failure: { at: SINCE, problem: 'disk-full' }, secondAwaySince: null }) },
      { kind: 'backup-failed', since: SINCE, problem: 'disk-full' },
    ],
    [{ backups: () => ({ failure: null, secondAwaySince: SINCE }) }, { kind: 'second-folder-away', since: SINCE }],
    [{ clock: () => ({ lastAt: SINCE, now: BEFORE }) }, { kind: 'clock-back', lastAt: SINCE, now: BEFORE }],
  ])('tell of one trouble: %#', (troubles, notice) => {
    expect(notices(troubles)).toEqual([notice]);
  });

  test('begin with what stops the work', () => {
    const everything: TroubleSources = {
      storage: () => ({ failingSince: SINCE, dead: true }),
      store: () => null,
      disk: () => ({ state: 'full', freeBytes: 0 }),
      journal: () => ({ behindSince: SINCE }),
      backups: () => ({ failure: { at: SINCE, problem: 'unknown' }, secondAwaySince: SINCE }),
      clock: () => ({ lastAt: SINCE, now: BEFORE }),
    };
    expect(notices(everything).map(({ kind }) => kind)).toEqual([
      'storage-failing',
      'disk-full',
      'clock-back',
      'journal-behind',
      'backup-failed',
      'second-folder-away',
    ]);
  });
});
