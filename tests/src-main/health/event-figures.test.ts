import { describe, expect, test } from 'vitest';
import { saleFigures } from '../../../src-main/health/sale-figures';
import { scansOfHour } from '../../../src-main/health/scan-figures';
import { type Door, openDoor } from '../scans/door';

const MINUTE = 60_000;

async function openFigures() {
  const door: Door = await openDoor();
  return {
    ...door,
    sales: () => saleFigures(door.db, door.now()),
    scansOfHour: () => scansOfHour(door.db, door.now()),
  };
}

describe('scans of the last hour', () => {
  test('are counted as they come, and go after an hour', async () => {
    await using office = await openFigures();
    expect(await office.scansOfHour()).toBe(0);
    const passId = await office.sell();
    await office.scan({ passId });
    await office.scan({ passId });
    expect(await office.scansOfHour()).toBe(2);
    office.wait(59 * MINUTE);
    await office.scan({ code: 'forged' });
    expect(await office.scansOfHour()).toBe(3);
    office.wait(2 * MINUTE);
    expect(await office.scansOfHour()).toBe(1);
    office.wait(60 * MINUTE);
    expect(await office.scansOfHour()).toBe(0);
  });

  test('that a clock wrote down which was set back since are none of the hour', async () => {
    await using office = await openFigures();
    const passId = await office.sell();
    await office.scan({ passId });
    office.wait(-30 * MINUTE);
    expect(await office.scansOfHour()).toBe(0);
    await office.scan({ passId });
    expect(await office.scansOfHour()).toBe(1);
  });
});

describe('sales', () => {
  test('are all that are not cancelled, with their money', async () => {
    await using office = await openFigures();
    expect(await office.sales()).toEqual({ total: 0, lastHour: 0, revenue: 0 });
    const passId = await office.sell();
    await office.sell({ passType: 'COUPLE', name2: 'Somebody' });
    office.wait(61 * MINUTE);
    await office.sell();
    expect(await office.sales()).toEqual({ total: 3, lastHour: 1, revenue: 549 + 999 + 549 });
    await office.passes.cancel(passId, 'admin1');
    expect(await office.sales()).toEqual({ total: 2, lastHour: 1, revenue: 999 + 549 });
  });

  test('of the last hour are counted to the millisecond, although quarters of an hour are kept', async () => {
    await using office = await openFigures();
    office.setClock(Date.parse('2026-11-28T10:05:00.000Z'));
    await office.sell();
    office.setClock(Date.parse('2026-11-28T10:15:00.000Z'));
    await office.sell();
    for (const [at, sold] of [
      ['2026-11-28T11:05:00.000Z', 2],
      ['2026-11-28T11:05:00.001Z', 1],
      ['2026-11-28T11:15:00.000Z', 1],
      ['2026-11-28T11:15:00.001Z', 0],
    ] as const) {
      office.setClock(Date.parse(at));
      expect((await office.sales()).lastHour).toBe(sold);
    }
  });

  test('are added up over any number of passes, leaving nobody out', async () => {
    await using office = await openFigures();
    const rows = Array.from({ length: 4_001 }, (_one, index) => index + 1).map(
      (value) => `('copy${value}', '', '', 'SINGLE', ${value}, 'CASH', '', '2026-11-28T00:00:00.000Z', 1, '')`,
    );
    await office.run(`
      INSERT INTO passes (pass_id, name1, phone1, pass_type, amount, payment_mode, timing, created_at, admits, search_text)
      VALUES ${rows.join(', ')}`);
    // A gap where passes were, as after an import that was taken back.
    await office.run("DELETE FROM passes WHERE pass_id IN ('copy2000', 'copy2001', 'copy2002')");
    expect(await office.sales()).toEqual({ total: 3_998, lastHour: 0, revenue: (4_001 * 4_002) / 2 - 6_003 });
  });
});
