import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync, writeSync } from 'node:fs';
import path from 'node:path';
import { type BackupsJournal, createBackups } from '../../../src-main/backups/backups';
import type { Job, JobName } from '../../../src-main/backups/run-job';
import { runJob } from '../../../src-main/backups/run-job';
import type { Snapshot, SnapshotInput } from '../../../src-main/backups/snapshot';
import { toInstant } from '../../../src-shared/instant';
import { BACKUP_WORKER, TEST_BEGINS, temporaryFolder, testLog } from '../../support/box-office';
import { openStore } from '../../support/passes-store';

export const EVENT_ID = '0f9d6c1e-52a3-4b7e-9a55-6f0c7c1d2e3f';

/** An event with passes in a folder of its own. Use with `await using`. */
export async function openEvent(passes = 40) {
  const store = await openStore();
  await store.settings.save('eventId', EVENT_ID);
  await store.settings.reload();
  sellAtOnce(store.sqlite, passes);
  const root = path.dirname(store.file);
  return {
    ...store,
    root,
    snapshot: (input: Partial<SnapshotInput> = {}): Promise<Snapshot> =>
      job({
        name: 'snapshot',
        input: {
          file: store.file,
          root,
          kind: 'manual',
          at: toInstant(store.now()),
          program: '0.0.0-test',
          leaveFree: 0,
          ...input,
        },
      }),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
export type TestEvent = Awaited<ReturnType<typeof openEvent>>;

/** In the thread, as the office does it. */
export function job<K extends JobName>(one: Job<K>) {
  return runJob<K>(BACKUP_WORKER, one);
}

type Sqlite = Awaited<ReturnType<typeof openStore>>['sqlite'];

/** Rows as a sale writes them; every second one is admitted. */
export function sellAtOnce(sqlite: Sqlite, passes: number, prefix = 'Guest'): void {
  const pass = sqlite.prepare(
    `INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text,
      scanned_at, scanned_by) VALUES (?, ?, ?, 'SINGLE', 549, 'CASH', '7 PM', ?, 1, ?, ?, ?)`,
  );
  const scan = sqlite.prepare(
    `INSERT INTO scans (scan_id, pass_id, code_digest, outcome, at, scanned_by, people)
      VALUES (?, ?, '', 'admitted', ?, 'gate1', 1)`,
  );
  const at = toInstant(TEST_BEGINS);
  sqlite.transaction(() => {
    for (let number = 1; number <= passes; number += 1) {
      const id = crypto.randomUUID();
      const name = `${prefix} Number${number}`;
      const isIn = number % 2 === 0;
      pass.run(id, name, `+9198765${number}`, at, name.toLowerCase(), isIn ? at : null, isIn ? 'gate1' : null);
      if (isIn) scan.run(crypto.randomUUID(), id, at);
    }
  })();
}

/** What backups asked of the journal. */
export function journalCalls() {
  const calls: string[] = [];
  const state = { hasGap: false };
  const journal: BackupsJournal = {
    status: () => ({ state: 'ok', since: null, second: 'none', ...state }),
    startSegment() {
      calls.push('startSegment');
      state.hasGap = false;
    },
    prune: (place, before) => void calls.push(`prune ${place} ${before}`),
    encryptionChanged: () => undefined,
    setSecondRoot: (root) => void calls.push(`setSecondRoot ${root === null ? 'none' : path.basename(root)}`),
  };
  return { calls, journal, state };
}

/** The backups of an event, with the clock of the test. */
export function startBackups(event: TestEvent, more: { scheduled?: boolean; leaveFree?: number } = {}) {
  const { calls, journal, state } = journalCalls();
  const log = testLog();
  const backups = createBackups({
    folder: event.root,
    withFile: (work) => work(event.file),
    isOnDuty: () => Promise.resolve(true),
    db: event.db,
    settings: event.settings,
    exchange: event.exchange,
    journal,
    now: event.now,
    log,
    worker: BACKUP_WORKER,
    version: '0.0.0-test',
    scheduled: true,
    leaveFree: 0,
    ...more,
  });
  return { ...backups, calls, log, journal: state };
}

/** A folder beside the event's, such as a stick. Use with `using`. */
export const otherFolder = temporaryFolder;

/** Turns one bit over. @param bit counted from the beginning of the file */
export function flipBit(file: string, bit: number): void {
  const descriptor = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(descriptor, byte, 0, 1, Math.floor(bit / 8));
  byte[0] = (byte[0] ?? 0) ^ (1 << (bit % 8));
  writeSync(descriptor, byte, 0, 1, Math.floor(bit / 8));
  closeSync(descriptor);
}

/** Every name below a folder, with its kind and rights: `-600 manual/epass-….db`. */
export function treeOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const stats = lstatSync(path.join(folder, name));
      const kind = stats.isDirectory() ? 'd' : stats.isSymbolicLink() ? 'l' : '-';
      return `${kind}${(stats.mode & 0o777).toString(8)} ${name}`;
    });
}

/** Names below a folder, of files only. */
export function filesIn(folder: string): string[] {
  return treeOf(folder).flatMap((line) => (line.startsWith('d') ? [] : [line.replace(/^\S+ /, '')]));
}

/** Files below a folder that have these bytes in them. */
export function filesWith(folder: string, bytes: Buffer | string): string[] {
  return filesIn(folder).filter((name) => readFileSync(path.join(folder, name)).includes(bytes));
}

/** Random numbers that are the same again for the same seed, which the test names when it fails. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
export const SEED = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
