import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createKeptVersions, readKept } from '../../../src-main/updates/kept-versions';
import { checkFile } from '../../../src-main/updates/signed-metadata';
import { temporaryFolder } from '../../support/box-office';

test('versions are kept whole, for nobody else, and the newest older one is the way back', async () => {
  using temporary = temporaryFolder();
  const root = path.join(temporary.folder, 'updates');
  const kept = createKeptVersions(root);
  expect(kept.before('0.1.0')).toBeNull();
  const program = path.join(temporary.folder, 'program');
  for (const version of ['0.9.0', '0.10.0', '0.11.0']) {
    writeFileSync(program, `program ${version}`);
    await kept.add(version, program, `epass-${version}.AppImage`);
  }
  const back = kept.before('0.11.0');
  expect(back?.version).toBe('0.10.0');
  const metadata = readKept(back?.folder ?? '');
  expect(metadata).toMatchObject({ version: '0.10.0', files: [{ url: 'epass-0.10.0.AppImage', size: 14 }] });
  await checkFile(path.join(back?.folder ?? '', 'epass-0.10.0.AppImage'), { sha512: metadata.sha512 });
  expect(statSync(back?.folder ?? '').mode & 0o077).toBe(0);

  kept.prune(['0.10.0', '0.11.0']);
  expect(readdirSync(root).toSorted((one, other) => one.localeCompare(other))).toEqual(['0.10.0', '0.11.0']);
  expect(kept.before('0.10.0')).toBeNull();
});

test('a folder without its note is no way back', () => {
  using temporary = temporaryFolder();
  expect(() => readKept(temporary.folder)).toThrow('not-kept');
  writeFileSync(path.join(temporary.folder, 'kept.json'), '{"version":"1.0.0","file":"../x","sha512":"","size":1}');
  expect(() => readKept(temporary.folder)).toThrow('not-kept');
});
