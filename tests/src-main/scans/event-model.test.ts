import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueOf } from '../../support/box-office';
import { eventSteps, type Model } from './event-model';
import { openRestartingOffice } from './restarting-office';

test('whatever people do at an event, the office says what a list on paper would say', {
  timeout: 180_000,
}, async () => {
  await using office = await openRestartingOffice();
  await fc.assert(
    fc.asyncProperty(eventSteps, async (steps) => {
      const before = valueOf(await office.api()['reports.dashboard']({}));
      const model: Model = { passes: [], scans: [] };
      await fc.asyncModelRun(() => ({ model, real: office }), steps);

      const after = valueOf(await office.api()['reports.dashboard']({}));
      const counted = model.passes.filter(({ state }) => state !== 'cancelled');
      const inside = model.passes.filter(({ state }) => state === 'admitted');
      const people = (passes: typeof inside) => passes.reduce((sum, pass) => sum + pass.people, 0);
      expect({
        sold: after.sold - before.sold,
        people: after.soldPeople - before.soldPeople,
        admitted: after.admitted - before.admitted,
        inside: after.inside - before.inside,
        cancelled: after.cancelled - before.cancelled,
        scans: after.scans - before.scans,
      }).toEqual({
        sold: counted.length,
        people: people(counted),
        admitted: inside.length,
        inside: people(inside),
        cancelled: model.passes.length - counted.length,
        scans: model.scans.length,
      });
      for (const { passId, code } of model.passes) {
        const log = valueOf(await office.api()['scans.ofPass']({ passId }));
        const answers = model.scans.filter((scan) => scan.code === code).map(({ scanId }) => scanId);
        expect(log.map(({ scanId }) => scanId)).toEqual(answers);
      }
      expect(office.bugs()).toEqual([]);
    }),
    { numRuns: 12 },
  );
});
