import { expect, test } from 'vitest';
import { killInStorm } from './support/kill-storm';
import { countOf, progressOf, report } from './support/run-options';
import { serveMode } from './support/serving';

const kills = countOf('KILLS', { short: 20, long: 200 });
/** Far more than a harness needs to see what is wrong with an office that is broken on purpose. */
const ENOUGH_KILLS = 10;

test(
  'whatever moment serve mode is killed at, nothing that was acknowledged is lost and nobody is admitted twice',
  async () => {
    const { problems, ...figures } = await killInStorm({
      program: serveMode(),
      kills,
      part: 'kill',
      onKill: progressOf('kills', kills),
    });
    report('kill -9 in a storm of 16 clients', { ...figures, problems: problems.length });
    expect(problems).toEqual([]);
    expect(figures.kills).toBe(kills);
    expect(figures.sales).toBeGreaterThan(0);
    expect(figures.admissions).toBeGreaterThan(0);
  },
  60_000 + kills * 15_000,
);

test.each([
  ['acknowledges before it commits', 'src-main/database/sqlite.ts', 'acknowledges-first', /^lost: /],
  ['looks and then writes', 'src-main/scans/scans.ts', 'checks-then-writes', /^pass .*(admitted twice| says null)/],
])(
  'an office that %s is found out by the same storm',
  async (_how, module, broken, problem) => {
    const program = serveMode({ [module]: `tests/faults/broken/${broken}.ts` });
    const found = await killInStorm({ program, kills: ENOUGH_KILLS, part: broken });
    report(`the same storm over an office that ${broken}`, { kills: found.kills, problems: found.problems.length });
    expect(found.problems).toContainEqual(expect.stringMatching(problem));
  },
  120_000,
);
