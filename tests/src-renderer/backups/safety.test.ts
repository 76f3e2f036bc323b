import { describe, expect, test } from 'vitest';
import { concernsOf, levelOf, worstOf } from '../../../src-renderer/backups/safety';
import { backup, backupsStatus } from '../../support/desk-backups';
import { instant } from '../../support/desk-passes';

const MADE = Date.parse('2026-11-28T13:30:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Change = Parameters<typeof backupsStatus>[0];
const judge = (change: Change = {}, now = MADE + 12 * MINUTE) => {
  const concerns = concernsOf(backupsStatus(change), now);
  return { kinds: concerns.map(({ kind }) => kind), level: levelOf(worstOf(concerns)) };
};
const NONE = { lastGood: null, backups: [] };
const failure = { at: instant('2026-11-28T13:40:00Z'), problem: 'disk-full' } as const;

describe('whether everything is safe', () => {
  test('is so with a recent good backup, a journal and a second folder', () => {
    expect(judge()).toEqual({ kinds: [], level: 'good' });
  });

  test.each([
    ['on time', 2 * HOUR, [], 'good'],
    ['late', 2 * HOUR + 1, ['late'], 'attention'],
    ['late for a day', 24 * HOUR, ['late'], 'attention'],
    ['more than a day old', 24 * HOUR + 1, ['old'], 'danger'],
    ['from the future of a wrong clock', -HOUR, [], 'good'],
  ] as const)('a last good backup that is %s', (_words, age, kinds, level) => {
    expect(judge({}, MADE + age)).toEqual({ kinds, level });
  });

  test.each<readonly [string, Change, string, string]>([
    ['one failed', { failure }, 'failed', 'danger'],
    ['none was made yet', NONE, 'none-yet', 'attention'],
    ['none is good', { lastGood: null, backups: [backup({ state: 'damaged' })] }, 'none-good', 'danger'],
    [
      'the journal is behind',
      { journal: { state: 'behind', since: null, second: 'ok' } },
      'journal-behind',
      'attention',
    ],
    ['the stick is away', { second: { folder: '/m', state: 'away', lastGoodAt: null } }, 'second-away', 'attention'],
    [
      'the stick is full',
      { second: { folder: '/m', state: 'failed', lastGoodAt: null } },
      'second-failed',
      'attention',
    ],
  ])('is not when %s', (_words, change, kind, level) => {
    expect(judge(change)).toEqual({ kinds: [kind], level });
  });

  test('is so although an older one is damaged, which is said beside it', () => {
    const backups = [backup(), backup({ id: 'b', state: 'damaged' })];
    expect(judge({ backups })).toEqual({ kinds: ['damaged'], level: 'good' });
  });

  test('says the worst first, and all of it', () => {
    const second = { folder: '/m', state: 'away', lastGoodAt: null } as const;
    expect(judge({ failure, second }, MADE + 30 * HOUR)).toEqual({
      kinds: ['failed', 'old', 'second-away'],
      level: 'danger',
    });
  });

  test('does not ask for a second folder where none was chosen: that is advice, not an alarm', () => {
    expect(judge({ second: { folder: null, state: 'none', lastGoodAt: null } }).level).toBe('good');
  });
});
