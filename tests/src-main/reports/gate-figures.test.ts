import { expect, test } from 'vitest';
import { type Figures, openFigures } from './figures-office';

const SECOND = 1_000;

async function toCome(office: Figures): Promise<number> {
  return (await office.reports.gate()).toComePeople;
}

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
  office.sqlite
    .prepare(`INSERT INTO scans (scan_id, pass_id, code_digest, outcome, at, scanned_by, people)
      VALUES ('imported-1', ?, '', 'admitted', '2026-11-20T00:00:00.000Z', 'import', 1)`)
    .run(elsewhere);

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

test('who is inside is true to the last admission, who is still to come within two seconds', async () => {
  await using office = await openFigures();
  const [one, other] = [await office.sell(), await office.sell()];
  expect(await office.reports.gate()).toMatchObject({ inside: 0, toComePeople: 2 });
  await office.scan({ passId: one });
  office.wait(2 * SECOND - 1);
  expect(await office.reports.gate()).toMatchObject({ inside: 1, toComePeople: 2 });
  office.wait(1);
  expect(await office.reports.gate()).toMatchObject({ inside: 1, toComePeople: 1 });
  await office.scan({ passId: other });
  expect(await office.reports.gate()).toMatchObject({ inside: 2, toComePeople: 1 });
});

test('who is still to come is not counted again before something was written', async () => {
  await using office = await openFigures();
  await office.sell();
  let version = 1;
  const reports = office.reportsWith({ changes: () => version });
  expect((await reports.gate()).toComePeople).toBe(1);
  await office.sell();
  office.wait(60 * SECOND);
  expect((await reports.gate()).toComePeople).toBe(1);
  version += 1;
  expect((await reports.gate()).toComePeople).toBe(2);
});

test('a clock that is set back does not hold who is still to come until it has caught up', async () => {
  await using office = await openFigures();
  await office.sell();
  expect(await toCome(office)).toBe(1);
  office.wait(-3_600 * SECOND);
  await office.sell();
  expect(await toCome(office)).toBe(2);
});

test('after a failure the next one who asks is served', async () => {
  await using office = await openFigures();
  await office.sell();
  office.sqlite.exec('ALTER TABLE passes RENAME TO gone');
  await expect(office.reports.gate()).rejects.toThrow('no such table');
  office.sqlite.exec('ALTER TABLE gone RENAME TO passes');
  expect(await toCome(office)).toBe(1);
});
