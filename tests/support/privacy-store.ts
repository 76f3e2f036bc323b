import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startCheckpoints } from '../../src-main/database/checkpoints';
import { createPrivacy, type Every } from '../../src-main/privacy/privacy';
import { wipingOfFile, wipingOfStore } from '../../src-main/privacy/wipe';
import { CHECKPOINT_WORKER, testLog } from './box-office';
import { exportedCsv } from './exported-csv';
import { openStore } from './passes-store';

interface PrivacyStore {
  /** Folders with archives beside that of the event. */
  readonly otherRoots?: readonly string[];
  readonly redact?: (passIds: readonly string[]) => Promise<void>;
  readonly every?: Every;
}

/** Passes and what is known of people; on a file with the real thread of checkpoints. Use with `await using`. */
export async function openPrivacyStore({ otherRoots = [], redact = async () => {}, every }: PrivacyStore = {}) {
  const store = await openStore();
  const { db, settings, now, handle, file, changes } = store;
  const log = testLog();
  const checkpoints = handle && startCheckpoints({ worker: CHECKPOINT_WORKER, file, sqlite: handle(), log });
  const folder = path.dirname(file);
  const wiping = handle ? wipingOfFile(db, handle) : wipingOfStore(db);
  const roots = () => [folder, ...otherRoots];
  const open = (more: Pick<PrivacyStore, 'redact'> & { readonly restored?: boolean } = {}) =>
    createPrivacy({ db, wiping, settings, roots, redact, changes, now, log, ...(every ? { every } : {}), ...more });
  const privacy = open();

  return {
    ...store,
    folder,
    log,
    privacy,
    /** As after a start: nothing is known of what happened before but what was written down. */
    reopenPrivacy: open,
    /** Writes an archive of all passes, as the office does once a day. */
    archive: async (name: string, root = folder) => {
      const archives = path.join(root, 'backups', 'csv');
      mkdirSync(archives, { recursive: true });
      const archive = path.join(archives, name);
      writeFileSync(archive, await exportedCsv(store.exchange));
      return archive;
    },
    async [Symbol.asyncDispose]() {
      await privacy.close();
      await checkpoints?.stop();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Files below a folder that have one of these texts in their bytes, small letters or not, and which text that is. */
export function findBytes(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const bytes = readFileSync(file).toString('latin1').toLowerCase();
      return texts
        .filter((text) => bytes.includes(Buffer.from(text).toString('latin1').toLowerCase()))
        .map((text) => `${path.relative(folder, file)}: ${text}`);
    })
    .sort();
}
