import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFile, isNewer, readSignedMetadata } from '../../../src-main/updates/signed-metadata';
import { temporaryFolder } from '../../support/box-office';
import { metadataOf, newPublisher } from '../../support/update-release';

const publisher = newPublisher();
const TEXT: Buffer = Buffer.from(metadataOf('0.2.0', 'epass.AppImage', Buffer.from('program')));
const SIGNATURE = publisher.sign(TEXT);
const read = (text = TEXT, signature = SIGNATURE, key = publisher.publicKey) =>
  readSignedMetadata(text, signature, key);

test('a list that the publisher signed is read', () => {
  expect(read()).toMatchObject({ version: '0.2.0', files: [{ url: 'epass.AppImage', size: 7 }] });
  expect(read(TEXT, `${SIGNATURE}\n`).version).toBe('0.2.0');
});

describe('a list is refused', () => {
  test('with any single bit changed, in the text or in the signature', () => {
    const signature = Buffer.from(SIGNATURE, 'base64');
    for (let bit = 0; bit < TEXT.length * 8; bit += 1) expect(() => read(flipped(TEXT, bit))).toThrow('not-signed');
    for (let bit = 0; bit < signature.length * 8; bit += 1)
      expect(() => read(TEXT, flipped(signature, bit).toString('base64'))).toThrow('not-signed');
  });

  test('with a signature of anybody else, or none', () => {
    expect(() => read(TEXT, newPublisher().sign(TEXT))).toThrow('not-signed');
    expect(() => read(TEXT, SIGNATURE, newPublisher().publicKey)).toThrow('not-signed');
    for (const nothing of ['', 'x', '=', 'A'.repeat(88), SIGNATURE.slice(4)])
      expect(() => read(TEXT, nothing)).toThrow('not-signed');
    fc.assert(
      fc.property(fc.base64String(), (text) => {
        expect(() => read(TEXT, text)).toThrow('not-signed');
      }),
    );
  });

  test('with a key of another kind, though its signature be good', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(() => read(TEXT, sign(null, TEXT, privateKey).toString('base64'), key)).toThrow('not-signed');
    expect(() => read(TEXT, SIGNATURE, 'no key')).toThrow('not-signed');
  });

  test.each(['../epass.AppImage', '/etc/passwd', 'https://example.org/x', 'a/b', 'a\\b', '.hidden', ''])(
    'with a file that lies elsewhere: %s',
    (name) => {
      const text = Buffer.from(metadataOf('0.2.0', name, Buffer.from('program')));
      expect(() => read(text, publisher.sign(text))).toThrow('damaged');
    },
  );

  test.each(['version: 1', 'version: [', '- a', 'a: &a [*a]', '!!js/function x', 'version: 0.2\nfiles: []'])(
    'when it is no list, though it was signed: %s',
    (words) => {
      const text = Buffer.from(words);
      expect(() => read(text, publisher.sign(text))).toThrow();
    },
  );

  test('when it is longer than any list', () => {
    const text = Buffer.concat([TEXT, Buffer.alloc(70_000, '#')]);
    expect(() => read(text, publisher.sign(text))).toThrow('not-signed');
  });
});

test('a file is held against its digest', async () => {
  using temporary = temporaryFolder();
  const file = path.join(temporary.folder, 'program');
  const content = Buffer.from('program');
  writeFileSync(file, content);
  const sha512 = createHash('sha512').update(content).digest('base64');
  await expect(checkFile(file, { sha512 })).resolves.toBeUndefined();
  writeFileSync(file, flipped(content, 5));
  await expect(checkFile(file, { sha512 })).rejects.toThrow('damaged');
});

test.each([
  ['0.2.0', '0.1.0', true],
  ['0.10.0', '0.9.9', true],
  ['1.0.0', '0.99.99', true],
  ['0.2.0', '0.2.0-beta.1', true],
  ['0.2.0-beta.1', '0.2.0', false],
  ['0.1.0', '0.1.0', false],
  ['0.1.0', '0.2.0', false],
  ['0.1.9', '0.2.0-beta', false],
])('%s after %s: %s', (one, other, isAfter) => {
  expect(isNewer(one, other)).toBe(isAfter);
});

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
