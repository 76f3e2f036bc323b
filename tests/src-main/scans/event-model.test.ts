import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueOf } from '../../support/box-office';
import { deskSteps } from './event-desk-steps';
import { emptyModel, type Model } from './event-model';
import { phoneSteps } from './event-phone-steps';
import { openRestartingOffice, type RestartingOffice } from './restarting-office';

const eventSteps = fc.commands([...deskSteps, ...phoneSteps], { maxCommands: 60, size: 'max' });

test('whatever people do at an event, the office says what a list on paper would say', {
  timeout: 180_000,
}, async () => {
  await using office = await openRestartingOffice();
  await fc.assert(
    fc.asyncProperty(eventSteps, async (steps) => {
      const before = valueOf(await office.api()['reports.dashboard']({}));
      const model = emptyModel();
      await fc.asyncModelRun(() => ({ model, real: office }), steps);

      const after = valueOf(await office.api()['reports.dashboard']({}));
      const counted = model.passes.filter(({ state }) => state !== 'cancelled');
      const inside = model.passes.filter(({ state }) => state === 'admitted');
      const peopleOf = (passes: typeof inside) => passes.reduce((sum, pass) => sum + pass.people, 0);
      expect({
        sold: after.sold - before.sold,
        people: after.soldPeople - before.soldPeople,
        admitted: after.admitted - before.admitted,
        inside: after.inside - before.inside,
        cancelled: after.cancelled - before.cancelled,
        scans: after.scans - before.scans,
      }).toEqual({
        sold: counted.length,
        people: peopleOf(counted),
        admitted: inside.length,
        inside: peopleOf(inside),
        cancelled: model.passes.length - counted.length,
        scans: model.scans.length,
      });
      for (const { passId, code } of model.passes) {
        const log = valueOf(await office.api()['scans.ofPass']({ passId }));
        const answers = model.scans.filter((scan) => scan.code === code).map(({ scanId }) => scanId);
        expect(log.map(({ scanId }) => scanId)).toEqual(answers);
      }
      await expectUsed(model, office);
      await expectCollisions(model, office);
      const { inside: people, admitted, refused, gates } = valueOf(await office.api()['reports.gate']({}));
      expect({ people, admitted, scans: admitted + refused }).toEqual({
        people: after.inside,
        admitted: after.admitted,
        scans: after.scans,
      });
      expect(gates.reduce((sum, gate) => sum + gate.people, 0)).toBe(after.inside);
      expect(office.bugs()).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

/** People went in when they were let in, not when the office heard of it. */
async function expectUsed(model: Model, office: RestartingOffice): Promise<void> {
  for (const { passId, admittedAt } of model.passes) {
    expect(valueOf(await office.api()['passes.get']({ passId })).pass.scannedAt).toBe(admittedAt);
  }
}

/** Everybody who was let in too early is told once. Those that wait are settled, so that the next event starts with none. */
async function expectCollisions(model: Model, office: RestartingOffice): Promise<void> {
  const listed = valueOf(await office.api()['scans.collisions']({}));
  const scanIds = model.collisions.filter(({ decision }) => decision === null).map(({ scanId }) => scanId);
  expect(listed.flatMap(({ scanId, settled }) => (settled === null ? scanId : [])).sort()).toEqual(scanIds.sort());
  for (const { scanId, decision } of model.collisions) {
    expect(listed.find((collision) => collision.scanId === scanId)?.settled?.decision ?? null).toBe(decision);
  }
  for (const scanId of scanIds) valueOf(await office.api()['scans.settle']({ scanId, decision: 'stays' }));
}
