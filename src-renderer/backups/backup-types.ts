import type { OutputOf } from '../api/operations';

export type { BackupProblem, Holdings, JournalAddition } from '../../src-shared/contract/backups';
export type Status = OutputOf<'backups.status'>;
export type Backup = Status['backups'][number];
