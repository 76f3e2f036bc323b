import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, createGateWorld, type Fate, type GateWorld, passId } from './gate-world';

const SEED_FORM = btoa(JSON.stringify({ id: 'p1', sig: 'ab'.repeat(32) }));

async function openWorld(): Promise<GateWorld> {
  const world = createGateWorld();
  await world.reload();
  return world;
}

/** A phone that knows that the desk is out of reach. */
async function outOfReach(): Promise<GateWorld> {
  const world = await openWorld();
  world.cutLink(true);
  world.poll();
  await world.advance(3_000);
  return world;
}

async function comeBack(world: GateWorld, milliseconds = 10_000) {
  world.cutLink(false);
  world.poll();
  await world.advance(milliseconds);
}

/** Each message has the next fate; the last one repeats. */
function fatesInTurn(...fates: Fate[]): () => Fate {
  return () => (fates.length > 1 ? fates.shift() : fates[0]) ?? 'answered';
}

const shown = (world: GateWorld) => world.queue.scans.state().verdict;

describe('while the desk is in reach', () => {
  test('a scan is on the disk of the phone before it is sent, and off it when it is judged', async () => {
    const world = await openWorld();
    world.scan(codeOf(1));
    await world.settle();
    expect(world.sent).toEqual([]);
    await world.advance(12);
    expect(world.sent).toHaveLength(1);
    expect([...world.disk.values()]).toMatchObject([{ code: codeOf(1), told: 'nothing' }]);
    await world.advance(1_000);
    expect(shown(world)?.kind).toBe('admitted');
    expect(world.disk.size).toBe(0);
  });

  test('a lost answer is asked for once more at once, as the same scan, and is no amber', async () => {
    const world = await openWorld();
    world.decideFates(fatesInTurn('answer-lost', 'answered'));
    world.scan(codeOf(1));
    await world.advance(3_000);
    expect(new Set(world.sent.map(({ scanId }) => scanId)).size).toBe(1);
    expect(world.sent).toHaveLength(2);
    expect(shown(world)?.kind).toBe('admitted');
  });

  test('nobody waits longer than three and a half seconds', async () => {
    const world = await openWorld();
    world.cutLink(true);
    world.scan(codeOf(1));
    await world.advance(3_600);
    expect(shown(world)).toMatchObject({ kind: 'recorded' });
    expect(world.queue.state().waiting).toHaveLength(1);
  });

  test.each(['keys-locked', 'storage-failed', 'internal', 'too-many-attempts', 'conflict'] as const)(
    '%s is told as not judged, and asking again is the same scan',
    async (code) => {
      const world = await openWorld();
      world.decideFates(fatesInTurn(code, 'answered'));
      world.scan(codeOf(1));
      await world.advance(500);
      expect(shown(world)).toMatchObject({ kind: 'not-judged', refusal: { code } });
      expect(world.queue.state().waiting).toEqual([]);
      world.queue.scans.again();
      await world.advance(500);
      expect(shown(world)?.kind).toBe('admitted');
      expect(new Set(world.sent.map(({ scanId }) => scanId)).size).toBe(1);
      expect(world.disk.size).toBe(0);
    },
  );

  test('a text that is no pass code is for the office to refuse', async () => {
    const world = await openWorld();
    world.scan('WIFI:S:guest;;');
    await world.advance(500);
    expect(shown(world)).toMatchObject({ kind: 'refused', outcome: { reason: 'invalid' } });
  });
});

describe('while the desk is out of reach', () => {
  test('a scan is recorded at once, and on the disk before anybody is told', async () => {
    const world = await outOfReach();
    world.scan(codeOf(1));
    await world.settle();
    expect(shown(world)).toBeNull();
    await world.advance(20);
    expect([...world.disk.values()]).toMatchObject([{ code: codeOf(1), told: 'recorded' }]);
    expect(shown(world)?.kind).toBe('recorded');
    expect(world.sent).toEqual([]);
  });

  test.each([
    'hello',
    'https://example.org/',
    'EP1.01.short',
    codeOf(1).slice(0, -1),
    `${codeOf(1)}0`,
    SEED_FORM.slice(4),
  ])('a text that is no pass code is refused and not recorded: %s', async (text) => {
    const world = await outOfReach();
    world.scan(text);
    await world.advance(100);
    expect(shown(world)).toEqual({ kind: 'no-pass' });
    expect(world.disk.size).toBe(0);
    await comeBack(world);
    expect(world.sent).toEqual([]);
  });

  test('codes of both forms are recorded', async () => {
    const world = await outOfReach();
    world.scan(codeOf(1));
    world.scan(SEED_FORM);
    await world.advance(2_000);
    expect(world.queue.state().waiting.map(({ code }) => code)).toEqual([codeOf(1), SEED_FORM]);
  });

  test('the same pass a second time is refused with the time of the first, however it is typed', async () => {
    const world = await outOfReach();
    const at = world.now();
    world.scan(codeOf(1));
    await world.advance(60_000);
    world.scan(codeOf(1).toLowerCase());
    await world.advance(100);
    expect(shown(world)).toMatchObject({ kind: 'known-here', how: 'recorded', at: new Date(at).toISOString() });
    expect(world.queue.state().waiting).toHaveLength(1);
    expect(world.disk.size).toBe(1);
  });

  test('a pass that the office admitted here before is refused', async () => {
    const world = await openWorld();
    world.scan(codeOf(1));
    await world.advance(500);
    world.cutLink(true);
    world.poll();
    await world.advance(3_000);
    world.scan(codeOf(1));
    await world.advance(100);
    expect(shown(world)).toMatchObject({ kind: 'known-here', how: 'admitted' });
    expect(world.disk.size).toBe(0);
  });

  test('somebody who was found by name is not recorded, and asking again is the same scan', async () => {
    const world = await outOfReach();
    world.queue.admitByHand(passId(1));
    await world.advance(100);
    expect(shown(world)).toMatchObject({ kind: 'not-judged', refusal: { code: 'unreachable' } });
    expect(world.disk.size).toBe(0);
    await comeBack(world);
    expect(world.sent).toEqual([]);
    world.queue.scans.again();
    await world.advance(500);
    expect(shown(world)?.kind).toBe('admitted');
  });

  test('without a disk it is still recorded, and the page knows that a reload would forget', async () => {
    const world = await outOfReach();
    world.breakDisk(true);
    world.scan(codeOf(1));
    await world.advance(100);
    expect(shown(world)?.kind).toBe('recorded');
    expect(world.queue.state()).toMatchObject({ durable: false, waiting: [{ code: codeOf(1) }] });
    world.breakDisk(false);
    world.scan(codeOf(2));
    await world.advance(2_000);
    expect(world.queue.state().durable).toBe(true);
    expect([...world.disk.values()].map(({ code }) => code)).toEqual([codeOf(1), codeOf(2)]);
  });
});

describe('when the desk is back', () => {
  test('what was recorded is sent in the order of reading, one after the other, with the time since then', async () => {
    const world = await outOfReach();
    const readAt = new Map<string, number>();
    for (const pass of [3, 1, 2]) {
      readAt.set(codeOf(pass), world.now());
      world.scan(codeOf(pass));
      await world.advance(30_000);
    }
    await comeBack(world);
    expect(world.sent.map(({ code }) => code)).toEqual([codeOf(3), codeOf(1), codeOf(2)]);
    for (const { code, at, recordedAgoMs } of world.sent) expect(at - (recordedAgoMs ?? 0)).toBe(readAt.get(code));
    expect(world.queue.state()).toMatchObject({ waiting: [], collided: [], confirmed: 3 });
    expect(world.disk.size).toBe(0);
    expect(world.queue.state().own.map(({ result, name }) => [result, name])).toEqual(
      Array.from({ length: 3 }, () => ['admitted', 'Meera']),
    );
  });

  test('no more than eight are sent in a second', async () => {
    const world = await outOfReach();
    for (let pass = 0; pass < 40; pass++) world.scan(codeOf(pass));
    await world.advance(60_000);
    world.delay(0);
    await comeBack(world, 30_000);
    expect(world.queue.state().confirmed).toBe(40);
    for (const { at } of world.sent) {
      const within = world.sent.filter((one) => one.at >= at && one.at < at + 1_000);
      expect(within.length).toBeLessThanOrEqual(8);
    }
  });

  test('somebody who stands at the gate goes first', async () => {
    const world = await outOfReach();
    for (let pass = 0; pass < 40; pass++) world.scan(codeOf(pass));
    await world.advance(60_000);
    world.cutLink(false);
    world.delay(100);
    world.poll();
    await world.advance(1_000);
    const before = world.sent.length;
    expect(before).toBeLessThan(10);
    const readAt = world.now();
    world.scan(codeOf(100));
    await world.advance(500);
    const live = world.sent.find(({ code }) => code === codeOf(100));
    expect(live).toMatchObject({ recordedAgoMs: null });
    expect((live?.at ?? Number.NaN) - readAt).toBeLessThan(20);
    const meanwhile = world.sent.filter(({ at }) => at > readAt && at < (live?.at ?? 0) + 100);
    expect(meanwhile).toHaveLength(1);
    expect(shown(world)?.kind).toBe('admitted');
    await world.advance(30_000);
    expect(world.queue.state().confirmed).toBe(40);
  });

  test('a clock that was put back or forward since then costs no scan', async () => {
    const world = await outOfReach();
    world.scan(codeOf(1));
    await world.advance(100);
    world.moveClock(-3_600_000);
    world.scan(codeOf(2));
    await world.advance(100);
    world.moveClock(30 * 86_400_000);
    await comeBack(world);
    expect(world.sent.map(({ recordedAgoMs }) => recordedAgoMs)).toEqual([172_800_000, 172_800_000]);
    expect(world.queue.state()).toMatchObject({ waiting: [], confirmed: 2 });
  });

  test('a clock that runs behind what was read makes it no scan of the future', async () => {
    const world = await outOfReach();
    world.scan(codeOf(1));
    await world.advance(100);
    world.moveClock(-3_600_000);
    await comeBack(world);
    expect(world.sent[0]?.recordedAgoMs).toBe(0);
  });

  test('a pass that was used elsewhere collides, stays until somebody has read it, and outlives a reload', async () => {
    const world = await outOfReach();
    world.admitElsewhere(1);
    world.scan(codeOf(1));
    world.scan(codeOf(2));
    await world.advance(5_000);
    await comeBack(world);
    const [collided] = world.queue.state().collided;
    expect(collided?.fate).toMatchObject({ outcome: { reason: 'already-used', firstAdmission: { desk: 'Gate 2' } } });
    expect(world.queue.state()).toMatchObject({ waiting: [], confirmed: 1 });
    expect([...world.collisions]).toEqual([collided?.scanId]);

    await world.reload();
    expect(world.queue.state().collided).toEqual([collided]);
    world.queue.acknowledge(collided?.scanId ?? '');
    await world.advance(100);
    expect(world.queue.state().collided).toEqual([]);
    expect(world.disk.size).toBe(0);
  });

  test('the same pass is refused here until the office has judged the recorded one', async () => {
    const world = await outOfReach();
    world.scan(codeOf(1));
    await world.advance(1_000);
    world.decideFates(fatesInTurn('keys-locked'));
    await comeBack(world, 1_000);
    world.scan(codeOf(1));
    await world.advance(100);
    expect(shown(world)?.kind).toBe('known-here');
    world.decideFates(() => 'answered');
    await world.advance(60_000);
    world.scan(codeOf(1));
    await world.advance(500);
    expect(shown(world)).toMatchObject({ kind: 'refused', outcome: { reason: 'already-used' } });
    expect(world.collisions.size).toBe(0);
  });

  test.each(['keys-locked', 'keys-missing', 'storage-failed', 'internal', 'forbidden', 'not-signed-in'] as const)(
    '%s keeps it, and it is sent again later',
    async (code) => {
      const world = await outOfReach();
      world.scan(codeOf(1));
      await world.advance(1_000);
      world.decideFates(() => code);
      await comeBack(world, 60_000);
      expect(world.queue.state()).toMatchObject({ waiting: [{ code: codeOf(1) }], stuck: [], confirmed: 0 });
      // Once every half minute in the end, not without a pause.
      expect(world.sent.length).toBeLessThan(8);
      world.decideFates(() => 'answered');
      await world.advance(60_000);
      expect(world.queue.state()).toMatchObject({ waiting: [], confirmed: 1 });
    },
  );

  test('too many attempts: it waits for as long as the office says', async () => {
    const world = await outOfReach();
    world.scan(codeOf(1));
    await world.advance(1_000);
    world.decideFates(fatesInTurn('too-many-attempts', 'answered'));
    await comeBack(world);
    const [first, second] = world.sent;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3_000);
    expect(world.queue.state().confirmed).toBe(1);
  });

  test('one that the office fails on does not hold up those behind it', async () => {
    const world = await outOfReach();
    for (const pass of [1, 2, 3]) world.scan(codeOf(pass));
    await world.advance(5_000);
    const first = world.queue.state().waiting[0]?.scanId;
    world.decideFates(() => (world.sent.at(-1)?.scanId === first ? 'internal' : 'answered'));
    await comeBack(world);
    expect(world.queue.state()).toMatchObject({ waiting: [{ scanId: first }], confirmed: 2 });
    expect(world.queue.state().waiting[0]?.tries).toBeGreaterThan(0);
    world.decideFates(() => 'answered');
    await world.advance(60_000);
    expect(world.queue.state()).toMatchObject({ waiting: [], confirmed: 3 });
  });

  test.each(['invalid-input', 'conflict'] as const)('%s needs a person, who can give it up', async (code) => {
    const world = await outOfReach();
    for (const pass of [1, 2]) world.scan(codeOf(pass));
    await world.advance(5_000);
    const first = world.queue.state().waiting[0]?.scanId;
    world.decideFates(() => (world.sent.at(-1)?.scanId === first ? code : 'answered'));
    await comeBack(world);
    expect(world.queue.state()).toMatchObject({
      waiting: [],
      confirmed: 1,
      stuck: [{ scanId: first, fate: { problem: code } }],
    });
    await world.reload();
    await world.advance(60_000);
    expect(world.queue.state().stuck).toHaveLength(1);
    expect(world.sent.filter(({ scanId }) => scanId === first)).toHaveLength(1);
    world.queue.dismiss(first ?? '');
    await world.advance(100);
    expect(world.disk.size).toBe(0);
  });

  test('an answer that came too late is what the replay gets too', async () => {
    const world = await openWorld();
    world.decideFates(fatesInTurn('late', 'late', 'answered'));
    world.scan(codeOf(1));
    await world.advance(4_000);
    expect(shown(world)?.kind).toBe('recorded');
    world.poll();
    await world.advance(30_000);
    expect(world.queue.state()).toMatchObject({ waiting: [], collided: [], confirmed: 1 });
    expect(world.admissions.get(passId(1))?.scanId).toBe(world.sent[0]?.scanId);
  });

  test('a refusal whose answer was lost and that was told as recorded is raised as a collision', async () => {
    const world = await openWorld();
    world.admitElsewhere(1);
    world.decideFates(fatesInTurn('answer-lost', 'answer-lost', 'answered'));
    world.scan(codeOf(1));
    await world.advance(6_000);
    expect(shown(world)?.kind).toBe('recorded');
    world.poll();
    await world.advance(5_000);
    expect(world.queue.state().collided).toHaveLength(1);
    expect(world.collisions.size).toBe(1);
  });
});

describe('a reload', () => {
  test('forgets nothing that was recorded', async () => {
    const world = await outOfReach();
    for (const pass of [1, 2, 3]) world.scan(codeOf(pass));
    await world.advance(5_000);
    await world.reload();
    expect(world.queue.state().waiting.map(({ code }) => code)).toEqual([codeOf(1), codeOf(2), codeOf(3)]);
    await comeBack(world);
    expect(world.queue.state().confirmed).toBe(3);
  });

  test('sends a scan on that nobody was told anything about, as the same scan, and shows its verdict', async () => {
    const world = await openWorld();
    world.decideFates(fatesInTurn('answer-lost', 'answered'));
    world.scan(codeOf(1));
    await world.advance(500);
    await world.reload();
    await world.advance(1_000);
    expect(shown(world)?.kind).toBe('admitted');
    expect(new Set(world.sent.map(({ scanId }) => scanId)).size).toBe(1);
    expect(world.sent.map(({ recordedAgoMs }) => recordedAgoMs)).toEqual([null, null]);
    expect(world.disk.size).toBe(0);
  });

  test('does not scan the pass once more that is held on before the camera meanwhile', async () => {
    const world = await openWorld();
    world.decideFates(fatesInTurn('request-lost', 'answered'));
    world.scan(codeOf(1));
    await world.advance(500);
    await world.reload();
    await world.advance(2_000);
    world.scan(codeOf(1));
    await world.advance(1_000);
    expect(shown(world)?.kind).toBe('admitted');
    await world.advance(10_000);
    world.scan(codeOf(1));
    await world.advance(1_000);
    expect(shown(world)?.kind).toBe('refused');
  });

  test('keeps scans that waited behind another one', async () => {
    const world = await openWorld();
    world.decideFates(fatesInTurn('request-lost', 'answered'));
    for (const pass of [1, 2]) world.scan(codeOf(pass));
    await world.advance(500);
    await world.reload();
    await world.advance(5_000);
    expect([...world.admissions.keys()]).toEqual([passId(1), passId(2)]);
  });

  test('long after, a scan that nobody was told anything about is over', async () => {
    const world = await openWorld();
    world.cutLink(true);
    world.scan(codeOf(1));
    await world.advance(500);
    world.moveClock(121_000);
    world.cutLink(false);
    await world.reload();
    await world.advance(5_000);
    expect(world.sent).toHaveLength(1);
    expect(shown(world)).toBeNull();
    expect(world.disk.size).toBe(0);
  });
});

test('the desk hears how many are recorded and how many need a person', async () => {
  const world = await outOfReach();
  for (const pass of [1, 2]) world.scan(codeOf(pass));
  await world.advance(5_000);
  expect(world.health.at(-1)).toEqual({ queue: 2, stuck: 0 });
  const first = world.queue.state().waiting[0]?.scanId;
  world.decideFates(() => (world.sent.at(-1)?.scanId === first ? 'conflict' : 'answered'));
  await comeBack(world);
  expect(world.health.at(-1)).toEqual({ queue: 0, stuck: 1 });
});

test('after it was stopped nothing is sent', async () => {
  const world = await outOfReach();
  for (const pass of [1, 2]) world.scan(codeOf(pass));
  await world.advance(5_000);
  world.queue.stop();
  world.scan(codeOf(3));
  await comeBack(world);
  expect(world.sent).toEqual([]);
});

test('two thousand scans, in and out of reach, are all accounted for, and nothing is left behind', async () => {
  const world = await openWorld();
  for (let round = 0; round < 10; round++) {
    world.cutLink(round % 2 === 1);
    world.poll();
    await world.advance(3_000);
    // One in ten is shown a second time.
    for (let pass = 0; pass < 200; pass++) world.scan(codeOf(round * 180 + pass));
    await world.advance(260_000);
  }
  await comeBack(world, 120_000);
  const { waiting, collided, stuck, own } = world.queue.state();
  expect([waiting, collided, stuck]).toEqual([[], [], []]);
  expect(own).toHaveLength(8);
  expect(world.queue.scans.state()).toMatchObject({ busy: false, waiting: 0, count: 2_000 });
  expect(world.minted()).toBe(2_000);
  expect(world.admissions.size).toBe(1_820);
  expect(world.disk.size).toBe(0);
});

test('any text that a camera can read is refused or scanned, and the queue goes on', async () => {
  const world = await outOfReach();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 3_000 }),
        fc.base64String({ maxLength: 200 }),
        fc.stringMatching(/^EP1\.[0-9A-Z]{0,3}\.[0-9A-Z]{0,27}\.[0-9A-Z]{0,27}$/),
        fc.json().map((json) => btoa(unescape(encodeURIComponent(json)))),
      ),
      async (text) => {
        const before = world.queue.scans.state().count;
        world.scan(text);
        await world.advance(1_300);
        const { count, verdict } = world.queue.scans.state();
        expect(count - before).toBe(text.trim() === '' ? 0 : 1);
        if (count > before) expect(['no-pass', 'recorded', 'known-here']).toContain(verdict?.kind);
      },
    ),
    { numRuns: 500 },
  );
  world.scan(codeOf(1));
  await world.advance(100);
  expect(shown(world)?.kind).toBe('recorded');
});
