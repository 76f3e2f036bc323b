import path from 'node:path';

/** Of the file in which a computer keeps what belongs to it. */
export const MACHINE_FILE = 'machine';

/** Where that file is, beside what the window keeps. @param folder the office's */
export function machineFolderOf(folder: string): string {
  return path.join(folder, 'window');
}
