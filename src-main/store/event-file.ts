import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { LogConfig } from 'kysely';
import { backUpBeforeUpdate } from '../backups/before-update';
import { startCheckpoints } from '../database/checkpoints';
import { migrate } from '../database/migrate';
import { openSqlite } from '../database/sqlite';
import { EVENT_FILE } from '../folder-files';
import { openJournal } from '../journal/journal';
import type { Log } from '../log';
import { wipingOfFile } from '../privacy/wipe';
import type { OpenedEvent } from './opened-event';

interface EventFileOptions {
  /** Holds `epass.db`. */
  readonly folder: string;
  readonly checkpointWorker: URL;
  readonly backupWorker: URL;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  readonly observe: LogConfig;
}

/**
 * Opens the event in a folder, brought up to date after a backup of what it was.
 * @param undo gets what has to be closed should the rest not open, in the order in which it was opened
 */
export async function openEventFile(options: EventFileOptions, undo: (() => unknown)[]): Promise<OpenedEvent> {
  const { folder, now, log, observe } = options;
  const file = path.join(folder, EVENT_FILE);
  const opened = openSqlite(file, { now, log: observe });
  const { db, storage, changes, close } = opened;
  undo.push(close);
  await backUpBeforeUpdate({ ...options, db, worker: options.backupWorker, withFile: (work) => work(file) });
  await migrate(db);
  const checkpoints = startCheckpoints({ worker: options.checkpointWorker, file, sqlite: storage, log });
  undo.push(checkpoints.stop);

  return {
    db,
    shared: null,
    changes,
    storage: () => storage.state(),
    sizes: async () => ({ bytes: await sizeOf(file), walBytes: await sizeOf(`${file}-wal`) }),
    async keep(settings) {
      const encryption = () => settings.backups().encryption;
      const journal = await openJournal({ opened, root: folder, event: settings.eventId, encryption, now, log });
      undo.push(journal.close);
      return {
        journal,
        wiping: wipingOfFile(db, () => opened.sqlite),
        isOnDuty: () => Promise.resolve(true),
        withFile: (work) => work(file),
        async close() {
          await journal.close();
          await checkpoints.stop();
        },
      };
    },
    close,
  };
}

/** Bytes; 0 for a file that is not there, such as the WAL of a tidy database. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
