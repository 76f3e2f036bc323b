import { mkdirSync } from 'node:fs';
import { contract } from '../src-shared/contract/contract';
import { createBackups } from './backups/backups';
import { createBackupsHandlers } from './backups/backups-handlers';
import { secondRootOf } from './backups/second-root';
import type { HandlersOf } from './caller';
import { watchClock } from './clock-watch';
import { type DiskLimits, watchDiskSpace } from './database/disk-space';
import { openDeskIdentity } from './desks/desk-identity';
import { openDesks } from './desks/desks';
import { createDesksHandlers } from './desks/desks-handlers';
import { followOthers } from './desks/follow';
import { createKeyExchange } from './desks/key-exchange';
import { openDevices } from './devices/devices';
import { createDevicesHandlers } from './devices/devices-handlers';
import { createGateHandlers } from './devices/gate-handlers';
import { createDispatch } from './dispatch';
import { createExchange } from './exchange/exchange';
import { createExchangeHandlers } from './exchange/exchange-handlers';
import { ExpectedError } from './expected-error';
import { createHealth, createMetrics } from './health/health';
import { createHealthHandlers } from './health/health-handlers';
import { settingsForReport } from './health/report-facts';
import { createListener } from './listener/listener';
import { createListenerHandlers } from './listener/listener-handlers';
import { takeListenerOver } from './listener/take-over';
import type { Log } from './log';
import type { EventFolderOperation } from './machine/event-folder-handlers';
import type { MachineListener } from './machine/machine-store';
import type { Replace } from './office-keeper';
import { createPassTypes } from './passes/pass-types';
import { createPasses } from './passes/passes';
import { createPassesHandlers } from './passes/passes-handlers';
import { createPrivacy } from './privacy/privacy';
import { createPrivacyHandlers } from './privacy/privacy-handlers';
import { schedulePrivacy } from './privacy/schedule';
import { createReports } from './reports/reports';
import { createReportsHandlers } from './reports/reports-handlers';
import type { Dialogs } from './restore/dialogs';
import { createRestoreHandlers } from './restore/restore-handlers';
import { createRestoring } from './restore/restoring';
import { createCollisions } from './scans/collisions';
import { createGateScanHandlers } from './scans/gate-scan-handlers';
import { createGateSearch } from './scans/gate-search';
import { createScanTally } from './scans/scan-tally';
import { createScans } from './scans/scans';
import { createScansHandlers } from './scans/scans-handlers';
import { openSettings, type Settings } from './settings/settings';
import { createSettingsHandlers } from './settings/settings-handlers';
import { createKeyHandlers } from './signing/key-handlers';
import type { SecretBox } from './signing/key-store';
import { openSigning } from './signing/signing';
import { createOfficeHandlers } from './staff/office-handlers';
import { createSessions } from './staff/sessions';
import { createSetUp } from './staff/set-up';
import { createStaff } from './staff/staff';
import { createStaffHandlers } from './staff/staff-handlers';
import { openEventFile } from './store/event-file';
import { openEventStore } from './store/event-store';
import { createSharing } from './store/sharing';
import { noteEvent, type StoreChoice } from './store/store-config';
import { createStoreHandlers } from './store/store-handlers';
import type { GateDoor } from './transports/gate-door';
import type { Updater } from './updates/updater';
import { createUpdates } from './updates/updates';
import { createUpdatesHandlers } from './updates/updates-handlers';

export type DesktopHandlers = HandlersOf<
  | 'desktop.settings'
  | 'desktop.saveSettings'
  | 'desktop.camera'
  | 'desktop.saveCamera'
  | 'desktop.printers'
  | 'desktop.print'
  | EventFolderOperation
>;

export interface BoxOfficeOptions {
  /** Holds `epass.db` and the wrapped signing keys; made when missing, readable by this user only. */
  readonly folder: string;
  /** The store that desks share, in the place of a file in the folder; null for that. */
  readonly store: StoreChoice | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** The system's keychain, or null where there is none that can be trusted. */
  readonly keychain: SecretBox | null;
  /** Unlocks passphrase-protected keys at start, for an office that has nobody in front of it. */
  readonly keyPassphrase: string | null;
  /** Where the thread that makes WAL checkpoints starts; a URL because it is a file of its own in every build. */
  readonly checkpointWorker: URL;
  /** Where the thread that makes, checks and restores backups starts. */
  readonly backupWorker: URL;
  /** Closes this office, puts another event in the place of its own, and opens that. */
  readonly replace: Replace;
  /** The event was put there by a restore a moment ago. */
  readonly restored: boolean;
  /** Wanted from whoever sets the office up over HTTPS. Null in the desk's own window. */
  readonly setUpCode: string | null;
  /** Keeps where phones find this computer. */
  readonly machine: MachineListener;
  /** How phones get in, once an administrator opens that way. */
  readonly gate: GateDoor;
  /** Printers and the like; null without a desktop. */
  readonly desktop: DesktopHandlers | null;
  /** The system's dialogs; null without a desktop. */
  readonly dialogs: Dialogs | null;
  /** Replaces the program; absent without a desktop. */
  readonly updater?: Updater;
  readonly demo: boolean;
  readonly version: string;
  /** How much room there has to be on the disk, for tests on small ones. */
  readonly diskLimits?: DiskLimits;
}

export type BoxOffice = Awaited<ReturnType<typeof open>>;

/**
 * The whole office without a way in: database, keys, clock and folders come in, dispatch comes out.
 * @throws NewerDatabaseError and whatever SQLite says of a file that cannot be opened
 */
export async function openBoxOffice(options: BoxOfficeOptions): Promise<BoxOffice> {
  const undo: (() => unknown)[] = [];
  try {
    return await open(options, undo);
  } catch (error) {
    // Nothing of it may stay open: a backup can be put in the place of this very file next.
    for (const close of undo.toReversed()) await close();
    throw error;
  }
}

/** @param undo gets what has to be closed should the rest not open, in the order in which it was opened */
async function open(options: BoxOfficeOptions, undo: (() => unknown)[]) {
  const { folder, now, log } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const metrics = createMetrics(now);
  const opening = { ...options, observe: metrics.queries.observe };
  const { store } = options;
  const opened = store ? await openEventStore({ ...opening, store }, undo) : await openEventFile(opening, undo);
  const { db, changes, close } = opened;
  // What is sold goes to the server's disk.
  const disk = store ? ANOTHER_DISK : watchDiskSpace(folder, options.diskLimits);

  const identity = opened.shared && (await openDeskIdentity(folder, options.keychain));
  const settings = await openSettings(db, identity?.deskId ?? null);
  const eventId = settings.eventId();
  if (store && !store.fixed && eventId !== null) noteEvent(folder, eventId);
  const keeping = await opened.keep(settings);
  const { journal } = keeping;
  await takeListenerOver({ ...options, db, deskId: settings.deskId });
  void journal.setSecondRoot(secondRoots(settings)[0] ?? null);
  const keyExchange = identity && createKeyExchange({ db, identity, now });
  const signing = await openSigning({ folder, db, settings, keychain: options.keychain, exchange: keyExchange, now });
  if (options.keyPassphrase !== null && signing.state() === 'locked') await signing.unlock(options.keyPassphrase);
  const desks =
    identity && keyExchange && store
      ? await openDesks({ ...options, db, identity, exchange: keyExchange, name: store.deskName, settings, signing })
      : null;
  if (desks) undo.push(desks.close);
  const sessions = createSessions({ now, settings });
  const tally = createScanTally(db);
  const listener = createListener({
    ...options,
    ...options.gate,
    settings,
    serve: (at) => options.gate.serve({ dispatch, settings }, at),
  });
  const devices = await openDevices({ db, now, settings, origin: listener.origin, tally, log });
  const staff = createStaff({ db, sessions, now, accountsChanged: devices.accountsChanged });
  const passTypes = createPassTypes({ db });
  const passes = createPasses({ db, settings, now });
  const scans = createScans({ db, signing, now });
  const collisions = createCollisions({ db, now });
  const find = createGateSearch(db);
  const reports = createReports({ db, settings, changes, nameOf: devices.nameOf });
  const exchange = createExchange({ db, settings, now });
  const privacy = createPrivacy({
    db,
    wiping: keeping.wiping,
    settings,
    roots: () => [folder, ...secondRoots(settings)],
    redact: journal.redact,
    restored: options.restored,
    changes,
    now,
    log,
  });
  const backups = createBackups({
    ...options,
    db,
    settings,
    exchange,
    journal,
    withFile: keeping.withFile,
    isOnDuty: keeping.isOnDuty,
    worker: options.backupWorker,
    scheduled: !options.demo,
  });
  const restoring = createRestoring({ ...options, isShared: store !== null });
  const sharing = createSharing({
    ...options,
    shared: opened.shared,
    isOnDuty: keeping.isOnDuty,
    deskId: settings.deskId,
    eventId: settings.eventId,
  });
  const updates = options.updater
    ? createUpdates({
        ...options,
        updater: options.updater,
        event: settings.eventOrNull,
        backups,
        chooseFolder: async () => (await options.dialogs?.chooseFolder()) ?? null,
      })
    : null;
  const clock = await watchClock({ folder, db, now });
  const health = createHealth({
    metrics,
    db,
    sizes: opened.sizes,
    connections: () => opened.shared?.connections() ?? null,
    tally,
    sessions: sessions.count,
    devices: devices.here,
    troubles: {
      storage: opened.storage,
      store: () => opened.shared && { over: opened.shared.over() },
      disk: disk.state,
      journal: () => ({ behindSince: journal.status().since }),
      backups: () => ({ failure: backups.failure(), secondAwaySince: backups.secondAwaySince() }),
      clock: clock.state,
    },
    clockIsRight: clock.isRight,
    now,
  });
  undo.push(health.close);
  const stopFollowing =
    opened.shared && desks
      ? followOthers({
          store: opened.shared,
          work: {
            settings: [settings.reload, desks.follow],
            signing_keys: [desks.follow],
            desk_keys: [desks.follow],
            desks: [desks.follow],
            admins: [staff.follow, devices.accountsChanged],
            devices: [devices.phonesChanged],
            erasures: [privacy.follow],
          },
          log,
        })
      : null;
  if (stopFollowing) undo.push(stopFollowing);
  const setUp = createSetUp({ db, settings, signing, staff, passTypes, setUpCode: options.setUpCode, now });

  // The set-up makes the first account and the event at once, so that this stays true exactly until then.
  const hadNobody = (await setUp.stage()) === 'new';

  const dispatch = createDispatch({
    contract,
    handlers: {
      ...createOfficeHandlers({ ...options, settings, signing, sessions, setUp, desk: () => desks?.own() ?? null }),
      ...createSettingsHandlers(settings),
      ...createKeyHandlers(signing),
      ...createStaffHandlers({ staff, sessions }),
      ...createPassesHandlers({ passes, passTypes, signing, disk }),
      ...createScansHandlers(scans),
      ...createGateScanHandlers({ scans, collisions, find, nameOf: devices.nameOf }),
      ...createReportsHandlers(reports),
      ...createExchangeHandlers(exchange, disk),
      ...createDevicesHandlers(devices),
      ...createDesksHandlers(desks),
      ...createPrivacyHandlers(privacy),
      ...createBackupsHandlers(backups, options.dialogs),
      ...createStoreHandlers(sharing),
      ...createRestoreHandlers(restoring, options.dialogs),
      ...createUpdatesHandlers(updates),
      ...createHealthHandlers({
        health,
        log,
        now,
        program: () => ({ version: options.version, demo: options.demo, desktop: options.desktop !== null }),
        settings: () => settingsForReport({ settings, machine: options.machine, signing }),
      }),
      ...createListenerHandlers({ listener, moved: devices.moved }),
      ...createGateHandlers({ devices, settings, signing, figures: reports.gate, now }),
      ...(options.desktop ?? withoutDesktop),
    },
    callerOf(connection, active) {
      if (connection.transport === 'gate') return devices.callerOf(connection);
      const caller = sessions.callerOf(connection, active);
      const isRescuer = hadNobody && connection.transport === 'ipc' && settings.eventOrNull() === null;
      return isRescuer && caller.role === 'visitor' ? { ...caller, role: 'rescuer' } : caller;
    },
    reportBug: (operation, error) => log.bug(operation, error),
    observe: metrics.calls.observe,
  });

  listener.start();
  backups.start();
  if (!options.demo) updates?.start();
  // Its journal begins anew, so that it has to have something to begin from. A failure is in the status of backups.
  if (options.restored) backups.make('manual').catch(() => undefined);
  const stopPrivacy = schedulePrivacy(privacy, log);

  return {
    dispatch,
    settings,
    /** @param answering true while a call of its own is still to be answered, which must then not be waited for */
    async close(answering = false): Promise<void> {
      if (!answering) restoring.close();
      health.close();
      await stopFollowing?.();
      await desks?.close();
      // Its port is free at once; what it still answers may be the very call that closes this office.
      const noMorePhones = listener.close();
      if (!answering) await noMorePhones;
      await scans.settle();
      updates?.close();
      clock.close();
      stopPrivacy();
      await privacy.close();
      await backups.close();
      await keeping.close();
      await close();
    },
  };
}

/** Where copies of backups and of the journal are, when a second folder is set. */
function secondRoots(settings: Settings): string[] {
  const { secondFolder } = settings.backups();
  return secondFolder === null ? [] : [secondRootOf(secondFolder)];
}

/** Of a server: whoever looks after it looks after its room, and a desk without any can still sell. */
const ANOTHER_DISK: ReturnType<typeof watchDiskSpace> = {
  state: () => ({ state: 'ok', freeBytes: null }),
  refuseWhenFull: () => undefined,
};

/** Dispatch already refuses these without a window; they are here so that no operation is without a handler. */
const withoutDesktop: DesktopHandlers = {
  'desktop.settings': refuse,
  'desktop.saveSettings': refuse,
  'desktop.camera': refuse,
  'desktop.saveCamera': refuse,
  'desktop.printers': refuse,
  'desktop.print': refuse,
  'desktop.eventFolder': refuse,
  'desktop.chooseEventFolder': refuse,
  'desktop.useEventFolder': refuse,
};

function refuse(): never {
  throw new ExpectedError('unknown-operation');
}
