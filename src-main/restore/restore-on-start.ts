import { mkdirSync } from 'node:fs';
import type { RestoreTrial } from '../../src-shared/contract/backups';
import { ExpectedError } from '../expected-error';
import type { Log } from '../log';
import { readStoreChoice, type StoreChoice } from '../store/store-config';
import { finishRestore } from './put-in-place';
import { createRestoring, type Restored } from './restoring';

export interface RestoreOnStart {
  /** Of the event, which this process has locked. */
  readonly folder: string;
  /** The backup, or the file of an event. */
  readonly file: string;
  /** Of an encrypted backup. */
  readonly passphrase: string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  readonly backupWorker: URL;
  readonly version: string;
  /** A store that was named from outside. */
  readonly store: StoreChoice | null;
}

/** What became of `--restore FILE`. */
export interface Restoration extends Restored {
  readonly folder: string;
  readonly file: string;
  readonly trial: RestoreTrial;
}

/** A file that was named on the command line could not be restored. Nothing was changed. */
export class RestoreError extends Error {
  override readonly name = 'RestoreError';
  readonly file: string;
  readonly code: ExpectedError['code'];

  constructor(file: string, code: ExpectedError['code']) {
    super(`${file}: ${code}`);
    this.file = file;
    this.code = code;
  }
}

/**
 * Puts a backup in the place of the event before anything opens it.
 * @throws RestoreError
 */
export async function restoreOnStart(options: RestoreOnStart): Promise<Restoration> {
  const { folder, file, passphrase } = options;
  const isShared = options.store !== null || readStoreChoice(folder) !== null;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  finishRestore(folder);
  const restoring = createRestoring({ ...options, replace: ({ put }) => put(), isShared });
  try {
    const { id } = await restoring.choose(file);
    const choice = { id, passphrase: passphrase ?? undefined };
    const trial = await restoring.try(choice);
    return { folder, file, trial, ...(await restoring.apply(choice)) };
  } catch (error) {
    throw error instanceof ExpectedError ? new RestoreError(file, error.code) : error;
  } finally {
    restoring.close();
  }
}
