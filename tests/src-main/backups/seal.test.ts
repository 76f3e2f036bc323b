import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { digestOf } from '../../../src-main/backups/safe-files';
import { encryptionFor, isSealed, openingKey, sealFile, unsealFile, unsealWith } from '../../../src-main/backups/seal';
import { otherFolder } from './event-file';

const PASSPHRASE = 'three lazy green tortoises';
const HEAD = 92;
const PIECE = 65_536 + 16;
const DAMAGED = { name: 'BackupFailure', problem: 'copy-damaged' };

let encryption: Awaited<ReturnType<typeof encryptionFor>>;
beforeAll(async () => {
  encryption = await encryptionFor(PASSPHRASE);
});

/** @param bytes of what is sealed */
function sealed(folder: string, bytes: number) {
  const plain = path.join(folder, 'plain');
  const file = path.join(folder, 'sealed');
  writeFileSync(plain, randomBytes(bytes));
  const digest = sealFile(plain, file, encryption);
  return { plain, file, digest, target: path.join(folder, 'opened') };
}

test.each([0, 65_536, 200_000])('%i bytes come back as they were, and need the passphrase', async (bytes) => {
  using temporary = otherFolder();
  const { plain, file, digest, target } = sealed(temporary.folder, bytes);

  expect(isSealed(file)).toBe(true);
  expect(isSealed(plain)).toBe(false);
  expect(digestOf(file)).toEqual(digest);
  expect(await open(file, target)).toEqual(digestOf(plain));
  expect(readFileSync(target)).toEqual(readFileSync(plain));
});

test('another passphrase is told apart from damage, and opens nothing', async () => {
  using temporary = otherFolder();
  const { file, target } = sealed(temporary.folder, 1_000);

  await expect(unsealFile(file, `${PASSPHRASE}s`, target)).rejects.toMatchObject({ code: 'wrong-passphrase' });
  expect(existsSync(target)).toBe(false);
});

test('the same letters are the same passphrase, however the keyboard composed them', async () => {
  using temporary = otherFolder();
  const plain = path.join(temporary.folder, 'plain');
  const file = path.join(temporary.folder, 'sealed');
  writeFileSync(plain, 'an event');
  sealFile(plain, file, await encryptionFor('Caf\u00e9 du th\u00e9\u00e2tre'));
  await expect(unsealFile(file, 'Cafe\u0301 du the\u0301a\u0302tre', null)).resolves.toEqual(digestOf(plain));
});

test('the same file is never sealed to the same bytes twice, nor its key kept', async () => {
  using temporary = otherFolder();
  const { plain, file } = sealed(temporary.folder, 100_000);
  const again = path.join(temporary.folder, 'again');
  sealFile(plain, again, encryption);

  const [one, other] = [readFileSync(file), readFileSync(again)];
  expect(one.subarray(0, 60)).toEqual(other.subarray(0, 60));
  expect(one.subarray(60, 140)).not.toEqual(other.subarray(60, 140));
  expect(one.includes(PASSPHRASE)).toBe(false);
});

const DAMAGES: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'cut off between two pieces': (bytes) => bytes.subarray(0, HEAD + PIECE),
  'cut off within a piece': (bytes) => bytes.subarray(0, HEAD + PIECE + 99),
  'two pieces in each other’s place': (bytes) =>
    Buffer.concat([
      bytes.subarray(0, HEAD),
      bytes.subarray(HEAD + PIECE, HEAD + 2 * PIECE),
      bytes.subarray(HEAD, HEAD + PIECE),
      bytes.subarray(HEAD + 2 * PIECE),
    ]),
  'a piece twice': (bytes) => Buffer.concat([bytes.subarray(0, HEAD + PIECE), bytes.subarray(HEAD)]),
  'a bit of a piece': (bytes) => flipped(bytes, HEAD + PIECE + 5),
  'a bit of the key of the file': (bytes) => flipped(bytes, HEAD - 5),
  'something behind the end': (bytes) => Buffer.concat([bytes, Buffer.from('more')]),
};

test.each(Object.entries(DAMAGES))('%s is found, and leaves no file that was opened in part', async (_, damage) => {
  using temporary = otherFolder();
  const { file, target } = sealed(temporary.folder, 180_000);
  writeFileSync(file, damage(readFileSync(file)));

  await expect(open(file, target)).rejects.toMatchObject(DAMAGED);
  expect(existsSync(target)).toBe(false);
});

test('a piece of another file is found, though it was sealed for the same office', async () => {
  using temporary = otherFolder();
  const { plain, file } = sealed(temporary.folder, 180_000);
  const again = path.join(temporary.folder, 'again');
  sealFile(plain, again, encryption);
  const [one, other] = [readFileSync(file), readFileSync(again)];
  other.copy(one, HEAD + PIECE, HEAD + PIECE, HEAD + 2 * PIECE);
  writeFileSync(file, one);

  await expect(open(file, null)).rejects.toMatchObject(DAMAGED);
});

let key: ReturnType<typeof openingKey> | undefined;

/** Finding the key costs half a second, and it is the same for every file of this office. */
async function open(file: string, target: string | null) {
  key ??= openingKey(file, PASSPHRASE);
  return unsealWith(await key, file, target);
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 4;
  return copy;
}
