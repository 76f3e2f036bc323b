import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import type promises from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { lockFolder } from '../../../src-main/lock';
import { lookAtFolder } from '../../../src-main/machine/look-at-folder';
import { writeStoreChoice } from '../../../src-main/store/store-config';
import { canMount, mountSmallDisk } from '../../faults/support/broken-disk';
import { temporaryFolder } from '../../support/box-office';

/** What Linux would say of the file system that a folder is on. */
const fileSystem = vi.hoisted(() => ({ type: null as number | null }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>();
  const statfs = async (folder: string) => {
    const { type, ...rest } = await real.statfs(folder);
    return { ...rest, type: fileSystem.type ?? type };
  };
  return { ...real, statfs };
});

/** With the event in a folder that was chosen, and the usual folder of this computer. */
function folders() {
  const temporary = temporaryFolder();
  const make = (...parts: readonly string[]) => {
    const folder = path.join(temporary.folder, ...parts);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const places = { current: make('current'), usual: make('usual') };
  writeFileSync(path.join(places.current, 'epass.db'), '');
  make('usual', 'window');
  const look = (folder: string) => lookAtFolder(folder, places);
  return { ...places, make, look, [Symbol.dispose]: () => temporary[Symbol.dispose]() };
}

test('an event is found by its file, or by the store that its desk works on', async () => {
  using one = folders();
  const [file, desk] = [one.make('file'), one.make('desk')];
  writeFileSync(path.join(file, 'epass.db'), '');
  writeFileSync(path.join(file, 'notes.txt'), '');
  writeStoreChoice(desk, { address: 'postgres://x', deskName: 'Bar' }, null);
  expect(await one.look(file)).toBe('event');
  expect(await one.look(desk)).toBe('event');
  // A copy of an event has no lock of its own until it is opened.
  expect(readdirSync(file).sort()).toEqual(['epass.db', 'notes.txt']);
});

test('a folder is empty with what systems put into each, and with what an office that was never set up left', async () => {
  using one = folders();
  const empty = one.make('empty');
  expect(await one.look(empty)).toBe('nothing');
  for (const name of ['.DS_Store', 'lost+found', 'System Volume Information', 'desktop.ini', 'office.lock']) {
    writeFileSync(path.join(empty, name), '');
  }
  expect(await one.look(empty)).toBe('nothing');
  writeFileSync(path.join(empty, 'holiday.jpg'), '');
  expect(await one.look(empty)).toBe('other-things');
});

test('the usual folder is gone back to although the settings of this computer are in it', async () => {
  using one = folders();
  expect(await one.look(one.usual)).toBe('nothing');
  writeFileSync(path.join(one.usual, 'epass.db'), '');
  expect(await one.look(one.usual)).toBe('event');
});

test('the folder of the event itself, and what is in it or in the usual one, is no other folder', async () => {
  using one = folders();
  expect(await one.look(one.current)).toBe('same');
  const alias = path.join(one.make('elsewhere'), 'alias');
  symlinkSync(one.current, alias);
  expect(await one.look(alias)).toBe('same');
  expect(await one.look(one.make('current', 'backups'))).toBe('within');
  expect(await one.look(one.make('usual', 'window', 'new'))).toBe('within');
  expect(await one.look(one.make('current-2'))).toBe('nothing');
});

test('a folder that somebody has open, and one that is not there, are told apart', async () => {
  using one = folders();
  const folder = one.make('open');
  writeFileSync(path.join(folder, 'epass.db'), '');
  const unlock = lockFolder(folder);
  expect(await one.look(folder)).toBe('in-use');
  unlock();
  expect(await one.look(folder)).toBe('event');
  expect(await one.look(path.join(folder, 'epass.db'))).toBe('missing');
  expect(await one.look(path.join(folder, 'nothing'))).toBe('missing');
  expect(await one.look(path.relative(process.cwd(), folder))).toBe('missing');
});

test.runIf(process.platform === 'linux').each([
  ['NFS', 0x6969, 'network'],
  ['SMB', 0xff534d42, 'network'],
  ['a stick of Windows', 0x65735546, 'event'],
  ['ext4', 0xef53, 'event'],
] as const)('an event on %s is %s', async (_name, type, holds) => {
  using one = folders();
  const folder = one.make('there');
  writeFileSync(path.join(folder, 'epass.db'), '');
  fileSystem.type = type;
  try {
    expect(await one.look(folder)).toBe(holds);
  } finally {
    fileSystem.type = null;
  }
});

test.skipIf(process.getuid?.() === 0)('a folder of somebody else cannot be written to', async () => {
  using one = folders();
  const folder = one.make('theirs');
  chmodSync(folder, 0o500);
  expect(await one.look(folder)).toBe('not-writable');
});

test.runIf(canMount)(
  'a disk that is write-protected cannot be written to, with an event on it or without',
  async () => {
    using one = folders();
    const disk = one.make('disk');
    using mounted = mountSmallDisk(disk, 4);
    writeFileSync(path.join(disk, 'epass.db'), '');
    expect(await one.look(disk)).toBe('event');
    mounted.protect();
    expect(await one.look(disk)).toBe('not-writable');
  },
);
