import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { exportedCsv } from '../../support/exported-csv';
import { isInFile } from '../../support/test-database';
import { type Figures, openFigures } from './figures-office';

/** What may happen between the first sale and the end of the night; a number picks one of the passes sold so far. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('sell' as const), couple: fc.boolean(), online: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('scan' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reinstate' as const), pick: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.nat(200) }) },
);
const zones = fc.constantFrom('Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns', 'Europe/Berlin', 'UTC');

test('the dashboard equals what anybody can add up from the exported file', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 40 }), zones, async (night, timeZone) => {
      await using office = await openFigures();
      await office.settings.save('event', { ...office.settings.event(), timeZone });
      const passIds: string[] = [];
      for (const one of night) await happen(office, one, passIds);

      const figures = await office.reports.dashboard();
      const rows = await exported(office);
      const counted = rows.filter((row) => !row['Cancelled at']);
      const admitted = counted.filter((row) => row['Admitted at']);
      expect(figures).toMatchObject({
        sold: counted.length,
        soldPeople: sum(counted, 'People'),
        revenue: sum(counted, 'Amount'),
        admitted: admitted.length,
        inside: sum(admitted, 'People'),
        toCome: counted.length - admitted.length,
        toComePeople: sum(counted, 'People') - sum(admitted, 'People'),
        cancelled: rows.length - counted.length,
      });
      for (const { key, passes, people, amount } of figures.byPaymentMode) {
        const paid = counted.filter((row) => row.Payment === key);
        expect([passes, people, amount]).toEqual([paid.length, sum(paid, 'People'), sum(paid, 'Amount')]);
      }
      for (const { key, passes, people, amount, admitted: used } of figures.byPassType) {
        const ofType = counted.filter((row) => row['Pass type'] === key);
        expect([passes, people, amount]).toEqual([ofType.length, sum(ofType, 'People'), sum(ofType, 'Amount')]);
        expect(used).toBe(ofType.filter((row) => row['Admitted at']).length);
      }
      for (const { hour, sold, revenue, admitted: used, people } of figures.byHour) {
        const soldThen = counted.filter((row) => row['Sold at']?.startsWith(hour));
        const usedThen = admitted.filter((row) => row['Admitted at']?.startsWith(hour));
        expect([sold, revenue]).toEqual([soldThen.length, sum(soldThen, 'Amount')]);
        expect([used, people]).toEqual([usedThen.length, sum(usedThen, 'People')]);
      }
      expect(figures.byHour.reduce((total, { sold }) => total + sold, 0)).toBe(counted.length);
      expect(figures.bySeller.reduce((total, { amount }) => total + amount, 0)).toBe(sum(counted, 'Amount'));
      expect(await office.reports.gate()).toMatchObject({
        inside: figures.inside,
        toComePeople: figures.toComePeople,
        admitted: figures.admitted,
        refused: figures.refusals.reduce((total, { count }) => total + count, 0),
      });
    }),
    // Each night begins with a database of its own.
    { numRuns: isInFile() ? 25 : 6 },
  );
});

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

async function happen(office: Figures, one: Happening, passIds: string[]): Promise<void> {
  if (one.kind === 'wait') return office.wait(one.minutes * 60_000);
  if (one.kind === 'sell') {
    passIds.push(
      await office.sell({
        ...(one.couple ? { passType: 'COUPLE', name2: 'Ravi' } : {}),
        ...(one.online ? { paymentMode: 'ONLINE', txnInfo: `UPI ${crypto.randomUUID()}` } : {}),
      }),
    );
    return;
  }
  const passId = passIds[one.pick % passIds.length];
  if (passId === undefined) return;
  if (one.kind === 'scan') await office.scan({ passId });
  // One that was used cannot be cancelled.
  if (one.kind === 'cancel') await office.passes.cancel(passId, 'seller1').catch(() => undefined);
  if (one.kind === 'reinstate') await office.passes.reinstate(passId);
}

async function exported(office: Figures): Promise<Record<string, string>[]> {
  const text = await exportedCsv(office.exchange);
  return Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true }).data;
}

function sum(rows: readonly Record<string, string>[], heading: string): number {
  return rows.reduce((total, row) => total + Number(row[heading]), 0);
}
