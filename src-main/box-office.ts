import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { contract } from '../src-shared/contract/contract';
import type { HandlersOf } from './caller';
import { startCheckpoints } from './database/checkpoints';
import { migrate } from './database/migrate';
import { openSqlite } from './database/sqlite';
import { createDispatch } from './dispatch';
import { createExchange } from './exchange/exchange';
import { createExchangeHandlers } from './exchange/exchange-handlers';
import { ExpectedError } from './expected-error';
import type { Log } from './log';
import { createPassTypes } from './passes/pass-types';
import { createPasses } from './passes/passes';
import { createPassesHandlers } from './passes/passes-handlers';
import { createReports } from './reports/reports';
import { createReportsHandlers } from './reports/reports-handlers';
import { createScans } from './scans/scans';
import { createScansHandlers } from './scans/scans-handlers';
import { openSettings } from './settings/settings';
import { createSettingsHandlers } from './settings/settings-handlers';
import { createKeyHandlers } from './signing/key-handlers';
import type { SecretBox } from './signing/key-store';
import { openSigning } from './signing/signing';
import { createOfficeHandlers } from './staff/office-handlers';
import { createSessions } from './staff/sessions';
import { createSetUp } from './staff/set-up';
import { createStaff } from './staff/staff';
import { createStaffHandlers } from './staff/staff-handlers';

export type DesktopHandlers = HandlersOf<
  'desktop.settings' | 'desktop.saveSettings' | 'desktop.printers' | 'desktop.print'
>;

export interface BoxOfficeOptions {
  /** Holds `epass.db` and the wrapped signing keys; made when missing, readable by this user only. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** The system's keychain, or null where there is none that can be trusted. */
  readonly keychain: SecretBox | null;
  /** Unlocks passphrase-protected keys at start, for an office that has nobody in front of it. */
  readonly keyPassphrase: string | null;
  /** Where the thread that makes WAL checkpoints starts; a URL because it is a file of its own in every build. */
  readonly checkpointWorker: URL;
  /** Wanted from whoever sets the office up over HTTPS. Null in the desk's own window. */
  readonly setUpCode: string | null;
  /** Printers and the like; null without a desktop. */
  readonly desktop: DesktopHandlers | null;
  readonly demo: boolean;
  readonly version: string;
}

export type BoxOffice = Awaited<ReturnType<typeof openBoxOffice>>;

/**
 * The whole office without a way in: database, keys, clock and folders come in, dispatch comes out.
 * @throws NewerDatabaseError and whatever SQLite says of a file that cannot be opened
 */
export async function openBoxOffice(options: BoxOfficeOptions) {
  const { folder, now, log } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'epass.db');
  const { db, sqlite, changes, close } = openSqlite(file);
  try {
    await migrate(db);
  } catch (error) {
    await close();
    throw error;
  }
  const checkpoints = startCheckpoints({ worker: options.checkpointWorker, file, sqlite, log });

  const settings = await openSettings(db);
  const signing = await openSigning({ folder, db, settings, keychain: options.keychain, now });
  if (options.keyPassphrase !== null && signing.state() === 'locked') await signing.unlock(options.keyPassphrase);
  const sessions = createSessions({ now, settings });
  const staff = createStaff({ db, sessions, now });
  const passTypes = createPassTypes({ db });
  const passes = createPasses({ db, settings, now });
  const scans = createScans({ db, signing, now });
  const reports = createReports({ db, settings, changes });
  const exchange = createExchange({ db, settings, now });
  const setUp = createSetUp({ db, settings, signing, staff, passTypes, setUpCode: options.setUpCode, now });

  const dispatch = createDispatch({
    contract,
    handlers: {
      ...createOfficeHandlers({ ...options, settings, signing, sessions, setUp }),
      ...createSettingsHandlers(settings),
      ...createKeyHandlers(signing),
      ...createStaffHandlers({ staff, sessions }),
      ...createPassesHandlers({ passes, passTypes, signing }),
      ...createScansHandlers(scans),
      ...createReportsHandlers(reports),
      ...createExchangeHandlers(exchange),
      ...(options.desktop ?? withoutDesktop),
    },
    callerOf: sessions.callerOf,
    reportBug: (operation, error) => log.bug(operation, error),
  });

  return {
    dispatch,
    settings,
    async close(): Promise<void> {
      await scans.settle();
      await checkpoints.stop();
      await close();
    },
  };
}

/** Dispatch already refuses these without a window; they are here so that no operation is without a handler. */
const withoutDesktop: DesktopHandlers = {
  'desktop.settings': refuse,
  'desktop.saveSettings': refuse,
  'desktop.printers': refuse,
  'desktop.print': refuse,
};

function refuse(): never {
  throw new ExpectedError('unknown-operation');
}
