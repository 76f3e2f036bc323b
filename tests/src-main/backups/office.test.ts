import { copyFileSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { listBackups } from '../../../src-main/backups/backup-files';
import { verifyBackup } from '../../../src-main/backups/verify';
import { readKit } from '../../../src-main/signing/recovery-kit';
import {
  ADMINISTRATOR,
  openReadyOffice,
  openTestOffice,
  PASSPHRASE,
  sellPass,
  temporaryFolder,
  valueOf,
} from '../../support/box-office';
import { isInFile } from '../../support/test-database';
import { FIXTURE } from '../database/earlier-file';
import { filesIn, filesWith, otherFolder } from './event-file';

test('an administrator makes a backup, sees it, and reads it through', async () => {
  await using office = await openReadyOffice();
  await sellPass(office.api);

  const made = valueOf(await office.api['backups.make']({}));

  expect(made).toMatchObject({ kind: 'manual', place: 'here', state: 'verified', holds: { passes: 1, amount: 549 } });
  expect(valueOf(await office.api['backups.check']({ id: made.id }))).toEqual(made);
  expect(valueOf(await office.api['backups.status']({}))).toMatchObject({
    folder: path.join(office.folder, 'backups'),
    lastGood: made,
    journal: { state: isInFile() ? 'ok' : 'store' },
    backups: [made],
  });
  expect(office.log.bugs).toEqual([]);
});

test('a second folder gets the copies at once, and a wrong one says what is wrong with it', async () => {
  await using office = await openReadyOffice();
  using stick = otherFolder();
  valueOf(await office.api['backups.make']({}));

  expect(await office.api['backups.save']({ secondFolder: path.join(stick.folder, 'missing') })).toEqual({
    ok: false,
    code: 'invalid-input',
    fields: { secondFolder: 'folder-missing' },
  });
  const status = valueOf(await office.api['backups.save']({ secondFolder: stick.folder }));

  expect(status.second).toMatchObject({ folder: stick.folder, state: 'ok' });
  expect(filesIn(stick.folder).filter((name) => name.endsWith('.db'))).toHaveLength(1);
});

test('no key, no passphrase and no password is in any backup, encrypted or not', async () => {
  await using office = await openReadyOffice();
  await sellPass(office.api);
  valueOf(await office.api['backups.make']({}));
  valueOf(await office.api['backups.protect']({ passphrase: 'seven quiet brown rivers' }));
  valueOf(await office.api['backups.make']({}));

  const folder = path.join(office.folder, 'backups');
  expect(filesIn(folder)).toHaveLength(4);
  const kit = await readKit(office.setUp.kit.text, PASSPHRASE);
  if (!kit.ok) throw new Error(kit.problem);
  const keys = kit.set.keys.map(({ secret }) => secret.export());
  const secrets = [
    ...keys.flatMap((key) => [key, key.toString('hex'), key.toString('base64'), key.toString('base64url')]),
    PASSPHRASE,
    'seven quiet brown rivers',
    ADMINISTRATOR.password,
  ];
  // That they would be found where they are.
  expect(filesWith(folder, ADMINISTRATOR.username)).not.toEqual([]);
  expect(keys).toHaveLength(1);
  expect(secrets.flatMap((secret) => filesWith(folder, secret))).toEqual([]);
});

test('a backup in the middle of sales and scans is whole: what it has begins at the beginning and lacks nothing', async () => {
  await using office = await openReadyOffice();
  const acknowledged: string[][] = [];
  let stop = false;
  const seller = async (): Promise<void> => {
    const mine: string[] = [];
    acknowledged.push(mine);
    while (!stop) {
      const { passId } = await sellPass(office.api);
      mine.push(passId);
      const { code } = valueOf(await office.api['passes.get']({ passId }));
      valueOf(await office.api['scans.scan']({ scanId: crypto.randomUUID(), code: code ?? '' }));
    }
  };
  const storm = Promise.all(Array.from({ length: 8 }, seller));
  const before: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    before.push(acknowledged.reduce((sum, mine) => sum + mine.length, 0));
    valueOf(await office.api['backups.make']({}));
    office.wait(1_000);
  }
  stop = true;
  await storm;

  const found = (await listBackups(office.folder, 'here')).toReversed();
  expect(found).toHaveLength(3);
  for (const [turn, { path: file, manifest }] of found.entries()) {
    await expect(verifyBackup(file)).resolves.toMatchObject({ manifest });
    const sqlite = new BetterSqlite(file, { readonly: true });
    const column = <T>(sql: string) => sqlite.prepare<[], T>(sql).pluck().all();
    const passes = new Set(column<string>('SELECT pass_id FROM passes'));
    expect(passes.size).toBeGreaterThanOrEqual(before[turn] ?? 0);
    for (const mine of acknowledged) {
      const held = mine.filter((passId) => passes.has(passId));
      expect(held).toEqual(mine.slice(0, held.length));
    }
    const scans = column<number>('SELECT sequence FROM scans ORDER BY sequence');
    // At a server, what two desks wanted at once leaves a number out.
    if (isInFile()) expect(scans).toEqual(scans.map((_, index) => index + 1));
    expect(column('SELECT count(*) FROM passes WHERE scanned_at IS NOT NULL')).toEqual([scans.length]);
    sqlite.close();
  }
  expect(office.log.bugs).toEqual([]);
});

test.runIf(isInFile())(
  'before a file of an earlier version is changed, there is a verified copy of it as it was',
  async () => {
    using temporary = temporaryFolder();
    copyFileSync(FIXTURE, path.join(temporary.folder, 'epass.db'));
    const earlier = new BetterSqlite(FIXTURE, { readonly: true });
    const rows = earlier.prepare('SELECT * FROM passes ORDER BY pass_id').all();
    earlier.close();

    const office = await openTestOffice({ folder: temporary.folder });
    await office.close();

    const [backup, ...more] = await listBackups(temporary.folder, 'here');
    if (!backup) throw new Error('there is no backup');
    expect(more).toEqual([]);
    expect(backup.backup).toMatchObject({ kind: 'before-update', state: 'verified', holds: { passes: rows.length } });
    const copy = new BetterSqlite(backup.path, { readonly: true });
    expect(copy.prepare('SELECT * FROM passes ORDER BY pass_id').all()).toEqual(rows);
    copy.close();

    const again = await openTestOffice({ folder: temporary.folder });
    await again.close();
    expect(await listBackups(temporary.folder, 'here')).toHaveLength(1);
  },
);

test.runIf(isInFile())('a file that cannot be backed up is not changed either', async () => {
  using temporary = temporaryFolder();
  const file = path.join(temporary.folder, 'epass.db');
  copyFileSync(FIXTURE, file);
  const before = readFileSync(file);
  copyFileSync(FIXTURE, path.join(temporary.folder, 'backups'));

  await expect(openTestOffice({ folder: temporary.folder })).rejects.toMatchObject({ reason: 'no-access' });

  expect(readFileSync(file)).toEqual(before);
  expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
});

test('a new event has nothing to back up before it begins', async () => {
  await using office = await openTestOffice();
  expect(await listBackups(office.folder, 'here')).toEqual([]);
});
