import type { BackupKind } from '../../src-shared/contract/backups';
import type { FoundBackup } from './backup-files.ts';
import { KEPT, newestFirst, type Owner } from './prune.ts';

/** Of what was missed while the second folder was away: every day, and the last one of each other kind. */
const CAUGHT_UP: Readonly<Record<BackupKind, number>> = {
  hourly: 1,
  daily: KEPT.daily,
  manual: 1,
  'before-update': 1,
  'before-restore': 1,
};

/** Verified backups that the second folder should have and has not, the newest first: a stick can be pulled any time. */
export function missingCopies(
  here: readonly FoundBackup[],
  there: readonly FoundBackup[],
  owner: Owner,
): FoundBackup[] {
  const copied = new Set(
    there.filter(({ backup }) => backup.state === 'verified').map(({ manifest }) => manifest?.sha256),
  );
  const seen: Partial<Record<BackupKind, number>> = {};
  return newestFirst(here, owner).filter(({ backup, manifest }) => {
    if (backup.state !== 'verified') return false;
    const before = seen[backup.kind] ?? 0;
    seen[backup.kind] = before + 1;
    return before < CAUGHT_UP[backup.kind] && !copied.has(manifest?.sha256);
  });
}
