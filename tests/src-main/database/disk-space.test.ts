import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DISK_LIMITS, watchDiskSpace } from '../../../src-main/database/disk-space';
import { openReadyOffice, sellPass, temporaryFolder, valueOf } from '../../support/box-office';

const MEBIBYTE = 1_048_576;
const isRoot = process.geteuid?.() === 0;
/** A disk of its own, or null where this process may not make one. */
function smallDisk(megabytes: number) {
  if (process.platform !== 'linux' || !isRoot) return null;
  const temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'disk');
  mkdirSync(folder);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
  if (!mounted) {
    temporary[Symbol.dispose]();
    return null;
  }
  return {
    folder,
    [Symbol.dispose]() {
      spawnSync('umount', ['-l', folder]);
      temporary[Symbol.dispose]();
    },
  };
}

test('less than 1 GiB is little, less than 200 MiB is too little to sell on', () => {
  expect(DISK_LIMITS).toEqual({ full: 200 * MEBIBYTE, low: 1_024 * MEBIBYTE });
});

test('room is what the disk says at the moment, and a folder that is gone is not a full disk', () => {
  using temporary = temporaryFolder();
  const enough = watchDiskSpace(temporary.folder, { full: 0, low: 0 });
  expect(enough.state()).toMatchObject({ state: 'ok', freeBytes: expect.any(Number) });
  const endless = Number.MAX_SAFE_INTEGER;
  expect(watchDiskSpace(temporary.folder, { full: 0, low: endless }).state().state).toBe('low');
  expect(watchDiskSpace(temporary.folder, { full: endless, low: endless }).state().state).toBe('full');
  const gone = watchDiskSpace(path.join(temporary.folder, 'gone'), { full: endless, low: endless });
  expect(gone.state()).toEqual({ state: 'ok', freeBytes: null });
});

test('on a disk that is nearly full nothing is sold, people are let in, and room that is made counts at once', {
  timeout: 60_000,
}, async ({ skip }) => {
  using disk = smallDisk(64);
  if (disk === null) return skip('needs to mount a disk of its own');
  await using office = await openReadyOffice({
    folder: disk.folder,
    diskLimits: { full: 16 * MEBIBYTE, low: 24 * MEBIBYTE },
  });
  const { passId } = await sellPass(office.api);
  const { code } = valueOf(await office.api['passes.get']({ passId }));
  const ballast = path.join(disk.folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(50 * MEBIBYTE));

  const sale = { saleId: crypto.randomUUID(), passType: 'SINGLE', name1: 'Late', phone1: '9876512345' } as const;
  expect(await office.api['passes.sell']({ ...sale, paymentMode: 'CASH' })).toEqual({ ok: false, code: 'disk-full' });
  expect(valueOf(await office.api['scans.scan']({ scanId: crypto.randomUUID(), code: code ?? '' })).status).toBe(
    'admitted',
  );
  expect(valueOf(await office.api['health.notices']({}))).toContainEqual(
    expect.objectContaining({ kind: 'disk-full' }),
  );

  rmSync(ballast);
  expect(valueOf(await office.api['passes.sell']({ ...sale, paymentMode: 'CASH' })).name1).toBe('Late');
});

test('on a disk without any room left a sale is refused as what it is, and works once there is room, without a restart', {
  timeout: 60_000,
}, async ({ skip }) => {
  using disk = smallDisk(16);
  if (disk === null) return skip('needs to mount a disk of its own');
  await using office = await openReadyOffice({ folder: disk.folder, diskLimits: { full: 0, low: 0 } });
  const ballast = path.join(disk.folder, 'ballast');
  let refused = 0;
  try {
    writeFileSync(ballast, Buffer.alloc(16 * MEBIBYTE));
  } catch {
    // As much as there was room for.
  }
  for (let number = 0; number < 200 && refused < 3; number += 1) {
    const reply = await office.api['passes.sell']({
      saleId: crypto.randomUUID(),
      passType: 'SINGLE',
      name1: `Guest ${number}`,
      phone1: `98123${String(number).padStart(5, '0')}`,
      paymentMode: 'CASH',
    });
    if (reply.ok) continue;
    expect(reply.code).toBe('storage-failed');
    refused += 1;
  }
  expect(refused).toBe(3);
  rmSync(ballast);
  await sellPass(office.api);
});
