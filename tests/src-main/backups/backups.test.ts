import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { readWrongFigures } from '../../../src-main/backups/event-contents';
import { readManifest } from '../../../src-main/backups/manifest';
import { verifyBackup } from '../../../src-main/backups/verify';
import type { BackupKind } from '../../../src-shared/contract/backups';
import { toInstant } from '../../../src-shared/instant';
import { filesIn, filesWith, flipBit, openEvent, otherFolder, sellAtOnce, startBackups } from './event-file';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OURS = 'E-Pass Box Office';

function names(root: string, kind: BackupKind | 'csv'): string[] {
  const folder = path.join(root, 'backups', kind);
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.json')) : [];
}

test('what was missed is made soon after the start, and then on time', async () => {
  await using event = await openEvent(5);
  const backups = startBackups(event);

  await backups.look();
  expect(names(event.root, 'hourly')).toEqual(['epass-20261128T123000Z.db']);
  expect(names(event.root, 'daily')).toEqual(['epass-20261128T123000Z.db']);
  expect(names(event.root, 'csv')).toEqual(['winter-gala-passes-2026-11-28.csv']);
  expect(filesWith(path.join(event.root, 'backups/csv'), 'Guest Number5')).toHaveLength(1);
  expect(await backups.status()).toMatchObject({
    failure: null,
    running: null,
    next: { hourly: '2026-11-28T13:30:00.000Z', daily: '2026-11-28T22:30:00.000Z' },
    lastGood: { state: 'verified', holds: { passes: 5 } },
    csv: { files: 1 },
    second: { folder: null, state: 'none' },
  });

  event.wait(59 * MINUTE);
  await backups.look();
  expect(names(event.root, 'hourly')).toHaveLength(1);
  event.wait(MINUTE);
  await backups.look();
  expect(names(event.root, 'hourly')).toEqual(['epass-20261128T123000Z.db', 'epass-20261128T133000Z.db']);
  expect(names(event.root, 'daily')).toHaveLength(1);
  await backups.close();
});

test('an office that starts again knows what it has made', async () => {
  await using event = await openEvent(1);
  const before = startBackups(event);
  await before.look();
  await before.close();

  event.wait(10 * MINUTE);
  const after = startBackups(event);
  await after.look();

  expect(filesIn(path.join(event.root, 'backups')).filter((name) => name.endsWith('.db'))).toHaveLength(2);
  await after.close();
});

test('an event that is thrown away is backed up only when somebody asks', async () => {
  await using event = await openEvent(1);
  const backups = startBackups(event, { scheduled: false });
  await backups.look();
  expect(existsSync(path.join(event.root, 'backups'))).toBe(false);
  await backups.make('manual');
  expect(names(event.root, 'manual')).toHaveLength(1);
  await backups.close();
});

test('of those that people make the newest five stay', async () => {
  await using event = await openEvent(1);
  const backups = startBackups(event, { scheduled: false });
  for (let turn = 0; turn < 6; turn += 1) {
    await backups.make('manual');
    event.wait(1_000);
  }
  expect(names(event.root, 'manual').toSorted().at(0)).toBe('epass-20261128T123001Z.db');
  expect(filesIn(path.join(event.root, 'backups'))).toHaveLength(10);
  await backups.close();
});

test('a good daily one begins a new part of the journal, and what no backup needs of it goes', async () => {
  await using event = await openEvent(1);
  const note = event.sqlite.prepare(`INSERT INTO journal (at, change) VALUES ('2026-11-28T12:30:00.000Z', '[]')`);
  for (let number = 0; number < 7; number += 1) note.run();
  const backups = startBackups(event);
  await backups.look();
  note.run();
  event.wait(HOUR);
  await backups.look();

  expect(backups.calls).toEqual(['startSegment', 'prune here 8', 'prune here 8']);
  await backups.close();
});

test('a journal with a gap is made up for by a backup at once', async () => {
  await using event = await openEvent(1);
  const backups = startBackups(event);
  await backups.look();
  backups.journal.hasGap = true;
  event.wait(MINUTE);

  backups.start();
  await backups.look();

  expect(names(event.root, 'hourly')).toHaveLength(2);
  expect(backups.calls).toEqual(['startSegment', 'prune here 1', 'startSegment', 'prune here 1']);
  expect(backups.journal.hasGap).toBe(false);
  await backups.close();
});

test('one that fails says why, is tried again after a while, and is forgotten once one succeeds', async () => {
  await using event = await openEvent(1);
  writeFileSync(path.join(event.root, 'backups'), 'a file in the way');
  const backups = startBackups(event);

  await backups.look();
  const failure = { at: '2026-11-28T12:30:00.000Z', problem: 'folder-gone' };
  expect((await backups.status()).failure).toEqual(failure);
  expect(backups.failure()).toEqual(failure);

  rmSync(path.join(event.root, 'backups'));
  event.wait(MINUTE);
  await backups.look();
  expect(existsSync(path.join(event.root, 'backups/hourly'))).toBe(false);
  event.wait(5 * MINUTE);
  await backups.look();
  expect(names(event.root, 'hourly')).toHaveLength(1);
  expect(backups.failure()).toBeNull();
  await backups.close();
});

test('the second folder gets whole copies, may be away, and is caught up with when it is back', async () => {
  await using event = await openEvent(5);
  using stick = otherFolder();
  const [plugged, pulled] = [path.join(stick.folder, 'stick'), path.join(stick.folder, 'pulled')];
  mkdirSync(plugged);
  const there = path.join(plugged, OURS);
  const backups = startBackups(event);

  await backups.look();
  await backups.saveSecondFolder(plugged);
  expect(names(there, 'hourly')).toEqual(names(event.root, 'hourly'));
  expect(names(there, 'daily')).toEqual(names(event.root, 'daily'));
  expect(names(there, 'csv')).toEqual(names(event.root, 'csv'));
  expect((await backups.status()).second).toEqual({
    folder: plugged,
    state: 'ok',
    lastGoodAt: '2026-11-28T12:30:00.000Z',
  });

  const again = startBackups(event);
  expect((await again.status()).second).toMatchObject({ state: 'ok', lastGoodAt: '2026-11-28T12:30:00.000Z' });
  await again.close();

  renameSync(plugged, pulled);
  // What some systems leave where a stick was.
  mkdirSync(plugged);
  for (let hour = 0; hour < 2; hour += 1) {
    event.wait(HOUR);
    sellAtOnce(event.sqlite, 1, `Hour ${hour}`);
    await backups.look();
  }
  expect((await backups.status()).second).toMatchObject({ state: 'away' });
  expect(backups.secondAwaySince()).toBe('2026-11-28T13:30:00.000Z');
  expect(filesIn(plugged)).toEqual([]);
  expect(backups.failure()).toBeNull();

  rmSync(plugged, { recursive: true });
  renameSync(pulled, plugged);
  event.wait(MINUTE);
  await backups.look();
  expect(names(there, 'hourly').toSorted()).toEqual(['epass-20261128T123000Z.db', 'epass-20261128T143000Z.db']);
  expect((await backups.status()).second).toMatchObject({ state: 'ok', lastGoodAt: '2026-11-28T14:30:00.000Z' });
  expect(backups.secondAwaySince()).toBeNull();
  const copy = path.join(there, 'backups/hourly/epass-20261128T143000Z.db');
  await expect(verifyBackup(copy)).resolves.toMatchObject({ manifest: { holdings: { passes: 7 } } });
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  await backups.close();
});

test('one that went bad here is not copied, keeps no other from being copied, and shows as damaged', async () => {
  await using event = await openEvent(5);
  using stick = otherFolder();
  const backups = startBackups(event);
  await backups.look();
  flipBit(path.join(event.root, 'backups/daily', names(event.root, 'daily')[0] ?? ''), 40_000);

  await backups.saveSecondFolder(stick.folder);

  const there = path.join(stick.folder, OURS);
  expect(names(there, 'hourly')).toHaveLength(1);
  expect(names(there, 'daily')).toEqual([]);
  const { backups: listed, second } = await backups.status();
  expect(listed.map(({ id, state }) => `${id} ${state}`).toSorted()).toEqual([
    'here/daily/epass-20261128T123000Z.db damaged',
    'here/hourly/epass-20261128T123000Z.db verified',
    'second/hourly/epass-20261128T123000Z.db verified',
  ]);
  expect(second.state).toBe('ok');
  await backups.close();
});

test('two events in one second folder do not see or prune each other', async () => {
  await using event = await openEvent(1);
  await using other = await openEvent(1);
  await other.settings.save('eventId', crypto.randomUUID());
  using stick = otherFolder();
  const [ours, theirs] = [startBackups(event), startBackups(other)];
  await theirs.saveSecondFolder(stick.folder);
  await ours.saveSecondFolder(stick.folder);

  await theirs.look();
  await ours.look();

  const there = path.join(stick.folder, OURS);
  const manifests = names(there, 'hourly').map((name) => readManifest(path.join(there, 'backups/hourly', name)));
  expect(new Set(manifests.map((manifest) => manifest?.eventId))).toEqual(
    new Set([event.settings.eventId(), other.settings.eventId()]),
  );
  const seen = (await ours.status()).backups.filter(({ place }) => place === 'second');
  expect(seen.map(({ kind }) => kind).toSorted()).toEqual(['daily', 'hourly']);
  await ours.close();
  await theirs.close();
});

test('from a passphrase on nothing readable is made or copied, and the passphrase is nowhere', async () => {
  await using event = await openEvent(5);
  using stick = otherFolder();
  const backups = startBackups(event);
  await backups.saveSecondFolder(stick.folder);
  await backups.protect('correct horse battery staple');
  await backups.look();

  expect(names(event.root, 'hourly')).toEqual(['epass-20261128T123000Z.db.sealed']);
  expect(filesWith(stick.folder, 'Guest Number')).toEqual([]);
  expect(filesIn(stick.folder).filter((name) => name.endsWith('.sealed'))).toHaveLength(2);
  expect([...filesWith(event.root, 'correct horse'), ...filesWith(stick.folder, 'correct horse')]).toEqual([]);

  const id = 'second/hourly/epass-20261128T123000Z.db.sealed';
  await expect(backups.check(id, undefined)).resolves.toMatchObject({ state: 'verified', encrypted: true });
  await expect(backups.check(id, 'correct horse battery staple')).resolves.toMatchObject({ state: 'verified' });
  await expect(backups.check(id, 'wrong horse')).rejects.toMatchObject({ code: 'wrong-passphrase' });

  await backups.protect(null);
  event.wait(HOUR);
  await backups.look();
  expect(names(event.root, 'hourly')).toContain('epass-20261128T133000Z.db');
  await backups.close();
});

test('reading a backup through finds what became of it, and remembers', async () => {
  await using event = await openEvent(5);
  const backups = startBackups(event, { scheduled: false });
  const { id } = await backups.make('manual');
  const file = path.join(event.root, 'backups', id.replace('here/', ''));

  expect(await backups.check(id, undefined)).toMatchObject({ state: 'verified' });
  flipBit(file, 77_777);
  expect(await backups.check(id, undefined)).toMatchObject({ id, state: 'damaged' });
  expect((await backups.status()).backups).toMatchObject([{ id, state: 'damaged' }]);
  expect((await backups.status()).lastGood).toBeNull();
  flipBit(file, 77_777);
  expect(await backups.check(id, undefined)).toMatchObject({ state: 'verified' });
  expect((await backups.status()).lastGood).toMatchObject({ id });
  await expect(backups.check('here/manual/epass-20200101T000000Z.db', undefined)).rejects.toMatchObject({
    code: 'not-found',
  });
  await backups.close();
});

test('a second folder has to be a folder elsewhere that can be written to', async () => {
  await using event = await openEvent(1);
  using other = otherFolder();
  const backups = startBackups(event, { scheduled: false });
  const file = path.join(other.folder, 'file');
  writeFileSync(file, '');
  const linked = path.join(other.folder, 'linked');
  symlinkSync(event.root, linked);
  const taken = path.join(other.folder, 'taken');
  mkdirSync(taken);
  symlinkSync(event.root, path.join(taken, OURS));
  mkdirSync(path.join(event.root, 'inside'));

  const wrong: Readonly<Record<string, string>> = {
    [path.join(other.folder, 'missing')]: 'folder-missing',
    [file]: 'folder-missing',
    'not/absolute': 'invalid',
    [event.root]: 'invalid',
    [path.join(event.root, 'inside')]: 'invalid',
    [linked]: 'invalid',
    [taken]: 'folder-not-writable',
  };
  for (const [folder, problem] of Object.entries(wrong)) {
    await expect(backups.saveSecondFolder(folder), folder).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { secondFolder: problem } },
    });
  }
  expect((await backups.status()).second.folder).toBeNull();

  await backups.saveSecondFolder(other.folder);
  expect((await backups.status()).second).toMatchObject({ folder: other.folder, state: 'ok' });
  await backups.saveSecondFolder(null);
  expect((await backups.status()).second).toEqual({ folder: null, state: 'none', lastGoodAt: null });
  expect(backups.calls.filter((call) => call.startsWith('setSecondRoot'))).toEqual([
    `setSecondRoot ${OURS}`,
    'setSecondRoot none',
  ]);
  await backups.close();
});

test('figures that do not stand for the rows are found by a backup, told as a mistake, and made anew', async () => {
  await using event = await openEvent(4);
  const backups = startBackups(event);
  for (const spoil of [
    'UPDATE pass_figures SET admitted_people = admitted_people + 1',
    'DELETE FROM quarter_figures',
    `UPDATE scan_figures SET last_at = '2026-11-28T23:00:00.000Z'`,
    `INSERT INTO minute_figures (slot, minute, scans) VALUES (0, '2026-11-28T23:00', 1)`,
  ]) {
    event.sqlite.exec(spoil);
    expect(readWrongFigures(event.sqlite)).toHaveLength(1);
    await backups.make('manual');
    expect(readWrongFigures(event.sqlite)).toEqual([]);
  }
  sellAtOnce(event.sqlite, 3, 'Later');
  expect(readWrongFigures(event.sqlite)).toEqual([]);
  expect(await backups.status()).toMatchObject({ failure: null, lastGood: { state: 'verified' } });
  await backups.close();
});

test('what names people who were erased goes when its time is over', async () => {
  await using event = await openEvent(1);
  const backups = startBackups(event, { scheduled: false });
  await backups.make('manual');
  event.wait(HOUR);
  await event.db
    .insertInto('erasures')
    .values({ erasure_id: 'e', at: toInstant(event.now()), erased_by: null, reason: 'person', passes: 1 })
    .execute();
  event.wait(HOUR);
  await backups.make('manual');
  expect(names(event.root, 'manual')).toHaveLength(2);

  event.wait(8 * 24 * HOUR);
  await backups.make('manual');
  expect(names(event.root, 'manual').toSorted()).toEqual(['epass-20261128T143000Z.db', 'epass-20261206T143000Z.db']);
  await backups.close();
});

test('an office that closes in the middle leaves nothing under a final name, and fails nothing', async () => {
  await using event = await openEvent(20_000);
  const backups = startBackups(event);
  const looking = backups.look();
  await vi.waitFor(async () => expect((await backups.status()).running).not.toBeNull(), {
    timeout: 15_000,
    interval: 1,
  });
  await backups.close();
  await looking;

  const left = existsSync(path.join(event.root, 'backups')) ? filesIn(path.join(event.root, 'backups')) : [];
  const final = left.filter((name) => /^epass-[^/]*\.db$/.test(path.basename(name)));
  for (const name of final) await verifyBackup(path.join(event.root, 'backups', name));
  expect(backups.failure()).toBeNull();
  expect(backups.log.bugs).toEqual([]);
});
