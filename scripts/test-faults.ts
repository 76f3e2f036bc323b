/**
 * `npm run test:faults [-- name=count … arguments for vitest]`: the long runs of tests/faults, over the built program.
 * The counts, and how to repeat a run, are in CONTRIBUTING.md.
 */
import { join } from 'node:path';
import { buildWhenStale } from './build-when-stale.ts';
import { repository, run, script } from './run.ts';
import { ensureSystemPackages } from './system-packages.ts';

const COUNT = /^([a-z]+)=(\d+)$/;

await script(async () => {
  const counts: Record<string, string> = {};
  const forVitest: string[] = [];
  for (const argument of process.argv.slice(2)) {
    const [, name, count] = COUNT.exec(argument) ?? [];
    if (name !== undefined && count !== undefined) counts[`FAULT_${name.toUpperCase()}`] = count;
    else forVitest.push(argument);
  }
  await ensureSystemPackages('faults', 'postgres');
  await buildWhenStale();

  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  const config = join(repository, 'tests/faults/vitest.config.ts');
  // One seed for all files of a run, unless somebody wants that of another run again.
  const seed = counts['FAULT_SEED'] ?? process.env['FAULT_SEED'] ?? String(Math.floor(Math.random() * 1e9));
  const env = { ...process.env, ...counts, FAULT_SEED: seed, FAULT_LONG: '1', FAULT_BUILT: join(repository, 'out') };
  const exitCode = await run(process.execPath, [vitest, 'run', '--config', config, ...forVitest], { env });
  console.log(`To repeat it: npm run test:faults -- ${[`seed=${seed}`, ...process.argv.slice(2)].join(' ')}`);
  return exitCode;
});
