import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron as electron } from '@playwright/test';
import { test } from 'vitest';
import { openReadyOffice, temporaryFolder } from '../support/box-office';
import { median, printTable } from './table';

const ROUNDS = 7;
const repository = path.resolve(import.meta.dirname, '../..');

/** From the launch of the process to the first text on the screen, the desk and an empty window in turns. */
test('first paint, beside an empty window', async () => {
  using temporary = temporaryFolder();
  {
    await using office = await openReadyOffice({ folder: temporary.folder });
    void office;
  }
  const emptyData = mkdtempSync(path.join(tmpdir(), 'empty-window-'));
  const starts = {
    empty: [path.join(import.meta.dirname, 'empty-window'), `--user-data-dir=${emptyData}`],
    desk: [repository, '--data', temporary.folder],
  };
  const took: Record<keyof typeof starts, number[]> = { empty: [], desk: [] };
  // The first start of each fills the caches of the system and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['empty', 'desk'] as const) {
      const milliseconds = await timeToPaint(starts[name]);
      if (round > 0) took[name].push(milliseconds);
    }
  }
  rmSync(emptyData, { recursive: true, force: true });
  printTable(`First contentful paint, median of ${ROUNDS} interleaved starts`, [
    { window: 'empty', ms: median(took.empty), 'of the empty one': 1 },
    { window: 'desk (sign-in)', ms: median(took.desk), 'of the empty one': median(took.desk) / median(took.empty) },
  ]);
});

async function timeToPaint(args: readonly string[]): Promise<number> {
  const executablePath = process.env['EPASS_TEST_ELECTRON'];
  if (!executablePath) throw new Error('run this with "npm run bench"');
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const launched = Date.now();
  const app = await electron.launch({ executablePath, args: [...switches, ...args] });
  try {
    const page = await app.firstWindow();
    const painted = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const observer = new PerformanceObserver((list) => {
            const paint = list.getEntriesByName('first-contentful-paint')[0];
            if (paint) resolve(performance.timeOrigin + paint.startTime);
          });
          observer.observe({ type: 'paint', buffered: true });
        }),
    );
    return painted - launched;
  } finally {
    await app.close();
  }
}
