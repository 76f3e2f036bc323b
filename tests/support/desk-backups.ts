import type { OutputOf } from '../../src-renderer/api/operations';
import { instant } from './desk-passes';

type Status = OutputOf<'backups.status'>;
type Backup = Status['backups'][number];
type Holdings = NonNullable<Backup['holds']>;
type Trial = OutputOf<'restore.try'>;

export function holdings(change: Partial<Holdings> = {}): Holdings {
  return {
    eventName: 'Garba Night',
    passes: 120,
    people: 200,
    amount: 84_000,
    admitted: 40,
    scans: 45,
    lastAt: instant('2026-11-28T13:41:00Z'),
    ...change,
  };
}

export function backup(change: Partial<Backup> = {}): Backup {
  return {
    id: 'here/hourly/epass-20261128T133000000Z.db',
    kind: 'hourly',
    place: 'here',
    fileName: 'epass-20261128T133000000Z.db',
    at: instant('2026-11-28T13:30:00Z'),
    bytes: 3_400_000,
    encrypted: false,
    state: 'verified',
    holds: holdings(),
    ...change,
  };
}

export function backupsStatus(change: Partial<Status> = {}): Status {
  const newest = backup();
  return {
    folder: '/events/garba/backups',
    lastGood: newest,
    next: { hourly: instant('2026-11-28T14:30:00Z'), daily: instant('2026-11-28T22:30:00Z') },
    running: null,
    failure: null,
    second: { folder: '/media/stick', state: 'ok', lastGoodAt: instant('2026-11-28T13:30:00Z') },
    encrypted: false,
    journal: { state: 'ok', since: null, second: 'ok' },
    csv: { files: 3, lastAt: instant('2026-11-28T04:00:00Z') },
    backups: [newest],
    ...change,
  };
}

/** A backup to which the journal adds everything, beside an event that is just like it. */
export function trial(change: Partial<Trial> = {}): Trial {
  const holds = holdings({ passes: 132, people: 220, admitted: 80, scans: 90 });
  return {
    backup: backup(),
    holds,
    journal: { state: 'complete', sales: 12, admissions: 40, until: instant('2026-11-28T13:55:00Z') },
    current: holds,
    keys: 'here',
    ...change,
  };
}
