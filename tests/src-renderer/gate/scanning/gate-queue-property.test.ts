import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GateQueue } from '../../../../src-renderer/gate/scanning/gate-queue';
import type { OwnScan } from '../../../../src-renderer/gate/scanning/own-scans';
import { codeOf, createGateWorld, type Fate, type GateWorld } from './gate-world';

type Command =
  | { readonly do: 'scan'; readonly pass: number }
  | { readonly do: 'elsewhere'; readonly pass: number }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'cut'; readonly isCut: boolean }
  | { readonly do: 'poll' }
  | { readonly do: 'reload'; readonly written: number }
  | { readonly do: 'read' };

const pass = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 1, arbitrary: fc.constant(4_000) },
);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('scan' as const), pass }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('elsewhere' as const), pass: fc.integer({ min: 0, max: 20 }) }) },
  // Short ones let a reload fall between any two steps of a scan.
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 5_000 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), isCut: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ do: 'poll' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reload' as const), written: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'read' as const }) },
);
const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>('answered') },
  { weight: 4, arbitrary: fc.constantFrom<Fate>('request-lost', 'answer-lost', 'late') },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Fate>('keys-locked', 'internal', 'too-many-attempts', 'storage-failed', 'conflict'),
  },
);

/** What the volunteer was told, by scan, over all pages of this phone. */
interface Account {
  readonly told: Map<string, OwnScan['result'][]>;
  /** Collisions and given-up scans that a person has dealt with. */
  readonly dealtWith: Set<string>;
  readonly confirmed: Set<string>;
  readonly wrong: string[];
}

function watch(world: GateWorld, account: Account, queue: GateQueue) {
  let before: readonly OwnScan[] = [];
  queue.subscribe(() => {
    const { own } = queue.state();
    if (own === before || !world.isOpen(queue)) return;
    for (const one of own) {
      const was = before.find(({ scanId }) => scanId === one.scanId);
      if (was?.result === one.result) continue;
      if (was) {
        if (was.result !== 'recorded') account.wrong.push(`${one.scanId} was told ${was.result}, then ${one.result}`);
        if (one.result === 'admitted') account.confirmed.add(one.scanId);
      } else {
        const tone = one.result === 'admitted' || one.result === 'recorded' ? one.result : 'refused';
        if (toldOf(world) !== tone) account.wrong.push(`${one.scanId} is listed as ${tone}, shown as ${toldOf(world)}`);
        const isKept = world.disk.get(one.scanId)?.told === 'recorded';
        if (one.result === 'recorded' && !isKept) account.wrong.push(`${one.scanId} was told before it was kept`);
        account.told.set(one.scanId, [...(account.told.get(one.scanId) ?? []), one.result]);
      }
    }
    before = own;
  });
}

function reload(world: GateWorld, account: Account, written?: number) {
  return world.reload(written, (queue) => watch(world, account, queue));
}

/** What is on the screen at this moment, as admitted, recorded or refused. */
function toldOf(world: GateWorld) {
  const kind = world.queue.scans.state().verdict?.kind;
  return kind === 'known-here' || kind === 'no-pass' ? 'refused' : kind;
}

async function obey(world: GateWorld, one: Command, account: Account) {
  switch (one.do) {
    case 'scan':
      return world.scan(codeOf(one.pass));
    case 'elsewhere':
      return void world.admitElsewhere(one.pass);
    case 'wait':
      return world.advance(one.milliseconds);
    case 'cut':
      return world.cutLink(one.isCut);
    case 'poll':
      return world.poll();
    case 'reload':
      return reload(world, account, one.written);
    case 'read':
      for (const { scanId } of world.queue.state().collided) {
        world.queue.acknowledge(scanId);
        account.dealtWith.add(scanId);
      }
      // On the disk before the next reload: whoever has to read it twice is not wronged, but here each counts once.
      return world.advance(10);
  }
}

test('whatever is lost and whenever the page is reloaded, everybody who was let in on a recorded scan is accounted for, once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 10, maxLength: 80, size: 'max' }),
      fc.array(fate, { minLength: 1, maxLength: 20, size: 'max' }),
      async (commands, fates) => {
        const world = createGateWorld();
        const account: Account = { told: new Map(), dealtWith: new Set(), confirmed: new Set(), wrong: [] };
        let turn = 0;
        world.decideFates(() => fates[turn++ % fates.length] ?? 'answered');
        await reload(world, account);
        let readings = 0;
        for (const one of commands) {
          if (one.do === 'scan') readings++;
          await obey(world, one, account);
        }

        // In the end the desk is there, and the page was reloaded once more for good measure.
        world.decideFates(() => 'answered');
        world.cutLink(false);
        for (const isReloaded of [false, true]) {
          if (isReloaded) {
            await world.advance(100);
            await reload(world, account);
          }
          for (let polls = 0; polls < 4; polls++) {
            world.poll();
            await world.advance(30_000);
          }
        }

        expect(account.wrong).toEqual([]);
        const { waiting, collided, stuck } = world.queue.state();
        expect(waiting).toEqual([]);
        expect([...world.disk.values()].filter(({ told }) => told === 'nothing')).toEqual([]);

        // No reading is sent under two ids, and no id stands for two codes.
        expect(world.minted()).toBeLessThanOrEqual(readings);
        const codes = new Map<string, string>();
        for (const { scanId, code } of world.sent) {
          expect(codes.get(scanId) ?? code).toBe(code);
          codes.set(scanId, code);
        }

        const kept = new Set([...collided, ...stuck].map(({ scanId }) => scanId));
        for (const [scanId, results] of account.told) {
          const judged = world.log.get(scanId);
          const truth = judged?.status === 'refused' ? judged.reason : judged?.status;
          for (const result of results) {
            if (result === 'recorded') {
              const isAdmitted = truth === 'admitted' && !kept.has(scanId);
              const isWithPerson = kept.has(scanId) || account.dealtWith.has(scanId);
              expect([isAdmitted, isWithPerson].filter(Boolean), `${scanId} told recorded, is ${truth}`).toHaveLength(
                1,
              );
            } else if (result !== 'known-here' && result !== 'no-pass') {
              expect(truth, `${scanId} told ${result}`).toBe(result);
            }
          }
        }
        for (const scanId of account.confirmed) expect(world.log.get(scanId)?.status).toBe('admitted');
        // What collided on the phone is known at the desk too.
        for (const { scanId } of collided) expect(world.collisions.has(scanId)).toBe(true);
        for (const scanId of account.dealtWith) expect(world.collisions.has(scanId)).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});
