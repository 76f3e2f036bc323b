import { expect, test } from 'vitest';
import { openFigures } from './figures-office';

const SECOND = 1_000;

test('gates go by the names that phones have now, the busiest first; desks by theirs, another application by none', async () => {
  await using office = await openFigures();
  const sell = () => office.sell({ passType: 'COUPLE', name2: 'Ravi' });
  await office.scan({ passId: await office.sell(), deviceId: 'phone2', desk: 'An older name' });
  office.wait(SECOND);
  await office.scan({ passId: await sell(), desk: 'North gate' });
  await office.scan({ passId: await sell(), desk: 'North gate' });
  office.wait(SECOND);
  await office.scan({ passId: await sell(), deviceId: 'phone2' });
  await office.scan({ code: 'forged', deviceId: 'phone1' });
  const elsewhere = await office.sell();
  await office.run(`INSERT INTO scans (scan_id, pass_id, code_digest, outcome, at, scanned_by, people)
    VALUES ('imported-1', '${elsewhere}', '', 'admitted', '2026-11-20T00:00:00.000Z', 'import', 1)`);

  expect(await office.reports.gate()).toMatchObject({
    inside: 8,
    admitted: 5,
    refused: 1,
    gates: [
      { gate: 'North gate', admitted: 2, people: 4, lastAt: '2026-11-28T12:30:01.000Z' },
      { gate: 'Gate 2', admitted: 2, people: 3, lastAt: '2026-11-28T12:30:02.000Z' },
      { gate: '', admitted: 1, people: 1, lastAt: '2026-11-20T00:00:00.000Z' },
    ],
  });
});

test('a phone that takes over the name of another one goes on with its figures', async () => {
  await using office = await openFigures();
  await office.scan({ passId: await office.sell(), deviceId: 'phone1' });
  office.wait(SECOND);
  await office.scan({ passId: await office.sell(), deviceId: 'phone2' });
  const reports = office.reportsWith({ nameOf: () => 'Gate 1' });
  expect((await reports.gate()).gates).toEqual([
    { gate: 'Gate 1', admitted: 2, people: 2, lastAt: '2026-11-28T12:30:01.000Z' },
  ]);
});

test('who is inside and who is still to come is true to the last sale, admission and cancellation', async () => {
  await using office = await openFigures();
  const [one, other] = [await office.sell(), await office.sell()];
  expect(await office.reports.gate()).toMatchObject({ inside: 0, toComePeople: 2 });
  await office.scan({ passId: one });
  expect(await office.reports.gate()).toMatchObject({ inside: 1, toComePeople: 1 });
  await office.passes.cancel(other, 'seller1');
  expect(await office.reports.gate()).toMatchObject({ inside: 1, toComePeople: 0 });
});

test('after a failure the next one who asks is served', async () => {
  await using office = await openFigures();
  await office.sell();
  await office.run('ALTER TABLE pass_figures RENAME TO gone');
  await expect(office.reports.gate()).rejects.toThrow('pass_figures');
  await office.run('ALTER TABLE gone RENAME TO pass_figures');
  expect((await office.reports.gate()).toComePeople).toBe(1);
});
