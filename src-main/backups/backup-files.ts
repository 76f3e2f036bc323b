import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Backup, BackupKind, BackupPlace } from '../../src-shared/contract/backups';
import { toInstant } from '../../src-shared/moment.ts';
import { KINDS, type Manifest, manifestPath, readManifestSoon } from './manifest.ts';

/** Where backups lie, as ids name it. A file that was chosen has an id of its own. */
export type Root = Exclude<BackupPlace, 'chosen'>;
export type Roots = Readonly<Partial<Record<Root, string | null>>>;

export interface FoundBackup {
  readonly backup: Backup;
  readonly path: string;
  /** Null when it is missing or damaged. */
  readonly manifest: Manifest | null;
}

const NAME = /^epass-(\d{8}T\d{6}Z)(-\d+)?\.db(\.sealed)?$/;

/**
 * Every backup below a root, newest first; none where the root is not there. Their bytes are not read: one whose
 * length and manifest are as they should be counts as verified, as it was before it got its name.
 */
export async function listBackups(root: string, place: Root): Promise<FoundBackup[]> {
  const found = await Promise.all(KINDS.map((kind) => listKind(path.join(root, 'backups', kind), place, kind)));
  return found.flat().toSorted((a, b) => compare(b, a));
}

/** The path behind an id that `listBackups` gave. Null for any other text, and where that root is not known. */
export function pathOfBackup(id: string, roots: Roots): string | null {
  const [place, kind, name, ...rest] = id.split('/');
  const root = place === 'here' || place === 'second' ? roots[place] : null;
  if (!root || rest.length > 0 || !KINDS.some((known) => known === kind) || !NAME.test(name ?? '')) return null;
  return path.join(root, 'backups', String(kind), String(name));
}

/** A single backup as the contract has it, for one that was just made or checked. */
export async function describeBackup(file: string, place: BackupPlace, kind: BackupKind): Promise<FoundBackup | null> {
  const stats = await lstat(file).catch(() => null);
  return stats?.isFile() ? describe(file, stats, place, kind) : null;
}

async function listKind(folder: string, place: Root, kind: BackupKind): Promise<FoundBackup[]> {
  const own = await lstat(folder).catch(() => null);
  if (!own?.isDirectory()) return [];
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => NAME.test(name)).map((name) => describeBackup(path.join(folder, name), place, kind)),
  );
  return found.filter((one) => one !== null);
}

async function describe(
  file: string,
  { size, mtimeMs }: Stats,
  place: BackupPlace,
  kind: BackupKind,
): Promise<FoundBackup> {
  const fileName = path.basename(file);
  const manifest = await readManifestSoon(file);
  const hasNote = manifest !== null || (await lstat(manifestPath(file)).catch(() => null)) !== null;
  const whole = manifest?.bytes === size;
  return {
    path: file,
    manifest,
    backup: {
      id: `${place}/${kind}/${fileName}`,
      kind,
      place,
      fileName,
      at: manifest?.at ?? timeIn(fileName) ?? toInstant(Math.trunc(mtimeMs)),
      bytes: size,
      encrypted: fileName.endsWith('.sealed'),
      state: whole ? 'verified' : hasNote ? 'damaged' : 'unknown',
      holds: manifest?.holdings ?? null,
    },
  };
}

function timeIn(fileName: string): Backup['at'] | null {
  const [, year, month, day, hour, minute, second] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(fileName) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isFinite(time) ? toInstant(time) : null;
}

/** Of the same second, the higher number is the later one. */
function compare(one: FoundBackup, other: FoundBackup): number {
  const number = ({ backup }: FoundBackup) => Number(/-(\d+)\.db/.exec(backup.fileName)?.[1] ?? 1);
  if (one.backup.at !== other.backup.at) return one.backup.at < other.backup.at ? -1 : 1;
  return number(one) - number(other);
}
