import { expect, test } from 'vitest';
import { whyNoDesks } from './support/desks-network';
import { longestRun, sellAtThreeDesks } from './support/desks-run';
import { countOf, progressOf, report } from './support/run-options';
import { serveMode } from './support/serving';

const passes = countOf('PASSES', { short: 90, long: 20_000 });
const clients = countOf('CLIENTS', { short: 9, long: 48 });
const stops = countOf('STOPS', { short: 2, long: 20 });
/** To see what is wrong with desks that are broken on purpose. */
const ENOUGH = { passes: 60, clients: 12, stops: 2 };

const why = whyNoDesks();
if (why !== null) process.stdout.write(`Desks at one store are not tried: ${why}\n`);

test.skipIf(why !== null)(
  'three desks at one store that is killed, over a network that loses packets, admit each pass once and lose nothing',
  async () => {
    const onScans = progressOf('scans', passes);
    const run = { program: serveMode(), part: 'desks', passes, clients, stops, onScans };
    const { problems, bugs, returns, seconds, ...figures } = await sellAtThreeDesks(run);
    report('three desks, one store, 5 % of packets lost', {
      passes,
      clients,
      ...figures,
      'slowest return ms': Math.round(Math.max(0, ...returns)),
      seconds: Math.round(seconds),
      twice: problems.filter((problem) => /twice|oversold/.test(problem)).length,
      lost: problems.filter((problem) => problem.startsWith('lost')).length,
      problems: problems.length,
      bugs: bugs.length,
    });
    // First, because they say why something was refused.
    expect(bugs).toEqual([]);
    expect(problems).toEqual([]);
    expect(figures.stops).toBe(stops);
    expect(figures.admitted).toBeGreaterThan(passes * 0.9);
    expect(figures['sold out']).toBeGreaterThan(0);
  },
  180_000 + longestRun(passes, stops),
);

test.skipIf(why !== null).each([
  {
    how: 'commits after it has answered',
    module: 'src-main/database/postgres/dialect.ts',
    broken: 'commits-later',
    problem: /^lost: |was answered differently/,
  },
  {
    how: 'looks and then writes',
    module: 'src-main/scans/scans.ts',
    broken: 'checks-then-writes',
    problem: /^pass .*admitted twice/,
  },
])(
  'desks of which each $how are found out by the same storm',
  async ({ module, broken, problem }) => {
    const program = serveMode({ [module]: `tests/faults/broken/${broken}.ts` });
    const { problems, stops, admitted } = await sellAtThreeDesks({ program, part: broken, ...ENOUGH });
    report(`the same desks with ${broken}`, { stops, admitted, problems: problems.length });
    expect(problems).toContainEqual(expect.stringMatching(problem));
  },
  180_000 + longestRun(ENOUGH.passes, ENOUGH.stops),
);
