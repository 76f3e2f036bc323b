import { expect, test } from 'vitest';
import { type Door, openDoor } from './door';

/** Somebody who was let in and should not have been. */
async function collide(door: Door): Promise<string> {
  const scanId = crypto.randomUUID();
  door.wait(1_000);
  await door.scan({ code: 'forged', scanId, deviceId: 'phone1', recordedAgoMs: 500 });
  return scanId;
}

test('those that wait come before those that are settled, the newest of each first', async () => {
  await using door = await openDoor();
  const [first, second, third, fourth] = [
    await collide(door),
    await collide(door),
    await collide(door),
    await collide(door),
  ];
  await door.collisions.settle({ scanId: second, decision: 'stays' }, 'seller1');
  await door.collisions.settle({ scanId: fourth, decision: 'left' }, 'seller1');
  const listed = await door.collisions.list();
  expect(listed.map(({ scanId }) => scanId)).toEqual([third, first, fourth, second]);
});

test('collisions of one moment come in the order of their scans, the newest first', async () => {
  await using door = await openDoor();
  const scanIds = Array.from({ length: 5 }, () => crypto.randomUUID());
  await Promise.all(
    scanIds.map((scanId) => door.scan({ code: 'forged', scanId, deviceId: 'phone1', recordedAgoMs: 0 })),
  );
  expect((await door.collisions.list()).map(({ scanId }) => scanId)).toEqual(scanIds.toReversed());
});

test('the list ends after a hundred', async () => {
  await using door = await openDoor();
  for (let count = 0; count < 3; count += 1) {
    await Promise.all(
      Array.from({ length: 40 }, () => door.scan({ code: 'forged', deviceId: 'phone1', recordedAgoMs: 0 })),
    );
  }
  expect(await door.collisions.list()).toHaveLength(100);
});

test('the first decision holds, and a second one is told so', async () => {
  await using door = await openDoor();
  const scanId = await collide(door);
  door.wait(60_000);
  const settled = { at: '2026-11-28T12:31:01.000Z', by: 'seller1', decision: 'left' };
  expect(await door.collisions.settle({ scanId, decision: 'left' }, 'seller1')).toMatchObject({ scanId, settled });

  const second = door.collisions.settle({ scanId, decision: 'stays' }, 'seller2');
  await expect(second).rejects.toMatchObject({ code: 'conflict' });
  expect(await door.collisions.list()).toMatchObject([{ scanId, settled }]);
});

test('of two decisions at once one holds', async () => {
  await using door = await openDoor();
  const scanId = await collide(door);
  const results = await Promise.allSettled([
    door.collisions.settle({ scanId, decision: 'left' }, 'seller1'),
    door.collisions.settle({ scanId, decision: 'stays' }, 'seller2'),
  ]);
  expect(results).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'conflict' } }]);
  expect(await door.collisions.list()).toMatchObject([{ settled: { by: 'seller1', decision: 'left' } }]);
});

test('only what collided can be settled', async () => {
  await using door = await openDoor();
  const scanId = crypto.randomUUID();
  await door.scan({ code: 'forged', scanId });
  for (const unknown of [scanId, 'nothing']) {
    const settling = door.collisions.settle({ scanId: unknown, decision: 'left' }, 'seller1');
    await expect(settling).rejects.toMatchObject({ code: 'not-found' });
  }
});

test('what was settled stays settled when the phone sends its scan again', async () => {
  await using door = await openDoor();
  const scanId = await collide(door);
  await door.collisions.settle({ scanId, decision: 'stays' }, 'seller1');
  await door.scan({ code: 'forged', scanId, deviceId: 'phone1', recordedAgoMs: 500 });
  expect(await door.collisions.list()).toMatchObject([{ settled: { decision: 'stays' } }]);
});
