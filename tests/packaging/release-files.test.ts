import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { gatherRelease, publicKeyOf, publisherArguments } from '../../scripts/packaging/release-files.ts';
import { readSignedMetadata } from '../../src-main/updates/signed-metadata';
import { temporaryFolder } from '../support/box-office';
import { metadataOf, newPublisher } from '../support/update-release';

const publisher = newPublisher();

test('a release is one folder: lists that the program accepts, and the sum of every file', () => {
  using temporary = temporaryFolder();
  const parts = path.join(temporary.folder, 'parts');
  const to = path.join(temporary.folder, 'files');
  for (const [system, list, name] of [
    ['Linux', 'latest-linux.yml', 'epass.AppImage'],
    ['Intel', 'latest-mac.yml', 'epass-mac-x64.zip'],
    ['Apple', 'latest-mac.yml', 'epass-mac-arm64.zip'],
  ] as const) {
    mkdirSync(path.join(parts, system), { recursive: true });
    writeFileSync(path.join(parts, system, name), name);
    writeFileSync(path.join(parts, system, list), metadataOf('0.2.0', name, Buffer.from(name)));
  }
  gatherRelease(parts, to, publisher.privateKey);

  const read = (list: string) =>
    readSignedMetadata(
      readFileSync(path.join(to, list)),
      readFileSync(path.join(to, `${list}.sig`), 'utf8'),
      publisher.publicKey,
    );
  expect(read('latest-linux.yml')).toMatchObject({ version: '0.2.0', files: [{ url: 'epass.AppImage' }] });
  const forMac = read('latest-mac.yml').files.map(({ url }) => url);
  expect(new Set(forMac)).toEqual(new Set(['epass-mac-x64.zip', 'epass-mac-arm64.zip']));

  const sums = readFileSync(path.join(to, 'SHA256SUMS'), 'utf8').trim().split('\n');
  expect(sums).toHaveLength(readdirSync(to).length - 1);
  for (const line of sums) {
    const [sum = '', name = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(to, name)))
        .digest('hex'),
    ).toBe(sum);
  }
});

test('two versions are no release', () => {
  using temporary = temporaryFolder();
  for (const version of ['0.2.0', '0.3.0']) {
    mkdirSync(path.join(temporary.folder, version));
    const list = metadataOf(version, 'epass.zip', Buffer.from(version));
    writeFileSync(path.join(temporary.folder, version, 'latest-mac.yml'), list);
  }
  const to = path.join(temporary.folder, 'files');
  expect(() => gatherRelease(temporary.folder, to, publisher.privateKey)).toThrow('Two versions');
});

test('a package knows its publisher only when somebody publishes it, over https', () => {
  expect(publicKeyOf(publisher.privateKey)).toBe(publisher.publicKey);
  expect(publisherArguments(undefined, undefined)).toEqual([]);
  expect(publisherArguments('https://epass.example/releases', undefined)).toHaveLength(1);
  expect(publisherArguments('https://epass.example/releases', publisher.privateKey)).toContain(
    `-c.extraMetadata.updates.publicKey=${publisher.publicKey}`,
  );
  expect(() => publisherArguments('http://epass.example', publisher.privateKey)).toThrow('https');
});
