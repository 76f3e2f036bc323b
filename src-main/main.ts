import { mkdtempSync, readFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { app, dialog, ipcMain, powerMonitor, protocol, session } from 'electron';
import { type StartUpProblem, startUpAddress } from '../src-shared/start-up-problem';
import type { DesktopHandlers } from './box-office';
import { registerAppScheme, serveAssets } from './desktop/app-protocol';
import { createDeskConnection } from './desktop/desk-connection';
import { DESK_ORIGIN } from './desktop/desk-origin';
import { createDesktopHandlers } from './desktop/desktop-handlers';
import { createDialogs } from './desktop/dialogs';
import { noteEndedHelpers } from './desktop/helper-processes';
import { openKeychain } from './desktop/keychain';
import { createLateEventFolder } from './desktop/late-event-folder';
import { createLateMachineStore } from './desktop/late-machine-store';
import { createLateUpdater } from './desktop/late-updater';
import { installMenu } from './desktop/menu';
import { confineNavigation } from './desktop/navigation';
import { cutNetwork } from './desktop/network';
import { openedBackup } from './desktop/opened-backup';
import { createOpenings } from './desktop/openings';
import { restrictPermissions } from './desktop/permissions';
import { createDeskWindow } from './desktop/window';
import { createLog, type Log } from './log';
import { openLogFile } from './log-file';
import { EventFolderAwayError, eventFolderOf } from './machine/event-folder';
import { machineFolderOf } from './machine/machine-folder';
import type { MachineStore } from './machine/machine-store';
import type { OfficeKeeper } from './office-keeper';
import { type Options, OptionsError, parseOptions } from './options';
import type { Dialogs } from './restore/dialogs';
import { storeFrom } from './store/store-from';
import { loadAssets } from './transports/assets';
import { serveIpc } from './transports/ipc';
import { ENDING_TITLE, endingWords, watchUnexpected } from './unexpected';
import type { Updater } from './updates/updater';

process.umask(0o077);
// Root, as in a container, has no sandbox, and nothing starts where one is asked for all the same.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();

const options = readOptions();
// What a demo leaves of its window and its log goes where the system clears up by itself.
const home = options.demo ? mkdtempSync(path.join(tmpdir(), 'epass-demo-window-')) : options.folder;
app.setPath('userData', machineFolderOf(home));
// Only while developing: the page then comes from the server that rebuilds it.
const developmentServer = app.isPackaged ? undefined : process.env['VITE_DEV_SERVER_URL'];
const origin = developmentServer === undefined ? DESK_ORIGIN : new URL(developmentServer).origin;

// What somebody double-clicked: on the command line, and on macOS in a message.
let opened = openedBackup(process.argv.slice(1), process.platform);
app.on('open-file', (event, file) => {
  event.preventDefault();
  opened = openedBackup([file], process.platform) ?? opened;
});

// Read while Electron gets ready.
const assets = loadAssets(path.join(import.meta.dirname, '../renderer'));

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else refuseSecond();

/** The window that is open comes forward; what was to be restored has to wait until it is closed. */
function refuseSecond(): void {
  if (options.restore === null) return app.quit();
  process.stderr.write('E-Pass Box Office is open. Close it, then restore, or restore in its window.\n');
  app.exit(1);
}

/** What cannot be is told in a sentence on the console, where it was typed. */
function readOptions(): Options {
  try {
    return parseOptions(process.argv.slice(1), app.getPath('appData'));
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

async function start(): Promise<void> {
  const log = createLog(openLogFile(path.join(home, 'office.log')));
  confineNavigation(app, origin);
  cutNetwork(session.defaultSession, origin);
  restrictPermissions(session.defaultSession, origin);
  serveAssets(protocol, assets, origin);
  noteEndedHelpers(app, log);
  installMenu();

  const ownFile = process.env['APPIMAGE'] ?? process.env['PORTABLE_EXECUTABLE_FILE'] ?? null;
  // Never a backup to restore: that would take back what was sold since.
  const startWith = options.isNamed ? ['--data', home] : [];
  const updates = createLateUpdater({ folder: home, ownFile, startWith, log });
  const store = createLateMachineStore(machineFolderOf(home));
  const desk = createDeskWindow({ store, log, now: () => performance.now() });
  const door = createDeskConnection(store, desk.contents, origin);
  // It shares the folder of this one, and may be anybody's: nothing that it says changes the page somebody works on.
  app.on('second-instance', (_event, words) => {
    opened = openedBackup(words.slice(1), process.platform) ?? opened;
    desk.focus();
  });
  app.on('window-all-closed', () => app.quit());

  // The first picture comes first, and the page gets ready while the office opens; what it asks for until then waits.
  // A first loading that somebody interrupts, by reloading at once, is no failure of the office.
  const shown = desk
    .open(`${origin}${opened === null ? '/' : '/restore'}`)
    .catch((error: unknown) => log.bug('window', error));
  const painted = desk.painted();
  // Only once, whatever somebody tries again afterwards.
  let { restore } = options;
  const dialogs = createDialogs(desk.contents, () => opened);
  let folder = home;
  const eventFolder = createLateEventFolder({ ...options, folder: home, dialogs, machine: store.open, reopen, log });
  const openings = createOpenings({
    noOffice: eventFolder.noOffice,
    async open() {
      await painted;
      const wanted = restore;
      restore = null;
      try {
        folder = eventFolderOf({ ...options, folder: home });
        const machine = await store.open();
        const desktop = { ...createDesktopHandlers(machine, desk.contents), ...(await eventFolder.open()) };
        const updater = await updates.open();
        return await openOffice({ folder, log, machine, desktop, dialogs, updater, restore: wanted });
      } catch (error) {
        if (error instanceof EventFolderAwayError) ({ folder } = error);
        log.bug('start-up', error);
        if (wanted !== null) await endWithSentence(error, folder);
        throw error;
      }
    },
    // Where the event is there and cannot be opened, a backup can be brought back from that page.
    async tell(problem) {
      await shown;
      const { startUpProblemOf } = await import('./desktop/start-up-problem');
      const named = startUpProblemOf(problem);
      // What nobody foresaw is in the log, which is no part of the event.
      const address = `${origin}${startUpAddress(named, named === 'unknown' ? home : folder)}`;
      await desk.show(address).catch((error: unknown) => log.bug('window', error));
    },
  });
  async function reopen(): Promise<StartUpProblem | null> {
    const problem = await openings.reopen();
    if (problem === null) return null;
    const { startUpProblemOf } = await import('./desktop/start-up-problem');
    return startUpProblemOf(problem);
  }
  serveIpc(ipcMain, openings.dispatch, door.of);
  const lock = () => void openings.dispatch('session.lock', {}, door.connection);
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  closeBeforeQuit(openings.close, updates.finish);
  watchUnexpected({
    source: process,
    log,
    now: () => performance.now(),
    isWell: openings.isWell,
    end: async (reference) => {
      await openings.close().catch((error: unknown) => log.bug('process', error));
      dialog.showErrorBox(ENDING_TITLE, endingWords(reference));
      app.exit(1);
    },
  });
  await openings.begin();
}

/** What was asked for on the command line is answered there. */
async function endWithSentence(error: unknown, folder: string): Promise<void> {
  const { startUpSentence } = await import('./serve-words');
  process.stderr.write(
    `${startUpSentence(error, { ...options, folder }) ?? `The backup was not restored: ${String(error)}`}\n`,
  );
  app.exit(1);
}

interface OfficeParts {
  readonly folder: string;
  readonly log: Log;
  readonly machine: MachineStore;
  readonly desktop: DesktopHandlers;
  readonly dialogs: Dialogs;
  readonly updater: Updater;
  readonly restore: string | null;
}

async function openOffice(parts: OfficeParts): Promise<OfficeKeeper> {
  // Half of the program, and nothing that the first picture needs.
  const { openDesktopOffice } = await import('./desktop/open-desktop-office');
  const keychain = openKeychain();
  const passphraseFile = process.env['EPASS_BACKUP_PASSPHRASE_FILE'];
  const now = () => Date.now();
  return openDesktopOffice({
    ...parts,
    demo: options.demo,
    now,
    keychain,
    assets,
    backupPassphrase: passphraseFile ? readFileSync(passphraseFile, 'utf8').replace(/\r?\n$/, '') : null,
    store: storeFrom(process.env, hostname()),
    version: app.getVersion(),
  });
}

/** What was acknowledged is on the disk already; this lets the last scans finish and leaves one tidy file. */
function closeBeforeQuit(close: () => Promise<void>, finish: () => void): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void close().finally(() => {
      closed = true;
      // Another version in the place of this one, when somebody wanted that.
      finish();
      // Electron ignores this while it still asks whether to quit, which is where a close without work would end.
      setImmediate(() => app.quit());
    });
  });
}
