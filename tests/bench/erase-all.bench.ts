import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'vitest';
import { openReadyOffice, valueOf } from '../support/box-office';
import { fillOffice } from './full-office';
import { printTable } from './table';

const TABLE = 100_000;
const SCANS = 3_000;
/** Between two scans, as at a busy gate; in milliseconds. */
const PAUSE = 20;

type Office = Awaited<ReturnType<typeof openReadyOffice>>;

/** What the gate feels while everybody is erased, beside the same scans before, and how long each thing takes. */
test('erasing everybody while the gate scans', async () => {
  await using office = await openReadyOffice();
  const codes = await fillOffice(office, TABLE, SCANS);
  await office.api['backups.make']({});
  const before = await scanUntil(office, codes.splice(0, 300), new Promise(() => undefined));

  const person = await timed(async () => valueOf(await office.api['privacy.find']({ text: 'Guest 77777' })));
  const passIds = person.value.flatMap((one) => one.passIds);
  const handed = await timed(() => office.api['privacy.export']({ passIds }));
  const one = await timed(async () => valueOf(await office.api['privacy.erase']({ passIds })));
  const status = await timed(async () => valueOf(await office.api['privacy.status']({})));

  const all = timed(async () => valueOf(await office.api['privacy.eraseAll']({})));
  const meanwhile = await scanUntil(office, codes, all);
  const { milliseconds, value } = await all;
  const closing = await timed(() => office.close());
  printTable(`Erasing at ${TABLE} passes, with one CSV archive or none`, [
    { what: 'find a person', ms: person.milliseconds },
    { what: 'export', ms: handed.milliseconds },
    { what: 'erase one person', ms: one.milliseconds },
    { what: 'status', ms: status.milliseconds },
    { what: `erase everybody (${value.erased} passes)`, ms: milliseconds },
    { what: 'close, with the file written anew', ms: closing.milliseconds },
  ]);
  printTable('A scan before and meanwhile, in milliseconds', [
    { when: 'before', ...quantiles(before) },
    { when: 'while everybody is erased', ...quantiles(meanwhile) },
  ]);
});

async function scanUntil(office: Office, codes: readonly string[], end: Promise<unknown>): Promise<number[]> {
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  const times: number[] = [];
  for (const code of codes) {
    if (isOver) break;
    const { milliseconds } = await timed(async () =>
      valueOf(await office.api['scans.scan']({ scanId: crypto.randomUUID(), code })),
    );
    times.push(milliseconds);
    await pause(PAUSE);
  }
  return times;
}

async function timed<T>(work: () => Promise<T>): Promise<{ milliseconds: number; value: T }> {
  const begun = performance.now();
  const value = await work();
  return { milliseconds: performance.now() - begun, value };
}

function quantiles(times: readonly number[]) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { scans: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}
