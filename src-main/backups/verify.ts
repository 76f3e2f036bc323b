import { lstatSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import BetterSqlite from 'better-sqlite3';
import { integrityCheck } from '../database/quick-check.ts';
import { BackupFailure } from './backup-failure.ts';
import { readFigures, readHoldings, readIdentity } from './event-contents.ts';
import { type Manifest, manifestPath, readManifest } from './manifest.ts';
import { digestOf } from './safe-files.ts';
import { isSealed, unsealFile } from './seal.ts';

export interface Verified {
  /** Null for a database that came without one: then nothing says that it is what it was. */
  readonly manifest: Manifest | null;
  readonly encrypted: boolean;
}

interface VerifyOptions {
  /** Opens an encrypted one, all of it. Without, its digest has to do. */
  readonly passphrase?: string | undefined;
  /** From 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Reads a backup through and compares it with its manifest. Changes nothing.
 * @throws BackupFailure `copy-damaged` when anything differs, or the system's failure to read it
 * @throws ExpectedError `wrong-passphrase`
 */
export async function verifyBackup(file: string, options: VerifyOptions = {}): Promise<Verified> {
  const { passphrase, onProgress = () => undefined } = options;
  const manifest = readManifest(file);
  if (!manifest && exists(manifestPath(file))) throw new BackupFailure('copy-damaged', 'its manifest is damaged');
  const encrypted = isSealed(file);

  if (manifest) {
    const found = digestOf(file, (bytes) => onProgress((0.7 * bytes) / Math.max(1, manifest.bytes)));
    if (found.bytes !== manifest.bytes || found.sha256 !== manifest.sha256) {
      throw new BackupFailure('copy-damaged', 'it is not the file that was written');
    }
    if (encrypted !== (manifest.encryption !== null)) throw new BackupFailure('copy-damaged', 'encrypted or not');
  }
  if (!encrypted) verifyDatabase(file, manifest);
  else if (passphrase !== undefined) {
    const plain = await unsealFile(file, passphrase, null);
    if (manifest && plain.sha256 !== manifest.plain.sha256)
      throw new BackupFailure('copy-damaged', 'holds another file');
  }
  onProgress(1);
  return { manifest, encrypted };
}

/**
 * Opens a database for reading only, has SQLite check all of it, and compares what it holds with the manifest.
 * @throws BackupFailure `copy-damaged`
 */
export function verifyDatabase(file: string, manifest: Manifest | null): void {
  const sqlite = openForReading(file);
  try {
    const said = integrityCheck(sqlite);
    if (said !== 'ok') throw new BackupFailure('copy-damaged', said);
    if (!manifest) return void readHoldings(sqlite);
    const { eventId, lineage, sequence, migration } = manifest;
    const [identity, tables] = [readIdentity(sqlite), readFigures(sqlite).tables];
    if (!isDeepStrictEqual(identity, { eventId, lineage, sequence, migration })) {
      throw new BackupFailure('copy-damaged', 'another event or another journal');
    }
    if (!isDeepStrictEqual({ ...tables }, { ...manifest.tables }))
      throw new BackupFailure('copy-damaged', 'rows differ');
    if (!isDeepStrictEqual(readHoldings(sqlite), manifest.holdings))
      throw new BackupFailure('copy-damaged', 'sums differ');
  } catch (error) {
    throw asDamage(error);
  } finally {
    sqlite.close();
  }
}

/** A database that may come from anywhere: nothing in its schema runs. @throws BackupFailure `copy-damaged` */
export function openForReading(file: string): BetterSqlite.Database {
  try {
    const sqlite = new BetterSqlite(file, { readonly: true, fileMustExist: true });
    sqlite.pragma('trusted_schema = OFF');
    sqlite.pragma('cell_size_check = ON');
    return sqlite;
  } catch (error) {
    throw asDamage(error);
  }
}

/** Of a copy, what SQLite cannot read is damage to the copy. */
function asDamage(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const damaged = /^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(code) || error instanceof SyntaxError;
  return damaged ? new BackupFailure('copy-damaged', error) : error;
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
