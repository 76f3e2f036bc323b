import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Instant } from '../../src-shared/instant';
import { ensureFolder, syncFile, syncFolder, writeNewFile } from '../backups/safe-files.ts';
import { EVENT_FILE } from '../folder-files.ts';

// What was decided is written down before the first file is moved, so that whatever stops the computer meanwhile, the
// next start finishes it: there is the old event or the new one, never none, and never a file with the WAL of another.

/** The database and what SQLite keeps beside it. */
const SUFFIXES = ['', '-wal', '-shm', '-journal'] as const;
const DECISION = 'restore-decided.json';
const DRAFT = `${DECISION}.draft`;
const SCRATCH_PREFIX = 'restore-scratch-';

/** Both within the office's folder. */
interface Decision {
  /** What will be the event. */
  readonly put: string;
  /** Where what is the event now goes. */
  readonly keepAs: string;
}
const PLACE = /^(restore-scratch-[0-9a-f]{16}\/epass|replaced\/epass-[\w-]+)\.db$/;

/**
 * Puts a finished copy in the place of the event. What was there is kept, and nothing ever deletes it. No connection
 * may have either file open.
 * @param copy the database in a folder that `makeScratchFolder` gave
 * @returns the name of what was there, within the office's folder; null where there was nothing
 */
export function putInPlace(folder: string, copy: string, at: Instant): string | null {
  syncFile(copy);
  syncFolder(path.dirname(copy));
  const hadEvent = exists(path.join(folder, EVENT_FILE));
  const keepAs = freeName(folder, at);
  decide(folder, { put: within(folder, copy), keepAs });
  if (hadEvent) tidy(path.join(folder, keepAs));
  return hadEvent ? keepAs : null;
}

/**
 * Puts the event aside because it is somewhere else now. No connection may have it open.
 * @returns the name of what was there, within the office's folder; null where there was nothing
 */
export function putAside(folder: string, at: Instant): string | null {
  if (!exists(path.join(folder, EVENT_FILE))) return null;
  const keptAs = freeName(folder, at);
  ensureFolder(path.join(folder, path.dirname(keptAs)));
  move(path.join(folder, EVENT_FILE), path.join(folder, keptAs));
  for (const one of [path.join(folder, path.dirname(keptAs)), folder]) syncFolder(one);
  tidy(path.join(folder, keptAs));
  return keptAs;
}

/**
 * Puts back what `putAside` put aside.
 * @param keptAs what it returned
 */
export function takeBack(folder: string, keptAs: string | null): void {
  if (keptAs === null) return;
  move(path.join(folder, keptAs), path.join(folder, EVENT_FILE));
  for (const one of [path.join(folder, path.dirname(keptAs)), folder]) syncFolder(one);
}

/**
 * Puts back what `putInPlace` kept, because the new event could not be opened; that one is only a copy of a backup.
 * @param keptAs what `putInPlace` returned
 */
export function putBack(folder: string, keptAs: string | null): void {
  const undone = path.join(makeScratchFolder(folder), EVENT_FILE);
  if (keptAs === null) move(path.join(folder, EVENT_FILE), undone);
  else decide(folder, { put: keptAs, keepAs: within(folder, undone) });
  sweepScratch(folder);
}

/**
 * Finishes what was decided before the computer stopped, and clears away what was not. Call while the folder is locked
 * and nothing in it is open.
 */
export function finishRestore(folder: string): void {
  const decision = readDecision(folder);
  if (decision) carryOut(folder, decision);
  rmSync(path.join(folder, DRAFT), { force: true });
  sweepScratch(folder);
}

/** A new folder for a copy that nobody has decided on, which nobody else may enter. */
export function makeScratchFolder(folder: string): string {
  const scratch = path.join(folder, SCRATCH_PREFIX + randomBytes(8).toString('hex'));
  mkdirSync(scratch, { mode: 0o700 });
  return scratch;
}

function sweepScratch(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(SCRATCH_PREFIX)) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Under another name first, so that a decision is whole or is none. */
function decide(folder: string, decision: Decision): void {
  const draft = path.join(folder, DRAFT);
  rmSync(draft, { force: true });
  writeNewFile(draft, JSON.stringify(decision));
  renameSync(draft, path.join(folder, DECISION));
  syncFolder(folder);
  carryOut(folder, decision);
}

/** Can be begun any number of times. */
function carryOut(folder: string, { put, keepAs }: Decision): void {
  const [event, next, kept] = [path.join(folder, EVENT_FILE), path.join(folder, put), path.join(folder, keepAs)];
  // As long as the next event is where it was, what has the event's name is the old one.
  if (exists(next)) {
    ensureFolder(path.dirname(kept));
    // Nothing was to be there again; if something is, it is no reason to lose what was kept.
    move(event, exists(event) && exists(kept) ? path.join(folder, freeName(folder, null)) : kept);
    for (const one of [path.dirname(kept), folder]) syncFolder(one);
    move(next, event);
    for (const one of [path.dirname(next), folder]) syncFolder(one);
  }
  rmSync(path.join(folder, DECISION), { force: true });
  syncFolder(folder);
}

/** A database with all that belongs to it, itself last; parts that were moved before are there already. */
function move(from: string, to: string): void {
  for (const suffix of SUFFIXES.toReversed()) if (exists(from + suffix)) renameSync(from + suffix, to + suffix);
}

/** An empty WAL says nothing, and would only raise the question of what it is. */
function tidy(database: string): void {
  if (lstatSync(`${database}-wal`, { throwIfNoEntry: false })?.size !== 0) return;
  for (const suffix of ['-wal', '-shm']) rmSync(database + suffix, { force: true });
}

/** @throws where there is one that cannot be read, and no event: then somebody has to look, and nothing is touched */
function readDecision(folder: string): Decision | null {
  const file = path.join(folder, DECISION);
  if (!exists(file)) return null;
  try {
    return parseDecision(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!exists(path.join(folder, EVENT_FILE))) throw error;
    rmSync(file);
    return null;
  }
}

function parseDecision(text: string): Decision {
  const { put, keepAs } = JSON.parse(text) as Record<string, unknown>;
  if (typeof put !== 'string' || typeof keepAs !== 'string' || !PLACE.test(put) || !PLACE.test(keepAs)) {
    throw new Error('what was decided cannot be read');
  }
  return { put, keepAs };
}

function freeName(folder: string, at: Instant | null): string {
  const stem = at === null ? 'found' : at.replaceAll(/[-:]|\.\d+/g, '');
  for (let number = 1; ; number += 1) {
    const name = `replaced/epass-${stem}${number === 1 ? '' : `-${number}`}.db`;
    if (SUFFIXES.every((suffix) => !exists(path.join(folder, name + suffix)))) return name;
  }
}

function within(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
