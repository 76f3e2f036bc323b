import { appendFileSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import {
  connection,
  openReadyOffice,
  openTestOffice,
  sellPass,
  signInStaff,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { codeOf, lineageIn, passesIn, pathOf, scan, scratchIn, segmentsIn, signIn } from './restorable';

test('a backup with its journal gives back the last sale and the last admission', async () => {
  await using office = await openReadyOffice();
  const { api, folder } = office;
  const first = await sellPass(api);
  const backup = valueOf(await api['backups.make']({}));
  const second = await sellPass(api, 'COUPLE');
  const code = await codeOf(api, first.passId);
  expect(await scan(api, code)).toBe('admitted');

  const tried = valueOf(await api['restore.try']({ id: backup.id }));
  expect(tried).toMatchObject({
    backup: { id: backup.id, place: 'here', kind: 'manual', holds: { passes: 1, admitted: 0 } },
    holds: { eventName: 'Winter Gala', passes: 2, people: 3, amount: 1548, admitted: 1, scans: 1 },
    journal: { state: 'complete', sales: 1, admissions: 1 },
    keys: 'here',
  });
  expect(tried.current).toEqual(tried.holds);

  // What is sold between the trial and the restore was acknowledged too.
  const third = await sellPass(api);
  const before = lineageIn(path.join(folder, 'epass.db'));
  const applied = valueOf(await api['restore.apply']({ id: backup.id }));
  expect(applied).toMatchObject({
    holds: { passes: 3, admitted: 1 },
    keptAs: expect.stringMatching(/^replaced\/epass-/),
  });
  expect(await api['passTypes.list']({})).toMatchObject({ ok: false, code: 'not-signed-in' });

  await signIn(api);
  const ids = [first, second, third].map(({ passId }) => passId).sort();
  expect(passesIn(path.join(folder, 'epass.db'))).toEqual(ids);
  expect(passesIn(path.join(folder, applied.keptAs ?? ''))).toEqual(ids);
  expect(lineageIn(path.join(folder, 'epass.db'))).not.toBe(before);
  expect(scratchIn(folder)).toEqual([]);
  valueOf(await api['keys.unlock']({ passphrase: 'the passphrase of the tests' }));
  expect(await scan(api, code)).toBe('refused');
  expect(await scan(api, await codeOf(api, third.passId))).toBe('admitted');
  expect(office.log.bugs).toEqual([]);
}, 120_000);

test('after a restore there is a backup of what was replaced, and at once one of what is there now', async () => {
  await using office = await openReadyOffice();
  const { api } = office;
  const { id } = valueOf(await api['backups.make']({}));
  await sellPass(api);
  valueOf(await api['restore.apply']({ id }));
  await signIn(api);
  const newest = await vi.waitUntil(
    async () => {
      const { backups } = valueOf(await api['backups.status']({}));
      return backups.find((backup) => backup.kind === 'manual' && backup.id !== id);
    },
    { timeout: 60_000 },
  );
  expect(newest).toMatchObject({ state: 'verified', holds: { passes: 1 } });
  const listed = valueOf(await api['restore.list']({}));
  expect(listed.map(({ kind }) => kind)).toContain('before-restore');

  // The journal of the restored event goes on from that backup.
  await sellPass(api);
  const tried = valueOf(await api['restore.try']({ id: newest.id }));
  expect(tried).toMatchObject({ holds: { passes: 2 }, journal: { state: 'complete', sales: 1 } });
}, 120_000);

test('a trial changes nothing, and leaves nothing behind when the office closes', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const office = await openReadyOffice({ folder });
  const { api } = office;
  await sellPass(api);
  const { id } = valueOf(await api['backups.make']({}));
  const sold = passesIn(path.join(folder, 'epass.db'));
  const lineage = lineageIn(path.join(folder, 'epass.db'));
  const trying = api['restore.try']({ id });
  const { done } = await vi.waitUntil(
    async () => {
      const progress = valueOf(await api['restore.progress']({}));
      return progress.done === null ? null : progress;
    },
    { interval: 1, timeout: 60_000 },
  );
  expect(done).toBeGreaterThanOrEqual(0);
  expect(done).toBeLessThanOrEqual(1);
  valueOf(await trying);
  expect(valueOf(await api['restore.progress']({}))).toEqual({ done: null });
  expect(passesIn(path.join(folder, 'epass.db'))).toEqual(sold);
  expect(lineageIn(path.join(folder, 'epass.db'))).toBe(lineage);
  await sellPass(api);
  await office[Symbol.asyncDispose]();
  expect(scratchIn(folder)).toEqual([]);
}, 120_000);

test('a damaged backup is refused, and everything is as it was', async () => {
  await using office = await openReadyOffice();
  const { api, folder } = office;
  await sellPass(api);
  const backup = valueOf(await api['backups.make']({}));
  const file = pathOf(folder, backup);
  const bytes = readFileSync(file);
  const place = Math.floor(bytes.length / 2);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);

  for (const operation of ['restore.try', 'restore.apply'] as const) {
    expect(await api[operation]({ id: backup.id })).toEqual({ ok: false, code: 'backup-unusable' });
  }
  expect(scratchIn(folder)).toEqual([]);
  // Still signed in, still the same event, and nothing was replaced.
  const { passId } = await sellPass(api);
  expect(passesIn(path.join(folder, 'epass.db'))).toContain(passId);
  expect(() => readFileSync(path.join(folder, 'replaced'))).toThrow('ENOENT');
}, 120_000);

test('an encrypted backup opens with its passphrase and with no other', async () => {
  await using office = await openReadyOffice();
  const { api } = office;
  await sellPass(api);
  valueOf(await api['backups.protect']({ passphrase: 'seven quiet herons' }));
  const { id, encrypted } = valueOf(await api['backups.make']({}));
  expect(encrypted).toBe(true);
  await sellPass(api);
  expect(await api['restore.try']({ id })).toMatchObject({ code: 'wrong-passphrase' });
  expect(await api['restore.apply']({ id, passphrase: 'seven quiet heron' })).toMatchObject({
    code: 'wrong-passphrase',
  });
  const tried = valueOf(await api['restore.try']({ id, passphrase: 'seven quiet herons' }));
  expect(tried).toMatchObject({ holds: { passes: 2 }, journal: { state: 'complete', sales: 1 } });
  // A copy that somebody else opened does not spare the passphrase.
  expect(await api['restore.apply']({ id })).toMatchObject({ code: 'wrong-passphrase' });
  expect(valueOf(await api['restore.apply']({ id, passphrase: 'seven quiet herons' })).holds.passes).toBe(2);
}, 120_000);

/** Changes a letter or two in the line of the journal that has a sale. */
function damageSaleIn(root: string, passId: string): void {
  const segment = segmentsIn(root).at(-1) ?? '';
  const lines = readFileSync(segment, 'utf8').split('\n');
  const place = lines.findIndex((line) => line.includes(passId));
  lines[place] = (lines[place] ?? '').replace(passId, crypto.randomUUID());
  writeFileSync(segment, lines.join('\n'));
}

test('a journal with a gap is followed up to the gap, and that is said', async () => {
  await using office = await openReadyOffice();
  const { api, folder } = office;
  const { id } = valueOf(await api['backups.make']({}));
  const kept = await sellPass(api);
  const damaged = await sellPass(api);
  await sellPass(api);
  damageSaleIn(folder, damaged.passId);

  expect(valueOf(await api['restore.try']({ id }))).toMatchObject({
    holds: { passes: 1 },
    current: { passes: 3 },
    journal: { state: 'ends-early', sales: 1 },
  });
  valueOf(await api['restore.apply']({ id }));
  expect(passesIn(path.join(folder, 'epass.db'))).toEqual([kept.passId]);
}, 120_000);

test('without its journal a backup is what it was, and that is said', async () => {
  using stick = temporaryFolder();
  const file = path.join(stick.folder, 'a backup that somebody copied.db');
  {
    await using office = await openReadyOffice();
    await sellPass(office.api);
    const backup = pathOf(office.folder, valueOf(await office.api['backups.make']({})));
    await sellPass(office.api);
    copyFileSync(backup, file);
  }
  const dialogs = { chooseFile: () => Promise.resolve(file), chooseFolder: () => Promise.resolve(null) };
  await using office = await openTestOffice({ dialogs });
  const api = office.clientOf(connection());
  const { backup } = valueOf(await api['restore.choose']({}));
  expect(valueOf(await api['restore.try']({ id: backup?.id ?? '' }))).toMatchObject({
    holds: { passes: 1 },
    journal: { state: 'none', sales: 0, admissions: 0, until: null },
  });
}, 120_000);

test('whoever was erased stays erased, with the journal and without', async () => {
  await using office = await openReadyOffice();
  const { api, folder } = office;
  const { passId } = await sellPass(api);
  const { id } = valueOf(await api['backups.make']({}));
  valueOf(await api['privacy.erase']({ passIds: [passId] }));

  valueOf(await api['restore.apply']({ id }));
  await signIn(api);
  expect(valueOf(await api['passes.get']({ passId })).pass).toMatchObject({ name1: '', phone1: '' });

  rmSync(path.join(folder, 'journal'), { recursive: true });
  valueOf(await api['restore.apply']({ id }));
  await signIn(api);
  expect(valueOf(await api['passes.get']({ passId })).pass).toMatchObject({ name1: '', phone1: '' });
  expect(valueOf(await api['privacy.status']({}))).toMatchObject({ named: 0, erased: 1 });
}, 120_000);

test('what is missing beside the event is taken from the second folder', async () => {
  using stick = temporaryFolder();
  await using office = await openReadyOffice();
  const { api, folder } = office;
  valueOf(await api['backups.save']({ secondFolder: stick.folder }));
  const { id } = valueOf(await api['backups.make']({}));
  const { passId } = await sellPass(api);
  damageSaleIn(folder, passId);
  expect(valueOf(await api['restore.try']({ id }))).toMatchObject({
    holds: { passes: 1 },
    journal: { state: 'complete' },
  });
  const [second] = valueOf(await api['restore.list']({})).filter(({ place }) => place === 'second');
  expect(valueOf(await api['restore.try']({ id: second?.id ?? '' }))).toMatchObject({ holds: { passes: 1 } });
}, 120_000);

test('an id that is no backup is not found, whatever path it spells', async () => {
  await using office = await openReadyOffice();
  const { api, folder } = office;
  mkdirSync(path.join(folder, 'backups/manual'), { recursive: true });
  appendFileSync(path.join(folder, 'elsewhere.db'), 'x');
  for (const id of [
    'here/manual/../../elsewhere.db',
    '/etc/passwd',
    'chosen/1',
    'second/manual/epass-20261128T123000Z.db',
  ]) {
    expect(await api['restore.try']({ id })).toEqual({ ok: false, code: 'not-found' });
  }
  // A seller asks in vain for what would be found.
  const seller = await signInStaff(office, 'seller1', 'seller');
  expect(await seller.api['restore.list']({})).toEqual({ ok: false, code: 'forbidden' });
}, 120_000);
