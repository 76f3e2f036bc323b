import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/box-office';
import { cutPower } from './support/power-cut';
import { recordCalls } from './support/record';
import { countOf, progressOf, report, seed } from './support/run-options';
import { fromSource, type Program } from './support/serving';

const hasStrace = (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(path.join(folder, 'strace')));
const cuts = countOf('CUTS', { short: 60, long: 2_000 });
const questions = countOf('QUESTIONS', { short: 100, long: 600 });
/** To see what is wrong with an office that is broken on purpose. */
const ENOUGH_CUTS = 40;
const limit = 120_000 + cuts * 1_000;

/** Records an office while it sells and scans, and cuts its power over and over. */
async function cutPowerOf(program: Program, part: string, cuts: number, onCut?: (many: number) => void) {
  using temporary = temporaryFolder();
  const folder = path.join(temporary.folder, 'event');
  const saidFile = path.join(temporary.folder, 'said');
  const trace = await recordCalls(program, [folder, saidFile, String(questions), String(seed)], temporary.folder);
  const scratch = path.join(temporary.folder, 'cut');
  return await cutPower({ recording: { trace, folder, saidFile }, cuts, part, scratch, ...(onCut ? { onCut } : {}) });
}

test.skipIf(!hasStrace)(
  'whenever the power is cut, everything acknowledged is there and the file is whole',
  async () => {
    const program = fromSource('tests/faults/support/recorded-office.ts');
    const { problems, ...figures } = await cutPowerOf(program, 'power', cuts, progressOf('power cuts', cuts));
    report('power cut while selling and scanning', figures);
    expect(problems).toEqual([]);
    expect(figures.acknowledged).toBeGreaterThan(questions / 2);
    expect(figures.withUnflushedWrites).toBeGreaterThan(0);
  },
  limit,
);

test.skipIf(!hasStrace).each([
  { how: 'does not wait for the disk', module: 'database/sqlite', broken: 'normal-sync', found: 'lost' },
  { how: 'never flushes', module: 'database/sqlite', broken: 'no-sync', found: 'damaged' },
  { how: 'does not wait for its journal', module: 'journal/journal-file', broken: 'hasty-journal', found: 'lost' },
] as const)(
  'an office that $how is found out by the same cuts',
  async ({ module, broken, found }) => {
    const replaced = { [`src-main/${module}.ts`]: `tests/faults/broken/${broken}.ts` };
    const program = fromSource('tests/faults/support/recorded-office.ts', replaced);
    const { problems: _, ...figures } = await cutPowerOf(program, broken, Math.min(cuts, ENOUGH_CUTS));
    report(`the same cuts with ${broken}`, figures);
    expect(figures[found]).toBeGreaterThan(0);
  },
  limit,
);
