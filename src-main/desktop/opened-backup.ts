import { lstatSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NAME = /\.(sealed|db)$/i;

/**
 * The backup that somebody opened with this program, from what the system or another start of it hands over: words that
 * anybody on this computer can choose. Null unless one of them is the absolute path or `file:` address of a plain file that
 * is called like a backup. Whether it is one is found out later, and nothing is restored without a person.
 * @param words everything on the command line but the program itself
 * @param platform as `process.platform`; on Windows a path may name another computer, which would be told who asks
 */
export function openedBackup(words: readonly unknown[], platform: NodeJS.Platform): string | null {
  for (const word of words) {
    const file = typeof word === 'string' ? pathIn(word, platform) : null;
    if (file !== null && isPlainFile(file)) return file;
  }
  return null;
}

function pathIn(word: string, platform: NodeJS.Platform): string | null {
  if (!NAME.test(word)) return null;
  const { isAbsolute, normalize } = platform === 'win32' ? path.win32 : path.posix;
  const file = word.startsWith('file:') ? pathOfAddress(word) : word;
  if (file === null || !isAbsolute(file)) return null;
  const isElsewhere = platform === 'win32' && /^[\\/]{2}/.test(file);
  return isElsewhere ? null : normalize(file);
}

/** Only of an address on this computer: of another one there is none here, and on Windows it is a path to that one. */
function pathOfAddress(address: string): string | null {
  try {
    const url = new URL(address);
    return url.search === '' && url.hash === '' ? fileURLToPath(url) : null;
  } catch {
    return null;
  }
}

/** What no file can be called, with a NUL or too long, is none. */
function isPlainFile(file: string): boolean {
  try {
    return lstatSync(file).isFile();
  } catch {
    return false;
  }
}
