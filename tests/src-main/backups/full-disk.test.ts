import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openTestOffice } from '../../support/box-office';
import { FIXTURE } from '../database/earlier-file';
import { filesIn, openEvent, otherFolder, startBackups } from './event-file';

/** A file system of its own that is soon full. @returns null where only root may make one, and this is not root */
function smallDisk(kilobytes: number) {
  const temporary = otherFolder();
  const folder = path.join(temporary.folder, 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    temporary[Symbol.dispose]();
    return null;
  }
  return {
    folder,
    [Symbol.dispose]() {
      execFileSync('umount', [folder]);
      temporary[Symbol.dispose]();
    },
  };
}

const canMount = (() => {
  using disk = smallDisk(64);
  return disk !== null;
})();

function fill(folder: string, leave: number): string {
  const { bavail, bsize } = statfsSync(folder);
  const file = path.join(folder, 'other things');
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  return file;
}

test.runIf(canMount)('where a backup does not fit, none is left half made, and it says so', async () => {
  await using event = await openEvent(2_000);
  using disk = smallDisk(8_192);
  // Whether it is seen beforehand or in the middle of writing, at whichever write.
  for (const leave of [0, 8_192, 100_000, 300_000, 500_000]) {
    if (!disk) throw new Error('there is no disk');
    const other = fill(disk.folder, leave);
    const snapshot = event.snapshot({ root: disk.folder, leaveFree: Number.NEGATIVE_INFINITY });
    await expect(snapshot, `${leave} bytes`).rejects.toMatchObject({ problem: 'disk-full' });
    const left = existsSync(path.join(disk.folder, 'backups')) ? filesIn(path.join(disk.folder, 'backups')) : [];
    expect(left).toEqual([]);
    rmSync(other);
  }
  await event.snapshot({ root: disk?.folder ?? '' });
});

test.runIf(canMount)(
  'a second folder that is full is the second folder’s trouble, and gets its copies once there is room',
  async () => {
    await using event = await openEvent(2_000);
    using disk = smallDisk(8_192);
    if (!disk) throw new Error('there is no disk');
    const backups = startBackups(event);
    const other = fill(disk.folder, 200_000);

    await backups.look();
    await backups.saveSecondFolder(disk.folder);
    expect((await backups.status()).second).toMatchObject({ state: 'failed', lastGoodAt: null });
    expect(backups.failure()).toBeNull();
    expect(filesIn(disk.folder)).toEqual(['other things']);

    rmSync(other);
    event.wait(60_000);
    await backups.look();
    expect((await backups.status()).second).toMatchObject({ state: 'ok' });
    expect(filesIn(disk.folder).filter((name) => name.endsWith('.db'))).toHaveLength(2);
    await backups.close();
  },
);

test.runIf(canMount)(
  'on a full disk an event of an earlier version is not changed, and the start says why',
  async () => {
    using disk = smallDisk(1_024);
    if (!disk) throw new Error('there is no disk');
    const file = path.join(disk.folder, 'epass.db');
    copyFileSync(FIXTURE, file);
    fill(disk.folder, 8_192);
    const before = readFileSync(file);

    await expect(openTestOffice({ folder: disk.folder })).rejects.toMatchObject({ reason: 'disk-full' });

    expect(readFileSync(file)).toEqual(before);
  },
);
