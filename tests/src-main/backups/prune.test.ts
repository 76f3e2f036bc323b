import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FoundBackup } from '../../../src-main/backups/backup-files';
import type { Manifest } from '../../../src-main/backups/manifest';
import { backupsToPrune, KEPT, oldestSequence } from '../../../src-main/backups/prune';
import { missingCopies } from '../../../src-main/backups/second-copies';
import { type BackupKind, BackupKind as Kinds } from '../../../src-shared/contract/backups';
import { toInstant } from '../../../src-shared/instant';
import { TEST_BEGINS } from '../../support/box-office';

const OWNER = { eventId: 'ours', lineage: 'now' };
const HOUR = 3_600_000;

interface Made {
  readonly kind?: BackupKind;
  /** Hours since the first. */
  readonly hour?: number;
  readonly state?: FoundBackup['backup']['state'];
  readonly eventId?: string | null;
  readonly lineage?: string;
  readonly sequence?: number;
  readonly readable?: boolean;
}

function found(made: Made): FoundBackup {
  const { kind = 'hourly', hour = 0, state = 'verified', eventId = 'ours', lineage = 'now', readable = true } = made;
  const { sequence = hour } = made;
  const at = toInstant(TEST_BEGINS + hour * HOUR);
  const fileName = `epass-${hour}.db`;
  const sha256 = `${kind} ${hour} ${eventId}`;
  return {
    path: `/${kind}/${fileName}`,
    manifest: readable ? ({ kind, at, eventId, lineage, sequence, sha256 } as Manifest) : null,
    backup: {
      id: `here/${kind}/${fileName}`,
      kind,
      place: 'here',
      fileName,
      at,
      bytes: 1,
      encrypted: false,
      state,
      holds: null,
    },
  };
}

function many(count: number, made: Made = {}): FoundBackup[] {
  return Array.from({ length: count }, (_, hour) => found({ ...made, hour })).toReversed();
}

const hours = (list: readonly FoundBackup[]) => list.map(({ manifest }) => manifest?.sequence);

test.each([
  ['hourly', 24],
  ['daily', 7],
  ['manual', 5],
  ['before-update', 5],
  ['before-restore', 5],
] as const)('of %s backups the newest %i stay', (kind, kept) => {
  expect(KEPT[kind]).toBe(kept);
  expect(backupsToPrune(many(kept, { kind }), OWNER)).toEqual([]);
  expect(hours(backupsToPrune(many(kept + 2, { kind }), OWNER))).toEqual([1, 0]);
});

test('damaged ones push no good one out, and go once they are behind enough good ones', () => {
  const good = many(5, { kind: 'manual' });
  const damaged = many(9, { kind: 'manual', state: 'damaged' }).map((one, index) =>
    found({ kind: 'manual', state: 'damaged', hour: 10 + index, readable: one.manifest !== null }),
  );
  expect(backupsToPrune([...damaged, ...good], OWNER)).toEqual([]);

  const old = found({ kind: 'manual', state: 'damaged', hour: -1 });
  expect(backupsToPrune([...damaged, ...good, old], OWNER)).toEqual([old]);
});

test('backups of another event, and those that cannot be told, are nobody’s to prune', () => {
  expect(backupsToPrune(many(30, { eventId: 'theirs' }), OWNER)).toEqual([]);
  expect(backupsToPrune(many(30, { readable: false, state: 'damaged' }), OWNER)).toEqual([]);
});

test('a clock that went back does not make the newest backup look like the oldest', () => {
  const before = Array.from({ length: 24 }, (_, index) => found({ hour: 1_000 + index, sequence: index })).toReversed();
  const now = found({ hour: 0, sequence: 24 });

  expect(hours(backupsToPrune([...before, now], OWNER))).toEqual([0]);
});

test('those of the journal that was left behind by a restore go first', () => {
  const left = many(24, { lineage: 'before' }).map(({ backup }) =>
    found({ lineage: 'before', hour: 500, sequence: 9_000 + Number(backup.fileName.replaceAll(/\D/g, '')) }),
  );
  const now = [found({ hour: 600, sequence: 7 }), found({ hour: 601, sequence: 8 })];
  const pruned = backupsToPrune([...left, ...now], OWNER);
  expect(pruned).toHaveLength(2);
  expect(pruned.every(({ manifest }) => manifest?.lineage === 'before')).toBe(true);
});

test('what still names people goes when its time is over, but never the newest verified one', () => {
  const until = toInstant(TEST_BEGINS + 3 * HOUR);
  expect(hours(backupsToPrune(many(5, { kind: 'manual' }), OWNER, until))).toEqual([2, 1, 0]);
  expect(hours(backupsToPrune(many(3, { kind: 'manual' }), OWNER, until))).toEqual([1, 0]);
});

test('whatever lies there, the newest verified backup stays', () => {
  const any = fc.record({
    kind: fc.constantFrom(...Kinds.options),
    hour: fc.integer({ min: 0, max: 60 }),
    state: fc.constantFrom('verified', 'damaged', 'unknown'),
    eventId: fc.constantFrom('ours', 'theirs', null),
  } as const);
  fc.assert(
    fc.property(fc.array(any, { maxLength: 120 }), fc.integer({ min: 0, max: 90 }), (made, until) => {
      const list = made.map((one) => found(one)).toSorted((a, b) => (a.backup.at < b.backup.at ? 1 : -1));
      const pruned = new Set(backupsToPrune(list, OWNER, toInstant(TEST_BEGINS + until * HOUR)));
      const good = list.filter(({ backup, manifest }) => backup.state === 'verified' && manifest?.eventId !== 'theirs');
      const newest = Math.max(...good.map(({ manifest }) => manifest?.sequence ?? 0));
      expect(good.length === 0 || good.some((one) => one.manifest?.sequence === newest && !pruned.has(one))).toBe(true);
    }),
  );
});

test('the journal is wanted from the oldest verified backup on that it belongs to', () => {
  expect(oldestSequence([found({ hour: 9 }), found({ hour: 4 }), found({ hour: 1, state: 'damaged' })], OWNER)).toBe(4);
  expect(oldestSequence([found({ hour: 9 }), found({ hour: 2, lineage: 'before' })], OWNER)).toBe(9);
  expect(oldestSequence([found({ lineage: 'before' })], OWNER)).toBeNull();
});

test('a second folder that was away gets every day it missed, and the last of everything else', () => {
  const here = [
    ...many(20),
    ...many(7, { kind: 'daily' }),
    ...many(3, { kind: 'manual' }),
    found({ hour: 99, state: 'damaged' }),
    found({ hour: 99, eventId: 'theirs' }),
  ];
  const there = [found({ kind: 'daily', hour: 0 }), found({ kind: 'daily', hour: 6, state: 'damaged' })];

  const missing = missingCopies(here, there, OWNER);

  expect(missing.map(({ backup }) => backup.id).toSorted()).toEqual([
    ...[1, 2, 3, 4, 5, 6].map((hour) => `here/daily/epass-${hour}.db`),
    'here/hourly/epass-19.db',
    'here/manual/epass-2.db',
  ]);
});
