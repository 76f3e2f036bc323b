import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { JournalFile } from '../../../src-main/journal/journal-file';
import { temporaryFolder } from '../../support/box-office';

const LINEAGE = '0123456789abcdef0123456789abcdef';

async function openFile(root: string): Promise<JournalFile> {
  const file = new JournalFile({ root, lineage: LINEAGE, event: () => null, encryption: () => null, isLocal: true });
  await file.open();
  return file;
}

test('a segment that ends while somebody looks for it is not taken for gone', async () => {
  using temporary = temporaryFolder();
  const file = await openFile(temporary.folder);
  await file.append('one\n', 1, 1);
  const [isThere] = await Promise.all([file.isThere(), file.endSegment()]);
  expect(isThere).toBe(true);

  await file.append('two\n', 2, 2);
  const [isStillThere] = await Promise.all([file.isThere(), file.endSegment(), file.append('three\n', 3, 3)]);
  expect(isStillThere).toBe(true);
  await file.close();
});

test('a segment or a folder that somebody took away is gone', async () => {
  using temporary = temporaryFolder();
  const file = await openFile(temporary.folder);
  await file.append('one\n', 1, 1);
  rmSync(file.current ?? '');
  expect(await file.isThere()).toBe(false);

  await file.endSegment();
  expect(await file.isThere()).toBe(true);
  rmSync(file.folder, { recursive: true });
  expect(await file.isThere()).toBe(false);
  await file.close();
});
