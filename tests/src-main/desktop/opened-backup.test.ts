import type * as FileSystem from 'node:fs';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openedBackup } from '../../../src-main/desktop/opened-backup';
import { temporaryFolder } from '../../support/box-office';
import { HOSTILE_ADDRESSES } from '../../support/hostile-addresses';

/** Every path that was looked at on the disk, or asked for over a network. */
const { looked } = vi.hoisted(() => ({ looked: [] as unknown[] }));
vi.mock('node:fs', async (load) => {
  const fs = await load<typeof FileSystem>();
  const lstatSync = (...args: Parameters<typeof fs.lstatSync>) => {
    looked.push(args[0]);
    return fs.lstatSync(...args);
  };
  return { ...fs, lstatSync };
});

const { folder, [Symbol.dispose]: remove } = temporaryFolder();
afterAll(remove);
const sealed = path.join(folder, 'epass-20261128T120000Z.db.sealed');
const plain = path.join(folder, 'a stick', 'epass-20261128T120000Z.db');
mkdirSync(path.dirname(plain));
for (const file of [sealed, plain, path.join(folder, 'notes.txt')]) writeFileSync(file, 'x');
mkdirSync(path.join(folder, 'folder.db'));
symlinkSync(sealed, path.join(folder, 'link.sealed'));

const here = (...words: unknown[]) => openedBackup(words, process.platform);

test('a backup that was opened is found among switches, by its path or its address', () => {
  expect(here('--enable-features=X', sealed)).toBe(sealed);
  expect(here(pathToFileURL(plain).href, '--no-sandbox')).toBe(plain);
  expect(here(folder, plain, sealed)).toBe(plain);
});

test.each([
  ['nothing', []],
  ['a switch that carries it', [`--restore=${sealed}`, `--data=${sealed}`]],
  ['a relative path', [path.relative(process.cwd(), sealed), `./${path.relative(process.cwd(), plain)}`, '../x.db']],
  ['something that is not there', [path.join(folder, 'gone.db')]],
  ['a folder', [path.join(folder, 'folder.db')]],
  ['a link to one', [path.join(folder, 'link.sealed')]],
  ['another kind of file', [path.join(folder, 'notes.txt'), '/etc/passwd', process.execPath]],
  ['a device', ['/dev/zero', '/dev/stdin.db']],
  ['a NUL', [`${sealed}\0.db`, `/etc/passwd\0.db`]],
  ['a path of unreasonable length', [`/${'x/'.repeat(4_000)}y.db`]],
  ['an address with more than a path', [`${pathToFileURL(sealed).href}?x.db`, `${pathToFileURL(sealed).href}#x.db`]],
  ['an address on another computer', [`file://example.org${sealed}`]],
  ['a broken address', ['file:%zz.db', 'file://%00.db', 'file:///%E0%A4%A.db']],
  ['no text at all', [null, 7, { path: sealed }, [sealed]]],
])('%s opens nothing', (_what, words) => {
  expect(here(...words)).toBeNull();
});

test('no address of any kind opens anything', () => {
  expect(
    HOSTILE_ADDRESSES.flatMap((address) => [address, `${address}.db`]).filter((word) => here(word) !== null),
  ).toEqual([]);
});

describe('on Windows', () => {
  test.each(['\\\\server\\share\\x.db', '//server/share/x.db', '\\\\?\\UNC\\server\\x.db', '\\\\.\\pipe\\x.db'])(
    'a path to another computer is not even looked at: %s',
    (word) => {
      looked.length = 0;
      expect(openedBackup([word], 'win32')).toBeNull();
      expect(looked).toEqual([]);
      // One of this computer is.
      openedBackup(['C:\\x.db'], 'win32');
      expect(looked).toEqual(['C:\\x.db']);
    },
  );
});
