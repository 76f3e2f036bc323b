import { randomUUID } from 'node:crypto';
import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { Backup } from '../../src-shared/contract/backups';
import { describeBackup, type FoundBackup, listBackups, pathOfBackup } from '../backups/backup-files';
import { isSealed } from '../backups/seal';
import { isThere, secondRootOf } from '../backups/second-root';
import { ExpectedError } from '../expected-error';
import { EVENT_FILE, LOCK_FILE } from '../folder-files';
import { readEvent } from './read-event';

/** What an office in this folder has open itself. */
const IN_USE = [EVENT_FILE, `${EVENT_FILE}-wal`, `${EVENT_FILE}-shm`, LOCK_FILE] as const;

/** Backups that a restore can begin with, by the ids under which pages know them. */
export function createFoundFiles(folder: string) {
  const chosen = new Map<string, string>();

  async function roots() {
    const second = secondRoot(folder);
    return { here: folder, second: second !== null && (await isThere(second)) ? second : null };
  }

  async function describeChosen(id: string, file: string): Promise<Backup | null> {
    const found = await describeBackup(file, 'chosen', 'manual');
    return found && asChosen(id, found);
  }

  return {
    /** Newest first; files that were chosen before all others. */
    async list(): Promise<Backup[]> {
      const { second } = await roots();
      const lists = [listBackups(folder, 'here'), ...(second === null ? [] : [listBackups(second, 'second')])];
      const found = (await Promise.all(lists)).flat().map(({ backup }) => backup);
      const picked = await Promise.all([...chosen].map(([id, file]) => describeChosen(id, file)));
      return [
        ...picked.filter((one) => one !== null),
        ...found.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)),
      ];
    },

    /**
     * Takes a file in that somebody pointed at.
     * @throws ExpectedError `backup-unusable` for what is no file, or is in use as the event itself; `not-found`
     */
    async choose(file: string): Promise<Backup> {
      refuseOwn(folder, file);
      const known = [...chosen].find(([, one]) => one === file)?.[0];
      const id = known ?? `chosen/${randomUUID()}`;
      const backup = await describeChosen(id, file);
      if (!backup) throw new ExpectedError('not-found');
      chosen.set(id, file);
      return backup;
    },

    /** @throws ExpectedError `not-found` when it is unknown or gone */
    async find(id: string): Promise<{ readonly backup: Backup; readonly file: string }> {
      const isChosen = chosen.has(id);
      const file = chosen.get(id) ?? pathOfBackup(id, await roots());
      if (file === null) throw new ExpectedError('not-found');
      const backup = isChosen ? await describeChosen(id, file) : await describeListed(id, file);
      if (!backup) throw new ExpectedError('not-found');
      refuseOwn(folder, file);
      return { backup, file };
    },

    /**
     * Folders that may have the journal of a backup: this event's, the second folder's, and those around the backup,
     * which on another computer are all there is.
     */
    async journalRoots(file: string): Promise<string[]> {
      const { here, second } = await roots();
      const beside = path.dirname(file);
      const around = path.dirname(path.dirname(beside));
      return [...new Set([here, ...(second === null ? [] : [second]), around, beside])];
    },
  };
}

async function describeListed(id: string, file: string): Promise<Backup | null> {
  const place = id.startsWith('second/') ? 'second' : 'here';
  const found = await describeBackup(file, place, 'manual');
  return found && { ...found.backup, id, kind: found.manifest?.kind ?? kindIn(id) };
}

function kindIn(id: string): Backup['kind'] {
  const kind = id.split('/')[1];
  return kind === 'hourly' || kind === 'daily' || kind === 'before-update' || kind === 'before-restore'
    ? kind
    : 'manual';
}

/** Whatever a file that was chosen is called, what is in it counts. */
function asChosen(id: string, { backup, manifest, path: file }: FoundBackup): Backup {
  return { ...backup, id, kind: manifest?.kind ?? backup.kind, encrypted: isSealed(file) };
}

/** Also because opening a file that SQLite has open, and closing it again, would take SQLite's locks away. */
function refuseOwn(folder: string, file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats) throw new ExpectedError('not-found');
  const isOwn = IN_USE.some((name) => {
    const own = lstatSync(path.join(folder, name), { throwIfNoEntry: false });
    return own !== undefined && own.dev === stats.dev && own.ino === stats.ino;
  });
  if (isOwn || !stats.isFile()) throw new ExpectedError('backup-unusable');
}

/** As the event's own settings say, also where the event cannot be opened any more. */
function secondRoot(folder: string): string | null {
  try {
    return readEvent(path.join(folder, EVENT_FILE), (sqlite) => {
      const json = sqlite.prepare<[], string>(`SELECT value FROM settings WHERE name = 'backups'`).pluck().get();
      const second = json === undefined ? null : (JSON.parse(json) as { secondFolder?: unknown }).secondFolder;
      return typeof second === 'string' && path.isAbsolute(second) ? secondRootOf(second) : null;
    });
  } catch {
    return null;
  }
}
