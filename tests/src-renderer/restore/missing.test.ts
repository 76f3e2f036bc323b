import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src-renderer/restore/missing';
import { holdings, trial } from '../../support/desk-backups';
import { instant } from '../../support/desk-passes';

const NOW = trial().holds;
const ENDS = { state: 'ends-early', sales: 2, admissions: 0, until: instant('2026-11-28T13:35:00Z') } as const;
const NONE = { state: 'none', sales: 0, admissions: 0, until: null } as const;

describe('what would be missing after a restore', () => {
  test('is nothing where the journal is complete', () => {
    expect(verdictOf(trial())).toEqual({ kind: 'nothing' });
    expect(verdictOf(trial({ current: null }))).toEqual({ kind: 'nothing' });
  });

  test('is nothing where the journal ends, but all that is open now is there', () => {
    expect(verdictOf(trial({ journal: ENDS }))).toEqual({ kind: 'nothing' });
    expect(verdictOf(trial({ journal: NONE }))).toEqual({ kind: 'nothing' });
  });

  test.each([
    ['a pass', { ...NOW, passes: NOW.passes + 1 }, { passes: 1, admitted: 0 }],
    ['an admission', { ...NOW, admitted: NOW.admitted + 3 }, { passes: 0, admitted: 3 }],
  ])('is %s that only what is open now has, whatever the journal says of itself', (_words, current, missing) => {
    expect(verdictOf(trial({ current }))).toEqual({ kind: 'less', missing });
    expect(verdictOf(trial({ current, journal: ENDS }))).toEqual({ kind: 'ends-early', missing });
    expect(verdictOf(trial({ current, journal: NONE }))).toEqual({ kind: 'none', missing });
  });

  test.each([
    ['a scan', { ...NOW, scans: NOW.scans + 1 }],
    ['something later', { ...NOW, lastAt: instant('2026-11-28T15:00:00Z') }],
  ])('is not called nothing where %s happened that the journal does not have', (_words, current) => {
    expect(verdictOf(trial({ current, journal: ENDS })).kind).toBe('ends-early');
  });

  test('is not known where nothing is open to compare with', () => {
    expect(verdictOf(trial({ current: null, journal: ENDS }))).toEqual({ kind: 'ends-early', missing: null });
    expect(verdictOf(trial({ current: null, journal: NONE }))).toEqual({ kind: 'none', missing: null });
  });

  test('is everything where the backup is of another event', () => {
    const current = holdings({ eventName: 'Diwali Night' });
    expect(verdictOf(trial({ current }))).toEqual({ kind: 'another', current: 'Diwali Night' });
  });

  test('compares nothing with an office that has no event yet', () => {
    const current = holdings({ eventName: '', passes: 0, people: 0, admitted: 0, scans: 0, lastAt: null });
    expect(verdictOf(trial({ current }))).toEqual({ kind: 'nothing' });
  });
});
