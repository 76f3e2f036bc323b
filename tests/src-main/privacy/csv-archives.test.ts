import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/box-office';
import { sale } from '../../support/passes-store';
import { openPrivacyStore } from '../../support/privacy-store';

const PERSONAL = ['Name 1', 'Phone 1', 'Name 2', 'Phone 2', 'Reference'];
function rowsOf(file: string): Record<string, string>[] {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

test('an archive keeps its heading, its rows and every cell that names nobody', async () => {
  await using store = await openPrivacyStore();
  const online = { paymentMode: 'ONLINE', txnInfo: '0815-4711', passType: 'COUPLE', name2: 'Yorick "Y" Quux' } as const;
  const { passId } = await store.passes.sell(sale({ ...online, phone2: '9876522222' }), 'admin1');
  const other = await store.passes.sell(sale(), 'admin1');
  const archive = await store.archive('passes.csv');
  const old = new Date('2026-11-20T03:00:00.000Z');
  utimesSync(archive, old, old);
  const before = rowsOf(archive);
  const text = readFileSync(archive, 'utf8');

  await store.privacy.erase([passId], 'admin1');
  const after = rowsOf(archive);
  expect(after).toHaveLength(2);
  expect(after[0]).toEqual({ ...before[0], ...Object.fromEntries(PERSONAL.map((column) => [column, ''])) });
  expect(after[1]).toEqual(before[1]);
  expect(readFileSync(archive, 'utf8').split('\r\n')[0]).toBe(text.split('\r\n')[0]);
  expect(readFileSync(archive, 'utf8').split('\r\n')[2]).toBe(text.split('\r\n')[2]);
  expect(readFileSync(archive, 'utf8')).toContain(other.name1);
  expect(statSync(archive).mtime).toEqual(old);
  expect(readdirSync(path.dirname(archive))).toEqual(['passes.csv']);
});

test('archives of the second folder are emptied too, and after everybody is erased every row of every archive', async () => {
  using second = temporaryFolder();
  await using store = await openPrivacyStore({ otherRoots: [second.folder] });
  await store.passes.sell(sale(), 'admin1');
  const archives = [await store.archive('1.csv'), await store.archive('2.csv', second.folder)];
  // Of a pass that the office does not know any more, and without its number.
  writeFileSync(archives[0] ?? '', 'name1,phone1,amount\nGhost Guest,9876500000,549\n');

  await store.privacy.eraseAll('admin1');
  expect(rowsOf(archives[0] ?? '')).toEqual([{ name1: '', phone1: '', amount: '549' }]);
  for (const column of PERSONAL) expect(rowsOf(archives[1] ?? '')[0]?.[column]).toBe('');
  expect(rowsOf(archives[1] ?? '')[0]?.['Amount']).toBe('549');
});

test('a second folder that is away is caught up with when it is back', async () => {
  using second = temporaryFolder();
  const root = path.join(second.folder, 'stick');
  await using store = await openPrivacyStore({ otherRoots: [root] });
  const { passId, name1 } = await store.passes.sell(sale(), 'admin1');
  const [here, there] = [await store.archive('1.csv'), await store.archive('1.csv', root)];
  const text = readFileSync(there);
  rmSync(root, { recursive: true });

  expect(await store.privacy.erase([passId], 'admin1')).toMatchObject({ erased: 1 });
  expect(readFileSync(here, 'utf8')).not.toContain(name1);
  await store.privacy.check();
  expect(store.settings.erasureLeft().files).toBe(true);

  mkdirSync(path.dirname(there), { recursive: true });
  writeFileSync(there, text);
  await store.privacy.check();
  expect(readFileSync(there, 'utf8')).not.toContain(name1);
  expect(store.settings.erasureLeft().files).toBe(false);
});

test('a journal that cannot be written anew keeps nobody from being erased and is tried again', async () => {
  const asked: (readonly string[])[] = [];
  let isBroken = true;
  await using store = await openPrivacyStore({
    redact: async (passIds) => {
      asked.push(passIds);
      if (isBroken) throw Object.assign(new Error('no'), { code: 'EIO' });
    },
  });
  const [one, two] = [await store.passes.sell(sale(), 'admin1'), await store.passes.sell(sale(), 'admin1')];
  await store.privacy.erase([one.passId], 'admin1');
  expect(store.log.lines).toContainEqual([expect.stringContaining('another try follows'), { code: 'EIO' }]);
  isBroken = false;
  await store.privacy.erase([two.passId], 'admin1');
  expect(asked).toEqual([[one.passId], [one.passId, two.passId]]);
  expect(store.settings.erasureLeft().files).toBe(false);
});

test('an archive that was being written during an erasure is looked at again', async () => {
  await using store = await openPrivacyStore();
  const { passId, name1 } = await store.passes.sell(sale(), 'admin1');
  const text = readFileSync(await store.archive('0.csv'));
  await store.privacy.check();
  await store.privacy.erase([passId], 'admin1');
  const late = path.join(store.folder, 'backups', 'csv', '1.csv');
  writeFileSync(late, text);
  await store.privacy.check();
  expect(readFileSync(late, 'utf8')).not.toContain(name1);

  // The first look after a start is at the newest one only.
  writeFileSync(late, text);
  const reopened = store.reopenPrivacy();
  await reopened.check();
  await reopened.close();
  expect(readFileSync(late, 'utf8')).not.toContain(name1);
});

test('neither links nor what is no archive are touched, and leftovers of a power cut go', async () => {
  using outside = temporaryFolder();
  await using store = await openPrivacyStore();
  const { passId, name1 } = await store.passes.sell(sale(), 'admin1');
  const archive = await store.archive('1.csv');
  const target = path.join(outside.folder, 'list.csv');
  writeFileSync(target, readFileSync(archive));
  const folder = path.dirname(archive);
  symlinkSync(target, path.join(folder, '2.csv'));
  writeFileSync(path.join(folder, 'notes.txt'), name1);
  writeFileSync(path.join(folder, '.tmp-0123456789abcdef.erasing'), name1);

  await store.privacy.erase([passId], 'admin1');
  expect(readFileSync(archive, 'utf8')).not.toContain(name1);
  expect(readFileSync(target, 'utf8')).toContain(name1);
  expect(readdirSync(folder).sort()).toEqual(['1.csv', '2.csv', 'notes.txt']);
  expect(store.settings.erasureLeft().files).toBe(false);
});
