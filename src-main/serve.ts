import { readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import path from 'node:path';
import { version } from '../package.json';
import { createLog } from './log';
import { consoleLog, openLogFile } from './log-file';
import { eventFolderOf } from './machine/event-folder';
import { applicationDataFolder, parseOptions } from './options';
import { restorationWords } from './restore/restore-words';
import { serveOffice } from './serve-office';
import { announcement, startUpSentence } from './serve-words';
import { storeFrom } from './store/store-from';
import { endingWords, watchUnexpected } from './unexpected';

process.umask(0o077);
const applicationData = applicationDataFolder(process.platform, homedir(), process.env);
const places = { folder: applicationData, port: 0 };

// The first signal closes in order; a later one, or one before there is anything to close, does not wait. One Ctrl+C
// arrives from the terminal and from every program in between that passes it on.
const ONE_PRESS_MS = 1_000;
let close: (() => Promise<void>) | null = null;
/** Until it is open, nobody has been told anything that could be lost. */
let isWell = () => Promise.resolve(true);
let firstSignalAt = Number.POSITIVE_INFINITY;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    const now = performance.now();
    if (now >= firstSignalAt && now < firstSignalAt + ONE_PRESS_MS) return;
    firstSignalAt = Math.min(firstSignalAt, now);
    const closing = close?.() ?? Promise.reject(new Error('it was not open yet, or somebody is impatient'));
    close = null;
    closing.then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`E-Pass Box Office was not closed in order: ${String(error)}\n`);
        process.exit(1);
      },
    );
  });
}

try {
  const options = parseOptions(process.argv.slice(2), applicationData);
  Object.assign(places, options);
  places.folder = eventFolderOf(options);
  const log = createLog(options.demo ? consoleLog(2) : openLogFile(path.join(options.folder, 'office.log')));
  watchUnexpected({
    source: process,
    log,
    now: () => performance.now(),
    isWell: () => isWell(),
    end: async (reference) => {
      await close?.().catch((error: unknown) => log.bug('process', error));
      process.stderr.write(`${endingWords(reference)}\n`);
      process.exit(1);
    },
  });
  const serving = await serveOffice({
    ...options,
    ...places,
    home: options.folder,
    now: () => Date.now(),
    log,
    assetsFolder: path.join(import.meta.dirname, '../renderer'),
    checkpointWorker: new URL('./checkpoint-worker.js', import.meta.url),
    backupWorker: new URL('./backup-worker.js', import.meta.url),
    keyPassphrase: readSecret('EPASS_KEY_PASSPHRASE_FILE'),
    backupPassphrase: readSecret('EPASS_BACKUP_PASSPHRASE_FILE'),
    onRestored: (restoration) => process.stdout.write(restorationWords(restoration)),
    store: storeFrom(process.env, hostname()),
    version,
  });
  close = serving.close;
  isWell = serving.isWell;
  process.stdout.write(announcement(serving));
} catch (error) {
  process.stderr.write(`${startUpSentence(error, places) ?? `E-Pass Box Office could not start: ${String(error)}`}\n`);
  process.exitCode = 1;
}

/** What is in the file that a variable names; null where it names none. */
function readSecret(variable: string): string | null {
  const file = process.env[variable];
  return file ? readFileSync(file, 'utf8').replace(/\r?\n$/, '') : null;
}
