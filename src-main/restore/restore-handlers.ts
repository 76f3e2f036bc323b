import type { HandlersOf } from '../caller';
import { ExpectedError } from '../expected-error';
import type { Dialogs } from './dialogs';
import type { Restoring } from './restoring';

export type RestoreOperation = 'restore.list' | 'restore.choose' | 'restore.try' | 'restore.apply' | 'restore.progress';

export function createRestoreHandlers(restoring: Restoring, dialogs: Dialogs | null): HandlersOf<RestoreOperation> {
  return {
    'restore.list': async () => {
      const opened = dialogs?.opened?.() ?? null;
      // Among the others like one that was chosen. What cannot be one, or is gone by now, is not.
      if (opened !== null) await restoring.choose(opened).catch(() => undefined);
      return restoring.list();
    },
    'restore.choose': async () => {
      if (!dialogs) throw new ExpectedError('unknown-operation');
      const file = await dialogs.chooseFile();
      return { backup: file === null ? null : await restoring.choose(file) };
    },
    'restore.try': (choice) => restoring.try(choice),
    'restore.apply': (choice) => restoring.apply(choice),
    'restore.progress': () => ({ done: restoring.progress() }),
  };
}
