import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScanTally } from '../../../src-main/scans/scan-tally';
import type { ScanOutcome } from '../../../src-shared/contract/scans';
import { type Door, openDoor } from './door';

const PASSES = 4;
const SCAN_IDS = Array.from(
  { length: 12 },
  (_, number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
);

/** What is read at the gate: one of few passes, so that they meet, an unknown one or a forgery; sometimes sent again. */
const reading = fc.record({
  scanId: fc.constantFrom(...SCAN_IDS),
  target: fc.oneof(
    { weight: 6, arbitrary: fc.nat(PASSES - 1) },
    { weight: 1, arbitrary: fc.constantFrom('unknown' as const, 'forged' as const) },
  ),
  at: fc.constantFrom(
    { desk: 'North gate' },
    { desk: 'South gate' },
    { deviceId: 'phone1' },
    // Recorded while the office was out of reach: at once, or a while ago and in no order.
    { deviceId: 'phone1', recordedAgoMs: 0 },
    { deviceId: 'phone1', recordedAgoMs: 70_000 },
    { deviceId: 'phone2', recordedAgoMs: 5_000 },
  ),
});
type Reading = typeof reading extends fc.Arbitrary<infer T> ? T : never;

/** Readings that are under way at the same time; the next ones come after their answers. */
const waves = fc.array(fc.array(reading, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });

test('however scans interleave, no pass is admitted twice, every attempt is logged once, a repeat is answered alike, and nobody inside is missing', {
  timeout: 120_000,
}, async () => {
  await using door = await openDoor();
  await fc.assert(
    fc.asyncProperty(waves, async (rounds) => {
      const passIds = await Promise.all(
        Array.from({ length: PASSES }, (_, index) =>
          door.sell(index % 2 === 0 ? {} : { passType: 'COUPLE', name2: 'Ravi' }),
        ),
      );
      const sentAsRecorded = new Set<string>();
      const answers = new Map<string, { code: string; outcome: ScanOutcome }>();
      const admitted = new Map<string, number>();

      for (const round of rounds) {
        door.wait(1_000);
        const settled = await Promise.allSettled(round.map((one) => send(door, one, passIds)));
        for (const [index, result] of settled.entries()) {
          const { scanId, target, at } = round[index] as Reading;
          const code = codeOf(target, passIds);
          const known = answers.get(scanId);
          if (result.status === 'fulfilled' && 'recordedAgoMs' in at) sentAsRecorded.add(scanId);
          if (result.status === 'rejected') {
            expect(result.reason).toMatchObject({ code: 'conflict' });
            expect(known?.code).not.toBe(code);
          } else if (known) {
            expect(known.code).toBe(code);
            expect(result.value).toEqual(known.outcome);
          } else {
            answers.set(scanId, { code, outcome: result.value });
            if (result.value.status === 'admitted') {
              admitted.set(code, (admitted.get(code) ?? 0) + 1);
            }
          }
        }
      }

      const scanned = new Set([...answers.values()].map(({ code }) => code));
      for (const passId of passIds) {
        expect(admitted.get(`signed:${passId}`) ?? 0).toBe(scanned.has(`signed:${passId}`) ? 1 : 0);
      }
      const log = await door.log();
      expect(log.map(({ scan_id }) => scan_id).sort()).toEqual([...answers.keys()].sort());
      for (const { scan_id, outcome, at } of log) {
        const answer = answers.get(scan_id)?.outcome;
        expect(answer?.status === 'refused' ? answer.reason : answer?.status).toBe(outcome);
        expect(answer?.at).toBe(at);
      }

      const refused = [...answers].flatMap(([scanId, { outcome }]) => (outcome.status === 'refused' ? scanId : []));
      const collided = await door.db.selectFrom('collisions').select('scan_id').execute();
      expect(collided.map(({ scan_id }) => scan_id).sort()).toEqual(
        refused.filter((scanId) => sentAsRecorded.has(scanId)).sort(),
      );

      const used = await door.db.selectFrom('passes').selectAll().where('pass_id', 'in', passIds).execute();
      const inside = used.filter(({ scanned_at }) => scanned_at !== null);
      const tally = await createScanTally(door.db)();
      expect(tally).toMatchObject({
        admitted: inside.length,
        people: inside.reduce((sum, { admits }) => sum + admits, 0),
        refused: refused.length,
      });
      expect(inside.map(({ pass_id, scanned_at }) => `${pass_id} ${scanned_at}`).sort()).toEqual(
        log
          .flatMap(({ outcome, pass_id, recorded_at, at }) =>
            outcome === 'admitted' ? `${pass_id} ${recorded_at ?? at}` : [],
          )
          .sort(),
      );
      expect(log.every(({ recorded_at, at }) => recorded_at === null || recorded_at <= at)).toBe(true);
      for (const table of ['collisions', 'scans']) await door.run(`DELETE FROM ${table}`);
    }),
    { numRuns: 60 },
  );
});

function codeOf(target: Reading['target'], passIds: readonly string[]): string {
  if (target === 'forged') return 'forged';
  return target === 'unknown' ? 'signed:nothing' : `signed:${passIds[target]}`;
}

function send(door: Door, { scanId, target, at }: Reading, passIds: readonly string[]): Promise<ScanOutcome> {
  return door.scan({ scanId, code: codeOf(target, passIds), ...at });
}

test('hundreds of phones at a few hot passes admit each of them once', { timeout: 60_000 }, async () => {
  await using door = await openDoor();
  const passIds = await Promise.all(Array.from({ length: 20 }, () => door.sell()));
  const outcomes = await Promise.all(
    Array.from({ length: 2_000 }, (_, number) => door.scan({ passId: passIds[number % passIds.length] ?? '' })),
  );
  const admitted = outcomes.flatMap((outcome) => (outcome.status === 'admitted' ? [outcome.pass.passId] : []));
  expect(admitted.sort()).toEqual([...passIds].sort());
  expect(await door.log()).toHaveLength(2_000);
});
