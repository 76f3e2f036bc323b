import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { segmentsOf } from '../../src-main/journal/read-journal';
import { temporaryFolder } from '../support/box-office';
import { findProblems } from './support/accounts';
import { lineageOfBackup } from './support/backup-files';
import { readKept } from './support/kept';
import { loseLargeEvent } from './support/large-event';
import { countOf, isLong, report } from './support/run-options';
import { serveMode, startServing } from './support/serving';

const passes = countOf('PASSES', { short: 2_000, long: 100_000 });
const scans = countOf('SCANS', { short: 300, long: 20_000 });
const sales = countOf('SALES', { short: 60, long: 2_000 });
/** Seconds. A machine that is busy with other tests must only get there. */
const LONGEST = isLong ? 60 : Number.POSITIVE_INFINITY;
const limit = 120_000 + passes * 12;

/** Restores in a folder where nothing was, and says what is not there. */
async function restore(stick: string, backup: string, asked: Parameters<typeof findProblems>[0]) {
  const folder = path.join(path.dirname(stick), 'another computer');
  rmSync(folder, { recursive: true, force: true });
  const began = performance.now();
  const serving = startServing(serveMode(), folder, ['--restore', backup]);
  try {
    await serving.open;
    const seconds = (performance.now() - began) / 1_000;
    const kept = readKept(folder);
    const imported = kept.passes.filter(({ sale_id: saleId }) => saleId === null);
    // Passes of the import were not sold by anybody.
    const problems = findProblems(asked, { ...kept, passes: kept.passes.filter((pass) => pass.sale_id !== null) });
    const used = kept.passes.filter(({ scanned_at: scannedAt }) => scannedAt !== null).length;
    return { seconds, imported: imported.length, used, problems };
  } finally {
    await serving.kill();
  }
}

test(
  'an event that was lost is back from backup and journal, up to the last scan that anybody was told of',
  async () => {
    using temporary = temporaryFolder();
    const stick = path.join(temporary.folder, 'stick');
    const { backup, asked } = await loseLargeEvent({ passes, scans, sales, stick });
    const { seconds, imported, used, problems } = await restore(stick, backup, asked);
    report('restore to the last acknowledged scan', {
      passes: imported + sales,
      'scans from the journal': scans,
      'sales from the journal': sales,
      seconds: seconds.toFixed(1),
      lost: problems.length,
    });
    expect(problems).toEqual([]);
    expect([imported, used]).toEqual([passes, scans]);
    expect(seconds).toBeLessThan(LONGEST);

    // The same without the journal: what only that had is gone, and is missed.
    const lineage = lineageOfBackup(backup) ?? '';
    for (const { file } of segmentsOf(stick, lineage)) rmSync(file);
    const without = await restore(stick, backup, asked);
    expect(without.problems.filter((problem) => problem.startsWith('lost: ')).length).toBeGreaterThanOrEqual(scans);
  },
  limit,
);
