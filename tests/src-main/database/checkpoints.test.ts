import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import BetterSqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { startCheckpoints } from '../../../src-main/database/checkpoints';
import { CHECKPOINT_WORKER, temporaryFolder, testLog } from '../../support/box-office';
import { earlierFile, looseRow, openUpgraded } from './earlier-file';

/** An office with one pass to write to, and its thread. Use with `await using`. */
async function openWithThread(worker: URL = CHECKPOINT_WORKER) {
  const file = earlierFile({ passes: [looseRow()] });
  const office = await openUpgraded(file.file);
  const warnings: string[] = [];
  const log = { ...testLog(), warn: (message: string) => void warnings.push(message) };
  const checkpoints = startCheckpoints({ worker, file: file.file, sqlite: office.sqlite, log });
  return {
    ...office,
    checkpoints,
    warnings,
    walSize: () => statSync(`${file.file}-wal`).size,
    fileSize: () => statSync(file.file).size,
    write: (name: string, value: string) =>
      office.sqlite.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)').run(name, value),
    automatic: () => office.sqlite.pragma('wal_autocheckpoint', { simple: true }),
    async [Symbol.asyncDispose]() {
      await checkpoints.stop();
      await office.close();
      file[Symbol.dispose]();
    },
  };
}

test('the thread writes back what was committed, and the writing connection never does', {
  timeout: 60_000,
}, async () => {
  await using office = await openWithThread();
  expect(await office.checkpoints.started()).toBe(true);
  expect(office.automatic()).toBe(0);

  const before = office.fileSize();
  office.write('long', 'x'.repeat(400_000));
  await vi.waitUntil(() => office.fileSize() > before + 300_000, { timeout: 60_000 });
  expect(office.warnings).toEqual([]);
});

test('in a lull the WAL is made empty, so that nothing deleted stays in it', { timeout: 60_000 }, async () => {
  await using office = await openWithThread();
  office.write('long', 'x'.repeat(400_000));
  expect(office.walSize()).toBeGreaterThan(400_000);
  await vi.waitUntil(() => office.walSize() === 0, { timeout: 60_000 });
});

test('a lull in which somebody still reads empties the WAL once they are through', { timeout: 60_000 }, async () => {
  await using office = await openWithThread();
  await office.checkpoints.started();
  office.write('long', 'x'.repeat(400_000));
  const reader = new BetterSqlite(office.sqlite.name);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM settings').get();
  office.write('later', 'y'.repeat(400_000));
  // In an office that was written to since, the lull has come: here it came before.
  await using other = await openWithThread();
  other.write('long', 'x'.repeat(400_000));
  await vi.waitUntil(() => other.walSize() === 0, { timeout: 30_000 });
  expect(office.walSize()).toBeGreaterThan(400_000);
  reader.close();
  await vi.waitUntil(() => office.walSize() === 0, { timeout: 50_000 });
});

test('a WAL that is written to without a pause does not grow without end', { timeout: 120_000 }, async () => {
  await using office = await openWithThread();
  await office.checkpoints.started();
  const MEBIBYTE = 1_048_576;
  let written = 0;
  let largest = 0;
  while (written < 120 * MEBIBYTE) {
    office.write(`value ${written % 7}`, 'x'.repeat(MEBIBYTE / 2));
    written += MEBIBYTE / 2;
    largest = Math.max(largest, office.walSize());
    // Lets the threads take turns, as a network does.
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(largest).toBeLessThan(64 * MEBIBYTE);
});

test('the writing connection takes over when the thread cannot start', async () => {
  using temporary = temporaryFolder();
  await using office = await openWithThread(pathToFileURL(path.join(temporary.folder, 'missing.js')));
  expect(await office.checkpoints.started()).toBe(false);
  expect(office.automatic()).toBe(1_000);
  expect(office.warnings).toHaveLength(1);
});

test('the writing connection takes over when the thread dies', async () => {
  const dying = new URL(`data:text/javascript,${encodeURIComponent(DIES_WHEN_TOLD)}`);
  await using office = await openWithThread(dying);
  expect(await office.checkpoints.started()).toBe(true);
  await vi.waitUntil(() => office.automatic() === 1_000, { timeout: 60_000 });
  expect(office.warnings).toHaveLength(1);
  office.write('still', 'writing');
});

const DIES_WHEN_TOLD = `
  import { parentPort } from 'node:worker_threads';
  parentPort.postMessage('started');
  setImmediate(() => { throw new Error('the thread dies'); });`;

test('stopping leaves no thread behind and nothing to warn about, and the file is whole', {
  timeout: 60_000,
}, async () => {
  await using office = await openWithThread();
  office.write('long', 'x'.repeat(400_000));
  await office.checkpoints.stop();
  await office.checkpoints.stop();
  expect(office.warnings).toEqual([]);
  expect(office.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('an office that closes at once does not wait for a thread that has hardly begun', {
  timeout: 60_000,
}, async () => {
  await using office = await openWithThread();
  await office.checkpoints.stop();
  expect(office.warnings).toEqual([]);
});
