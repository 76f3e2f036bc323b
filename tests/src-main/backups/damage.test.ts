import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { manifestPath, parseManifest } from '../../../src-main/backups/manifest';
import { encryptionFor } from '../../../src-main/backups/seal';
import { verifyBackup } from '../../../src-main/backups/verify';
import { flipBit, openEvent, randomFrom, SEED } from './event-file';

const FLIPS = 150;
const DAMAGED = { name: 'BackupFailure', problem: 'copy-damaged' };

test(`every bit that flips in a backup is found (seed ${SEED})`, async () => {
  await using event = await openEvent(300);
  const { path: file } = await event.snapshot();
  const random = randomFrom(SEED);
  const bits = statSync(file).size * 8;

  for (let flip = 0; flip < FLIPS; flip += 1) {
    const bit = random(bits);
    flipBit(file, bit);
    await expect(verifyBackup(file), `bit ${bit}`).rejects.toMatchObject(DAMAGED);
    flipBit(file, bit);
  }
  await expect(verifyBackup(file)).resolves.toMatchObject({ encrypted: false });
});

test(`every bit that flips in an encrypted backup is found without its passphrase (seed ${SEED})`, async () => {
  await using event = await openEvent(300);
  await event.settings.save('backups', { secondFolder: null, encryption: await encryptionFor('a long passphrase') });
  const { path: file } = await event.snapshot();
  const random = randomFrom(SEED);
  const bits = statSync(file).size * 8;

  for (let flip = 0; flip < FLIPS; flip += 1) {
    // The head too, which is a small part of the file.
    const bit = flip % 3 === 0 ? random(92 * 8) : random(bits);
    flipBit(file, bit);
    await expect(verifyBackup(file), `bit ${bit}`).rejects.toMatchObject(DAMAGED);
    flipBit(file, bit);
  }
  await expect(verifyBackup(file)).resolves.toMatchObject({ encrypted: true });
});

test('every bit that flips in a manifest is found', async () => {
  await using event = await openEvent(5);
  const { path: file } = await event.snapshot();
  const manifest = readFileSync(manifestPath(file));
  expect(parseManifest(manifest.toString('utf8'))).not.toBeNull();

  const missed = [];
  for (let bit = 0; bit < manifest.length * 8; bit += 1) {
    const flipped = Buffer.from(manifest);
    flipped[Math.floor(bit / 8)] = (flipped[Math.floor(bit / 8)] ?? 0) ^ (1 << (bit % 8));
    if (parseManifest(flipped.toString('utf8')) !== null) missed.push(bit);
  }
  expect(missed).toEqual([]);

  flipBit(manifestPath(file), 999);
  await expect(verifyBackup(file)).rejects.toMatchObject(DAMAGED);
});

test('a changed letter that SQLite finds nothing wrong with is found', async () => {
  await using event = await openEvent(20);
  const { path: file } = await event.snapshot();
  flipBit(file, (readFileSync(file).indexOf('Guest Number7') + 3) * 8);

  const sqlite = new BetterSqlite(file, { readonly: true });
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  sqlite.close();
  await expect(verifyBackup(file)).rejects.toMatchObject(DAMAGED);
});

test('a backup that was cut short, swapped, or given the manifest of another is found', async () => {
  await using event = await openEvent(20);
  const { path: first } = await event.snapshot();
  const { path: second } = await event.snapshot({ kind: 'hourly' });
  event.sqlite.exec(`UPDATE passes SET amount = amount + 1`);
  const { path: third } = await event.snapshot({ kind: 'daily' });

  copyFileSync(manifestPath(third), manifestPath(first));
  await expect(verifyBackup(first)).rejects.toMatchObject(DAMAGED);
  truncateSync(second, statSync(second).size - 4_096);
  await expect(verifyBackup(second)).rejects.toMatchObject(DAMAGED);
  rmSync(manifestPath(third));
  await expect(verifyBackup(third)).resolves.toEqual({ manifest: null, encrypted: false });
});

test('what is no database, or one with rows that say otherwise, is no backup', async () => {
  await using event = await openEvent(5);
  const { path: file } = await event.snapshot();
  rmSync(manifestPath(file));
  writeFileSync(file, 'a shopping list');
  await expect(verifyBackup(file)).rejects.toMatchObject(DAMAGED);
  await expect(verifyBackup(path.join(event.root, 'nothing.db'))).rejects.toMatchObject({ code: 'ENOENT' });
});
