import { existsSync } from 'node:fs';
import { readdir, realpath, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FolderHolds } from '../../src-shared/contract/desktop';
import { withinPatience } from '../backups/second-root';
import { EVENT_FILE, LOCK_FILE } from '../folder-files';
import { FolderInUseError, lockFolder } from '../lock';
import { readStoreChoice } from '../store/store-config';

/**
 * Of file systems over a network, as Linux numbers them in linux/magic.h: NFS, SMB in its three generations, Ceph and 9P.
 * The write-ahead log of SQLite does not work over any (sqlite.org/wal.html). FUSE is not among them, for sticks of
 * Windows are FUSE too.
 */
const NETWORK_TYPES: readonly number[] = [0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x00c36400, 0x01021997];

/** What systems put into every folder or every disk. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  'lost+found',
  'System Volume Information',
  '$RECYCLE.BIN',
  'desktop.ini',
]);

interface Places {
  /** Where the event is. */
  readonly current: string;
  /** What belongs to this computer, where the event usually is. */
  readonly usual: string;
}

/** What there is in a folder that somebody might keep the event in. It is left as it was found. */
export async function lookAtFolder(folder: string, { current, usual }: Places): Promise<FolderHolds> {
  try {
    return await withinPatience(look(folder, current, usual));
  } catch {
    // Not there, not to be read, or on a disk that does not answer.
    return 'missing';
  }
}

async function look(folder: string, current: string, usual: string): Promise<FolderHolds> {
  if (!path.isAbsolute(folder)) return 'missing';
  const real = await realpath(folder);
  if (real === (await realOf(current))) return 'same';
  if (await isOnNetwork(real)) return 'network';
  const isUsual = real === (await realOf(usual));
  if (holdsEvent(real)) return (await isWritable(real)) ? lockedOr('event', real) : 'not-writable';
  if (isUsual) return lockedOr('nothing', real);
  for (const ours of [current, usual]) if (isWithin(await realOf(ours), real)) return 'within';
  if ((await readdir(real)).some(isOfSomebody)) return 'other-things';
  return (await isWritable(real)) ? lockedOr('nothing', real) : 'not-writable';
}

/** Whether an office would open an event there, and not begin one. @throws when the choice of a store cannot be read */
function holdsEvent(folder: string): boolean {
  return existsSync(path.join(folder, EVENT_FILE)) || readStoreChoice(folder) !== null;
}

/** Nobody has a folder open that was never locked, and one that was is not given a lock of its own by looking. */
function lockedOr(holds: FolderHolds, folder: string): FolderHolds {
  if (!existsSync(path.join(folder, LOCK_FILE))) return holds;
  try {
    lockFolder(folder)();
    return holds;
  } catch (error) {
    if (error instanceof FolderInUseError) return 'in-use';
    throw error;
  }
}

function isOfSomebody(name: string): boolean {
  // An office that was begun here and never set up leaves these.
  return !name.startsWith('.') && !EVERYWHERE.has(name) && name !== LOCK_FILE;
}

async function realOf(folder: string): Promise<string | null> {
  return realpath(folder).catch(() => null);
}

function isWithin(outer: string | null, inner: string): boolean {
  if (outer === null) return false;
  const way = path.relative(outer, inner);
  return !way.startsWith('..') && !path.isAbsolute(way);
}

async function isOnNetwork(folder: string): Promise<boolean> {
  // As `\\server\share` on Windows; elsewhere no path of a folder begins so once it is real.
  if (folder.startsWith('\\\\')) return true;
  return process.platform === 'linux' && NETWORK_TYPES.includes((await statfs(folder)).type);
}

async function isWritable(folder: string): Promise<boolean> {
  const trial = path.join(folder, `.tmp-trial-${crypto.randomUUID()}`);
  try {
    await writeFile(trial, '', { flag: 'wx', mode: 0o600 });
    await rm(trial);
    return true;
  } catch {
    return false;
  }
}
