import { stat } from 'node:fs/promises';
import path from 'node:path';
import { isThere } from '../backups/second-root';
import type { Database } from '../database/sqlite';
import { type Erased, listArchives, pseudonymise, removeLeftovers } from './csv-archives';
import { passIdsAfter } from './erase-passes';
import type { PrivacyOptions } from './privacy';
import { createRewrite } from './rewrite';

/** Milliseconds that whoever erases waits for the WAL; afterwards it is emptied without anybody waiting. */
const PATIENCE = 2_000;
const IDS_A_READING = 5_000;

interface FollowUpOptions
  extends Pick<
    PrivacyOptions,
    'db' | 'wiping' | 'settings' | 'roots' | 'redact' | 'changes' | 'log' | 'every' | 'restored'
  > {
  readonly queued: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * What follows once passes are erased in the database: the journal, the CSV archives and the bytes that the database
 * file keeps of what it has overwritten. That it is needed is committed together with the erasure, so that neither a
 * crash nor a stick that is not there lets it be forgotten.
 */
export function createFollowUp(options: FollowUpOptions) {
  const { db, wiping, settings, roots, redact, log } = options;
  const rewrite = createRewrite(options);
  let isStopped = false;
  let isRestored = options.restored ?? false;
  let isFilesLeft = settings.erasureLeft().files;
  /** Archives that were read since the office opened, with their time and size then. */
  let known: Map<string, string> | null = null;

  /** @param passIds erased just now; `everybody` is for whatever is erased by now */
  async function files(passIds: readonly string[] | 'everybody'): Promise<void> {
    const erasedBefore = await countErased();
    const ids = passIds === 'everybody' || isFilesLeft ? await allErased() : passIds;
    const those = new Set(ids);
    const done = [await attempt(() => redact(ids))];
    const erased = { all: await isNobodyNamed(), has: (passId: string) => those.has(passId) };
    for (const root of roots()) done.push(await attempt(() => archivesOf(root, erased, () => true)));
    isFilesLeft = done.includes(false);
    if (isFilesLeft) return;
    await settings.save('erasureLeft', { ...settings.erasureLeft(), files: false });
    if (settings.deskId !== null) await settings.save('erasedInFiles', erasedBefore);
  }

  /** Another desk has erased people, whose names are in the files of this one too. */
  async function isBehindOthers(): Promise<boolean> {
    return settings.deskId !== null && (await countErased()) > settings.erasedInFiles();
  }

  async function countErased(): Promise<number> {
    const { erased } = await db
      .selectFrom('passes')
      .select((eb) => eb.fn.count<number>('erased_at').as('erased'))
      .executeTakeFirstOrThrow();
    return erased;
  }

  /** An archive that was being written during an erasure still has the names of its beginning. */
  async function newArchives(): Promise<void> {
    const everywhere = (await Promise.all(roots().map((root) => listArchives(csvOf(root)).catch(() => [])))).flat();
    const before = known;
    const newest = everywhere
      .map((file) => path.basename(file))
      .sort()
      .at(-1);
    const isNew = async (file: string) =>
      before === null ? path.basename(file) === newest : before.get(file) !== (await versionOf(file));
    const suspects = new Set<string>();
    for (const file of everywhere) if (await isNew(file)) suspects.add(file);
    if (suspects.size > 0) {
      const ids = new Set(await allErased());
      const erased = { all: ids.size > 0 && (await isNobodyNamed()), has: (passId: string) => ids.has(passId) };
      if (ids.size > 0) {
        for (const root of roots()) await attempt(() => archivesOf(root, erased, (file) => suspects.has(file)));
      }
    }
    known = new Map();
    for (const file of everywhere) known.set(file, await versionOf(file));
  }

  async function needAfterRestore(): Promise<void> {
    isRestored = false;
    if ((await passIdsAfter(db, 'erased', '', 1)).length === 0) return;
    isFilesLeft = true;
    await settings.save('erasureLeft', { files: true, database: true });
  }

  async function archivesOf(root: string, erased: Erased, isMeant: (file: string) => boolean): Promise<void> {
    if (!(await isThere(root))) throw new Error('a folder with CSV archives is away');
    await removeLeftovers(csvOf(root));
    for (const file of (await listArchives(csvOf(root))).filter(isMeant)) {
      if (isStopped) throw new Error('the office closes');
      await pseudonymise(file, erased);
    }
  }

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      log.warn('names of erased passes are still in a file; another try follows', { code });
      return false;
    }
  }

  async function allErased(): Promise<string[]> {
    const all: string[] = [];
    for (;;) {
      const some = await passIdsAfter(db, 'erased', all.at(-1) ?? '', IDS_A_READING);
      all.push(...some);
      if (some.length < IDS_A_READING) return all;
    }
  }

  async function isNobodyNamed(): Promise<boolean> {
    return (await passIdsAfter(db, 'named', '', 1)).length === 0;
  }

  return {
    /** Within the transaction that erases. What this process holds follows with `settings.reload`. */
    async need(within: Database): Promise<void> {
      const { files, database } = settings.erasureLeft();
      if (!files || !database) await settings.write(within, 'erasureLeft', { files: true, database: true });
    },
    async after(passIds: readonly string[] | 'everybody'): Promise<void> {
      await files(passIds);
      if (isStopped) return;
      await wiping.emptyWal(PATIENCE);
      rewrite.inLull();
    },
    /** What could not be done before. */
    async catchUp(): Promise<void> {
      if (isRestored) await needAfterRestore();
      if (await isBehindOthers()) isFilesLeft = true;
      if (isFilesLeft) await files('everybody');
      else await newArchives();
      if (settings.erasureLeft().database) rewrite.inLull();
    },
    /** At once, whatever is left: the next start finds it. */
    stop(): void {
      isStopped = true;
      rewrite.stop();
    },
    /** Without waiting for a lull. */
    finish: rewrite.now,
  };
}

function csvOf(root: string): string {
  return path.join(root, 'backups', 'csv');
}

async function versionOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  return found ? `${found.mtimeMs} ${found.size}` : '';
}
