import type { HandlersOf } from '../caller';
import type { Dialogs } from '../restore/dialogs';
import type { Backups } from './backups';

export function createBackupsHandlers(
  backups: Backups,
  dialogs: Dialogs | null,
): HandlersOf<
  'backups.status' | 'backups.make' | 'backups.check' | 'backups.save' | 'backups.protect' | 'backups.chooseFolder'
> {
  return {
    'backups.status': () => backups.status(),
    'backups.make': () => backups.make('manual'),
    'backups.check': ({ id, passphrase }) => backups.check(id, passphrase),
    'backups.save': async ({ secondFolder }) => {
      await backups.saveSecondFolder(secondFolder);
      return backups.status();
    },
    'backups.protect': async ({ passphrase }) => {
      await backups.protect(passphrase);
      return backups.status();
    },
    'backups.chooseFolder': async () => ({ folder: (await dialogs?.chooseFolder()) ?? null }),
  };
}
