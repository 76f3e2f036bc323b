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
  const took: Record<keyof typeof starts, Start[]> = { empty: [], desk: [] };
  // The first start of each fills the caches of the system and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['empty', 'desk'] as const) {
      const start = await timeStart(starts[name]);
      if (round > 0) took[name].push(start);
    }
  }
  rmSync(emptyData, { recursive: true, force: true });
  const mid = (name: keyof typeof starts, figure: keyof Start) => median(took[name].map((start) => start[figure]));
  const empty = mid('empty', 'painted');
  printTable(`From launch, median of ${ROUNDS} interleaved starts`, [
    { window: 'empty', 'first paint ms': empty, 'of the empty one': 1, 'ready ms': mid('empty', 'ready') },
    {
      window: 'desk (sign-in)',
      'first paint ms': mid('desk', 'painted'),
      'of the empty one': mid('desk', 'painted') / empty,
      'ready ms': mid('desk', 'ready'),
      'ready, of the empty one': mid('desk', 'ready') / empty,
    },
  ]);
});

/** Milliseconds from the launch of the process. */
interface Start {
  /** The first text or picture. */
  readonly painted: number;
  /** The heading of the page; at the desk it comes with the fields to sign in. */
  readonly ready: number;
}

async function timeStart(args: readonly string[]): Promise<Start> {
  const executablePath = process.env['EPASS_TEST_ELECTRON'];
  if (!executablePath) throw new Error('run this with "npm run bench"');
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const launched = Date.now();
  const app = await electron.launch({ executablePath, args: [...switches, ...args] });
  try {
    const page = await app.firstWindow();
    await page.waitForSelector('h1');
    const ready = Date.now();
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
    return { painted: painted - launched, ready: ready - launched };
  } finally {
    await app.close();
  }
}
