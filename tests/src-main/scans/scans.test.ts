import { expect, test } from 'vitest';
import { ExpectedError } from '../../../src-main/expected-error';
import { createScans } from '../../../src-main/scans/scans';
import { openStore } from '../../support/passes-store';
import { openDoor } from './door';

test('a pass admits once, and the second scan says when, by whom and where it was used', async () => {
  await using door = await openDoor();
  const passId = await door.sell({ passType: 'COUPLE', name1: 'Asha', name2: 'Ravi', phone1: '9876512345' });

  const pass = {
    passId,
    name1: 'Asha',
    phone1: '+919876512345',
    name2: 'Ravi',
    phone2: null,
    passType: 'COUPLE',
    passTypeLabel: 'Couple',
    admits: 2,
    timing: '7:00 PM - 11:00 PM',
  };
  expect(await door.scan({ passId })).toEqual({ status: 'admitted', at: '2026-11-28T12:30:00.000Z', pass });
  door.wait(60_000);
  expect(await door.scan({ passId, by: 'someone-else', desk: 'South gate' })).toEqual({
    status: 'refused',
    reason: 'already-used',
    at: '2026-11-28T12:31:00.000Z',
    pass,
    firstAdmission: { at: '2026-11-28T12:30:00.000Z', by: 'gate1', byName: 'Gita at the gate', desk: 'North gate' },
  });
});

test('somebody without an account goes by their username', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  await door.scan({ passId, by: 'left-us' });
  expect(await door.scan({ passId })).toMatchObject({ firstAdmission: { by: 'left-us', byName: 'left-us' } });
});

test('a pass admitted by the earlier web application was used at no desk', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  await door.admit(passId, '2024-10-01T19:45:00.000Z', 'admin1');
  expect(await door.scan({ passId })).toMatchObject({
    reason: 'already-used',
    firstAdmission: { at: '2024-10-01T19:45:00.000Z', by: 'admin1', byName: 'admin1', desk: null },
  });
});

test('a forged code, an unknown pass and a cancelled pass are refused, each for its reason', async () => {
  await using door = await openDoor();
  const cancelled = await door.sell();
  await door.passes.cancel(cancelled, 'seller1');

  const at = '2026-11-28T12:30:00.000Z';
  expect(await door.scan({ code: 'forged' })).toEqual({
    status: 'refused',
    reason: 'invalid',
    at,
    pass: null,
    firstAdmission: null,
  });
  expect(await door.scan({ passId: 'nothing' })).toEqual({
    status: 'refused',
    reason: 'not-found',
    at,
    pass: null,
    firstAdmission: null,
  });
  expect(await door.scan({ passId: cancelled })).toMatchObject({
    status: 'refused',
    reason: 'cancelled',
    pass: { passId: cancelled },
    firstAdmission: null,
  });
});

test('every attempt leaves a row with time, person, desk and outcome, but never the code', async () => {
  await using door = await openDoor();
  const passId = await door.sell({ passType: 'COUPLE', name2: 'Ravi' });
  await door.scan({ passId });
  door.wait(1_000);
  await door.scan({ passId, by: 'gate2', desk: 'South gate' });
  await door.scan({ code: 'a forged code' });

  const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
  const row = {
    scan_id: expect.any(String),
    code_digest: digest,
    scanned_by: 'gate1',
    desk: 'North gate',
    device_id: null,
    recorded_at: null,
    by_hand: 0,
  };
  expect(await door.log()).toEqual([
    { ...row, sequence: 1, pass_id: passId, outcome: 'admitted', at: '2026-11-28T12:30:00.000Z', people: 2 },
    {
      ...row,
      sequence: 2,
      pass_id: passId,
      outcome: 'already-used',
      at: '2026-11-28T12:30:01.000Z',
      scanned_by: 'gate2',
      desk: 'South gate',
      people: 0,
    },
    { ...row, sequence: 3, pass_id: null, outcome: 'invalid', at: '2026-11-28T12:30:01.000Z', people: 0 },
  ]);
});

test('a scan sent again gets the first answer again and leaves no second row', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
  const admitted = await door.scan({ passId, scanId: first });
  door.wait(5_000);
  const refused = await door.scan({ passId, scanId: second });
  door.wait(5_000);

  expect(await door.scan({ passId, scanId: first })).toEqual(admitted);
  expect(await door.scan({ passId, scanId: second })).toEqual(refused);
  expect(await door.log()).toHaveLength(2);
});

test('a refusal stays the first answer, also after the pass was put right', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  const scanId = crypto.randomUUID();
  await door.passes.cancel(passId, 'seller1');
  const refused = await door.scan({ passId, scanId });
  await door.passes.reinstate(passId);

  expect(await door.scan({ passId, scanId })).toEqual(refused);
  expect(await door.scan({ passId })).toMatchObject({ status: 'admitted' });
});

test('the same scan sent twice at once is one scan', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  const scanId = crypto.randomUUID();
  const [one, other] = await Promise.all([door.scan({ passId, scanId }), door.scan({ passId, scanId })]);
  expect(one).toMatchObject({ status: 'admitted' });
  expect(other).toEqual(one);
  expect(await door.log()).toHaveLength(1);
});

test('a scan id with another code is a conflict, later or in the same moment, and hurts nobody else', async () => {
  await using door = await openDoor();
  const [first, second] = [await door.sell(), await door.sell()];
  const scanId = crypto.randomUUID();
  const [kept, conflict, bystander] = await Promise.allSettled([
    door.scan({ passId: first, scanId }),
    door.scan({ passId: second, scanId }),
    door.scan({ passId: second }),
  ]);
  expect(kept).toMatchObject({ value: { status: 'admitted' } });
  expect(conflict).toMatchObject({ reason: { code: 'conflict' } });
  expect(bystander).toMatchObject({ value: { status: 'admitted' } });
  await expect(door.scan({ code: 'forged', scanId })).rejects.toMatchObject({ code: 'conflict' });
  expect(await door.log()).toHaveLength(2);
});

test('of scans of one pass that arrive together the first one wins and the others are told about it', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  const outcomes = await Promise.all(
    ['first', 'second', 'third'].map((desk) => door.scan({ passId, desk, by: `at-${desk}` })),
  );
  const firstAdmission = { at: '2026-11-28T12:30:00.000Z', by: 'at-first', byName: 'at-first', desk: 'first' };
  expect(outcomes).toMatchObject([
    { status: 'admitted' },
    { reason: 'already-used', firstAdmission },
    { reason: 'already-used', firstAdmission },
  ]);
});

test('answers come only after the commit', async () => {
  await using door = await openDoor();
  const passId = await door.sell();
  let open = true;
  const blocking = door.db.transaction().execute(async () => {
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    open = false;
  });
  const outcome = await door.scan({ passId });
  expect(open).toBe(false);
  expect(outcome.status).toBe('admitted');
  await blocking;
});

test('when the disk fails, nobody of the batch is told anything else, and nothing was done', async () => {
  await using door = await openDoor();
  const passIds = await Promise.all(Array.from({ length: 20 }, () => door.sell()));
  const end = await door.failInserts('scans');

  const outcomes = await Promise.allSettled(passIds.map((passId) => door.scan({ passId })));
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  expect(await door.log()).toEqual([]);

  await end();
  const again = await Promise.all(passIds.map((passId) => door.scan({ passId })));
  expect(again.every(({ status }) => status === 'admitted')).toBe(true);
});

test('settling waits for every scan that has begun', async () => {
  await using door = await openDoor();
  const passIds = [await door.sell(), await door.sell()];
  const answered: string[] = [];
  const scanning = passIds.map(async (passId) => answered.push((await door.scan({ passId })).status));
  await door.scans.settle();
  await Promise.all(scanning);
  expect(await door.log()).toHaveLength(2);
  await door.scans.settle();
  expect(answered).toEqual(['admitted', 'admitted']);
});

test('while the keys are locked nothing is judged and nothing is logged', async () => {
  await using store = await openStore();
  const signing = {
    passIdOf: () => {
      throw new ExpectedError('keys-locked');
    },
  };
  const scans = createScans({ db: store.db, signing, now: store.now });
  const scan = scans.scan(
    { scanId: crypto.randomUUID(), code: 'x' },
    { username: 'gate1', desk: 'North gate', deviceId: null },
  );
  await expect(scan).rejects.toMatchObject({ code: 'keys-locked' });
  expect(await scans.recent(10, null)).toEqual([]);
});

test('the newest attempts come first, and can be those of one person', async () => {
  await using door = await openDoor();
  const passId = await door.sell({ name1: 'Asha' });
  await door.scan({ passId, by: 'gate1' });
  await door.scan({ passId, by: 'gate2' });
  await door.scan({ code: 'forged', by: 'gate1' });

  const everybody = await door.scans.recent(10, null);
  expect(everybody.map(({ by, outcome }) => `${by} ${outcome}`)).toEqual([
    'gate1 invalid',
    'gate2 already-used',
    'gate1 admitted',
  ]);
  expect(everybody[2]).toEqual({
    scanId: expect.any(String),
    at: '2026-11-28T12:30:00.000Z',
    recordedAt: null,
    by: 'gate1',
    desk: 'North gate',
    deviceId: null,
    byHand: false,
    outcome: 'admitted',
    passId,
    name1: 'Asha',
    passTypeLabel: 'Single',
    people: 1,
  });
  expect((await door.scans.recent(10, 'gate1')).map(({ outcome }) => outcome)).toEqual(['invalid', 'admitted']);
  expect(await door.scans.recent(1, null)).toHaveLength(1);
  expect((await door.scans.ofPass(passId)).map(({ outcome }) => outcome)).toEqual(['admitted', 'already-used']);
});
