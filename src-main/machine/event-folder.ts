import { lstatSync } from 'node:fs';
import path from 'node:path';
import { FolderPath } from '../../src-shared/folder-path';
import { LOCK_FILE } from '../folder-files';
import type { Options } from '../options';
import { machineFolderOf } from './machine-folder';
import { readEarly } from './read-early';

/** The folder that somebody chose for the event is not there, such as on a disk that is not plugged in. */
export class EventFolderAwayError extends Error {
  override readonly name = 'EventFolderAwayError';
  readonly folder: string;

  constructor(folder: string) {
    super(
      `The folder that was chosen for the event is not there: ${folder}. Plug in its disk, or name another folder with --data.`,
    );
    this.folder = folder;
  }
}

/**
 * Where this start finds the event: in the folder that was chosen in the settings of this computer, unless one was named
 * for this start. A chosen folder has been opened before, and the file by which it is locked tells it from the empty one
 * that a disk leaves behind where it was mounted; an event that began anew there would refuse everybody.
 * @throws EventFolderAwayError
 */
export function eventFolderOf({ folder, isNamed, demo }: Pick<Options, 'folder' | 'isNamed' | 'demo'>): string {
  const chosen = isNamed || demo ? null : readEarly(machineFolderOf(folder), 'eventFolder', FolderPath);
  if (chosen === null) return folder;
  if (!isThere(path.join(chosen, LOCK_FILE))) throw new EventFolderAwayError(chosen);
  return chosen;
}

function isThere(file: string): boolean {
  try {
    return lstatSync(file).isFile();
  } catch {
    // Not there, or on a disk that does not answer any more.
    return false;
  }
}
