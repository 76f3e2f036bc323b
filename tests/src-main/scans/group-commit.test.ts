import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDoor } from './door';

test('scans that arrive together share one commit', async () => {
  await using door = await openDoor();
  // A WAL that is written back begins anew, and what stood in it could not be counted.
  door.sqlite.pragma('wal_autocheckpoint = 0');
  const passIds = await Promise.all(Array.from({ length: 64 }, () => door.sell()));
  const before = countCommits(`${door.file}-wal`);
  await Promise.all(passIds.map((passId) => door.scan({ passId })));
  expect(countCommits(`${door.file}-wal`)).toBe(before + 1);
});

const WAL_HEADER = 32;
const FRAME_HEADER = 24;
const PAGE = 4_096;

/** How many commits stand in a WAL: the last frame of each says how long the file is by then, all others say 0. */
function countCommits(wal: string): number {
  const bytes = readFileSync(wal);
  let commits = 0;
  for (let frame = WAL_HEADER; frame < bytes.length; frame += FRAME_HEADER + PAGE) {
    if (bytes.readUInt32BE(frame + 4) > 0) commits += 1;
  }
  return commits;
}
