import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScanTally, type GateTally, type ScanTally } from '../../../src-main/scans/scan-tally';
import { type Door, openDoor } from './door';

const RECORDED_MS = 90_000;

const where = fc.constantFrom(
  { desk: 'North gate' },
  { desk: 'South gate' },
  { deviceId: 'phone1' },
  { deviceId: 'phone2' },
  // The same phone under another name, and a desk that has the name of a phone.
  { deviceId: 'phone1', desk: 'Gate 9' },
  { desk: 'Gate 1' },
);
const operation = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('scan' as const),
      pick: fc.nat(5),
      where,
      recorded: fc.boolean(),
      forged: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('import' as const), pick: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ask' as const) }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

test('whatever happens in between, the tally is what counting the whole log gives', { timeout: 60_000 }, async () => {
  await using door = await openDoor();
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 30 }), async (operations) => {
      const passIds = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          door.sell(index % 2 === 0 ? {} : { passType: 'COUPLE', name2: 'Partner' }),
        ),
      );
      for (const one of operations) await operate(door, one, passIds);
      expect(sorted(await door.tally())).toEqual(await recount(door));
    }),
    { numRuns: 40 },
  );
});

async function operate(door: Door, one: Operation, passIds: readonly string[]): Promise<void> {
  if (one.kind === 'wait') return door.wait(60_000);
  if (one.kind === 'ask') return void (await Promise.all([door.tally(), door.tally()]));
  const passId = passIds[one.pick] ?? '';
  if (one.kind === 'import') return importAdmission(door, passId);
  await door.scan({
    ...(one.forged ? { code: 'forged' } : { passId }),
    ...one.where,
    ...(one.recorded ? { recordedAgoMs: RECORDED_MS } : {}),
  });
}

/** As an import leaves it: in the log, but at no desk. */
function importAdmission({ sqlite }: Door, passId: string): void {
  sqlite
    .prepare(`
      INSERT OR IGNORE INTO scans (scan_id, pass_id, code_digest, outcome, at, scanned_by, desk, people)
      SELECT 'imported-' || pass_id, pass_id, '', 'admitted', '2026-11-20T00:00:00.000Z', 'import', NULL, admits
      FROM passes WHERE pass_id = ? AND scanned_at IS NULL`)
    .run(passId);
  sqlite.prepare(`UPDATE passes SET scanned_at = ? WHERE pass_id = ?`).run('2026-11-20T00:00:00.000Z', passId);
}

/** From the log itself, the slow way. */
async function recount(door: Door): Promise<ScanTally> {
  const log = await door.log();
  const gates = new Map<string, typeof log>();
  for (const row of log) {
    const gate = JSON.stringify(row.device_id ?? [row.desk]);
    gates.set(gate, [...(gates.get(gate) ?? []), row]);
  }
  const momentOf = ({ recorded_at, at }: (typeof log)[number]) => recorded_at ?? at;
  const count = (rows: typeof log) => ({
    admitted: rows.filter(({ outcome }) => outcome === 'admitted').length,
    people: rows.reduce((sum, { people }) => sum + people, 0),
    refused: rows.filter(({ outcome }) => outcome !== 'admitted').length,
  });
  const outcomes = new Map<(typeof log)[number]['outcome'], number>();
  for (const { outcome } of log) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  return sorted({
    ...count(log),
    outcomes,
    gates: [...gates.values()].map((rows) => ({
      ...count(rows),
      deviceId: rows[0]?.device_id ?? null,
      desk: rows[0]?.device_id ? null : (rows[0]?.desk ?? null),
      lastAt:
        rows
          .filter(({ outcome }) => outcome === 'admitted')
          .map(momentOf)
          .sort()
          .at(-1) ?? null,
      lastScanAt: rows.map(momentOf).sort().at(-1) ?? (expect.unreachable() as never),
    })),
  });
}

function sorted(tally: ScanTally): ScanTally {
  const key = ({ deviceId, desk }: GateTally) => JSON.stringify([deviceId, deviceId ?? desk]);
  return { ...tally, gates: tally.gates.toSorted((one, other) => key(one).localeCompare(key(other))) };
}

/** A door whose log is asked through something that keeps what is asked. */
function countedTally(door: Door) {
  const asked: unknown[] = [];
  const db = door.db.withPlugin({
    transformQuery: ({ node }) => {
      asked.push(node);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  return { asked, tally: createScanTally(db) };
}

test('callers that come together share one query', async () => {
  await using door = await openDoor();
  await door.scan({ code: 'forged' });
  const { asked, tally } = countedTally(door);
  const together = await Promise.all([tally(), tally(), tally()]);
  expect(asked).toHaveLength(1);
  expect(new Set(together).size).toBe(1);
  await tally();
  expect(asked).toHaveLength(2);
});

test('whoever has been answered finds their scan in the figures, however many ask meanwhile', async () => {
  await using door = await openDoor();
  const passIds = await Promise.all(Array.from({ length: 60 }, () => door.sell()));
  let answered = 0;
  await Promise.all([
    ...passIds.map(async (passId, index) => {
      for (let turn = 0; turn < index % 7; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await door.scan({ passId });
      answered += 1;
      const atLeast = answered;
      expect((await door.tally()).admitted).toBeGreaterThanOrEqual(atLeast);
    }),
    ...Array.from({ length: 60 }, async (_, index) => {
      for (let turn = 0; turn < index; turn += 1) await Promise.resolve();
      await door.tally();
    }),
  ]);
  expect((await door.tally()).admitted).toBe(60);
});

test('after a failure the next caller is served', async () => {
  await using door = await openDoor();
  await door.scan({ code: 'forged' });
  door.sqlite.exec('ALTER TABLE scan_figures RENAME TO gone');
  await expect(door.tally()).rejects.toThrow('no such table');
  door.sqlite.exec('ALTER TABLE gone RENAME TO scan_figures');
  expect(await door.tally()).toMatchObject({ refused: 1 });
});
