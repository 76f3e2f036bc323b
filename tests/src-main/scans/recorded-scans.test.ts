import { expect, test } from 'vitest';
import { openDoor } from './door';

const MINUTE = 60_000;
const phone = { deviceId: 'phone1', by: 'gate1' };

test('a scan that was recorded admits at the moment at which it was recorded, and is judged when it arrives', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  door.wait(10 * MINUTE);

  const outcome = await door.scan({ passId, ...phone, recordedAgoMs: 4 * MINUTE });
  expect(outcome).toMatchObject({ status: 'admitted', at: '2026-11-28T12:40:00.000Z' });
  expect(await door.log()).toMatchObject([
    {
      at: '2026-11-28T12:40:00.000Z',
      recorded_at: '2026-11-28T12:36:00.000Z',
      device_id: 'phone1',
      desk: 'Gate 1',
      scanned_by: 'gate1',
    },
  ]);
  expect(await door.scan({ passId })).toMatchObject({
    firstAdmission: { at: '2026-11-28T12:36:00.000Z', byName: 'Gita at the gate', desk: 'Gate 1' },
  });
  expect(await door.collisions.list()).toEqual([]);
});

test('each pass of a batch keeps a moment and a person of its own', async () => {
  await using door = await openDoor();
  const [one, other, third] = [await door.sell(), await door.sell(), await door.sell()];
  door.wait(10 * MINUTE);
  await Promise.all([
    door.scan({ passId: one, ...phone, recordedAgoMs: MINUTE }),
    door.scan({ passId: other, deviceId: 'phone2', by: 'gate2', recordedAgoMs: 2 * MINUTE }),
    door.scan({ passId: third, by: 'seller1' }),
  ]);
  const used = await door.db.selectFrom('passes').select(['pass_id', 'scanned_at', 'scanned_by']).execute();
  expect(new Map(used.map(({ pass_id, ...rest }) => [pass_id, rest]))).toEqual(
    new Map([
      [one, { scanned_at: '2026-11-28T12:39:00.000Z', scanned_by: 'gate1' }],
      [other, { scanned_at: '2026-11-28T12:38:00.000Z', scanned_by: 'gate2' }],
      [third, { scanned_at: '2026-11-28T12:40:00.000Z', scanned_by: 'seller1' }],
    ]),
  );
});

test('what was recorded is judged in the order in which it arrives, not in that of its moments', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  door.wait(10 * MINUTE);
  const [first, second] = await Promise.all([
    door.scan({ passId, deviceId: 'phone2', recordedAgoMs: MINUTE }),
    door.scan({ passId, deviceId: 'phone1', recordedAgoMs: 5 * MINUTE }),
  ]);
  expect(first.status).toBe('admitted');
  expect(second).toMatchObject({ reason: 'already-used', firstAdmission: { desk: 'Gate 2' } });
});

test.each([-1, 172_800_001, Number.NaN, Number.POSITIVE_INFINITY])(
  'a scan recorded %s ms ago was recorded just now',
  async (recordedAgoMs) => {
    await using door = await openDoor();
    const passId = await door.sell();
    expect((await door.scan({ passId, ...phone, recordedAgoMs })).status).toBe('admitted');
    expect(await door.log()).toMatchObject([{ recorded_at: '2026-11-28T12:30:00.000Z' }]);
  },
);

test('a clock that is set back before the judgement leaves nothing in the future', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  const scanning = door.scan({ passId, ...phone, recordedAgoMs: 0 });
  door.wait(-MINUTE);
  await scanning;
  expect(await door.log()).toMatchObject([{ at: '2026-11-28T12:29:00.000Z', recorded_at: '2026-11-28T12:29:00.000Z' }]);
  const { scanned_at } = await door.db.selectFrom('passes').select('scanned_at').executeTakeFirstOrThrow();
  expect(scanned_at).toBe('2026-11-28T12:29:00.000Z');
});

test('a recorded scan that is refused raises a collision that tells who was let in, and who had the pass before', async () => {
  await using door = await openDoor();
  const passId = await door.sell({ passType: 'COUPLE', name1: 'Asha', name2: 'Ravi' });
  await door.scan({ passId });
  door.wait(10 * MINUTE);
  const scanId = crypto.randomUUID();
  await door.scan({ passId, scanId, deviceId: 'phone2', by: 'gate2', recordedAgoMs: 2 * MINUTE });

  expect(await door.collisions.list()).toEqual([
    {
      scanId,
      deviceId: 'phone2',
      gate: 'Gate 2',
      by: 'gate2',
      recordedAt: '2026-11-28T12:38:00.000Z',
      raisedAt: '2026-11-28T12:40:00.000Z',
      reason: 'already-used',
      passId,
      name1: 'Asha',
      name2: 'Ravi',
      passTypeLabel: 'Couple',
      firstAdmission: { at: '2026-11-28T12:30:00.000Z', byName: 'Gita at the gate', desk: 'North gate' },
      settled: null,
    },
  ]);
});

test('a recorded scan collides whatever it is refused for', async () => {
  await using door = await openDoor();
  const cancelled = await door.sell({ name1: 'Asha' });
  await door.passes.cancel(cancelled, 'seller1');
  await door.scan({ code: 'forged', ...phone, recordedAgoMs: MINUTE });
  await door.scan({ passId: 'nothing', ...phone, recordedAgoMs: MINUTE });
  await door.scan({ passId: cancelled, ...phone, recordedAgoMs: MINUTE });

  const nobody = { passId: null, name1: null, name2: null, passTypeLabel: null, firstAdmission: null };
  expect(await door.collisions.list()).toMatchObject([
    { reason: 'cancelled', passId: cancelled, name1: 'Asha', firstAdmission: null },
    { reason: 'not-found', ...nobody },
    { reason: 'invalid', ...nobody },
  ]);
});

test('a scan that was refused at once and never heard the answer collides when its phone recorded it', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  await door.scan({ passId });
  door.wait(MINUTE);
  const scanId = crypto.randomUUID();
  const lost = await door.scan({ passId, scanId, ...phone });
  expect(await door.collisions.list()).toEqual([]);

  door.wait(5 * MINUTE);
  expect(await door.scan({ passId, scanId, ...phone, recordedAgoMs: 5 * MINUTE })).toEqual(lost);
  expect(await door.collisions.list()).toMatchObject([
    { scanId, recordedAt: '2026-11-28T12:31:00.000Z', raisedAt: '2026-11-28T12:36:00.000Z', gate: 'Gate 1' },
  ]);
  expect(await door.log()).toHaveLength(2);
});

test('a scan that was admitted and never heard the answer collides with nothing', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  const scanId = crypto.randomUUID();
  const lost = await door.scan({ passId, scanId, ...phone });
  door.wait(MINUTE);
  expect(await door.scan({ passId, scanId, ...phone, recordedAgoMs: MINUTE })).toEqual(lost);
  expect(await door.collisions.list()).toEqual([]);
  expect(await door.log()).toMatchObject([{ recorded_at: null, at: '2026-11-28T12:30:00.000Z' }]);
});

test('a recorded scan that is sent again, later or twice at once, collides once', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  await door.scan({ passId });
  const scanId = crypto.randomUUID();
  const send = () => door.scan({ passId, scanId, ...phone, recordedAgoMs: MINUTE });
  await Promise.all([send(), send()]);
  door.wait(MINUTE);
  await send();
  expect(await door.collisions.list()).toMatchObject([{ scanId, raisedAt: '2026-11-28T12:30:00.000Z' }]);
});

test('the id of a refusal with another code raises nothing', async () => {
  await using door = await openDoor();
  const scanId = crypto.randomUUID();
  await door.scan({ code: 'forged', scanId, ...phone });
  const other = door.scan({ code: 'another', scanId, ...phone, recordedAgoMs: MINUTE });
  await expect(other).rejects.toMatchObject({ code: 'conflict' });
  expect(await door.collisions.list()).toEqual([]);
});

test('when a collision cannot be written down, neither is the scan', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  await door.failInserts('collisions');
  const outcomes = await Promise.allSettled([
    door.scan({ passId, ...phone, recordedAgoMs: MINUTE }),
    door.scan({ passId, ...phone, recordedAgoMs: MINUTE }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await door.log()).toEqual([]);
});

test('a pass found by name is admitted once like any other, and the log says that it was by hand', async () => {
  await using door = await openDoor();
  const passId = await door.sell({ name1: 'Asha' });
  const scanId = crypto.randomUUID();
  const admitted = await door.admitByHand({ passId, scanId, ...phone });
  expect(admitted).toMatchObject({ status: 'admitted', pass: { passId, name1: 'Asha' } });
  door.wait(MINUTE);

  expect(await door.admitByHand({ passId, scanId, ...phone })).toEqual(admitted);
  expect(await door.admitByHand({ passId, deviceId: 'phone2' })).toMatchObject({
    reason: 'already-used',
    firstAdmission: { desk: 'Gate 1' },
  });
  expect(await door.scan({ passId })).toMatchObject({ reason: 'already-used' });
  expect(await door.scans.ofPass(passId)).toMatchObject([
    { outcome: 'admitted', byHand: true, deviceId: 'phone1', desk: 'Gate 1' },
    { outcome: 'already-used', byHand: true, deviceId: 'phone2', desk: 'Gate 2' },
    { outcome: 'already-used', byHand: false, deviceId: null, desk: 'North gate' },
  ]);
});

test('by hand, a pass that does not exist or is cancelled is refused', async () => {
  await using door = await openDoor();
  const cancelled = await door.sell();
  await door.passes.cancel(cancelled, 'seller1');
  expect(await door.admitByHand({ passId: 'nothing', ...phone })).toMatchObject({ reason: 'not-found', pass: null });
  expect(await door.admitByHand({ passId: cancelled, ...phone })).toMatchObject({ reason: 'cancelled' });
});

test('a scan id is used for one pass by hand and for nothing else', async () => {
  await using door = await openDoor();
  const [one, other] = [await door.sell(), await door.sell()];
  const scanId = crypto.randomUUID();
  await door.admitByHand({ passId: one, scanId, ...phone });
  await expect(door.admitByHand({ passId: other, scanId, ...phone })).rejects.toMatchObject({ code: 'conflict' });
  for (const code of [`signed:${one}`, one, `\u00ff${one}`]) {
    await expect(door.scan({ code, scanId, ...phone })).rejects.toMatchObject({ code: 'conflict' });
  }
});
