/** `npm run bench [-- arguments for vitest]`: measurements, kept apart from the tests because they need a quiet machine. */
import { join } from 'node:path';
import { repository, script } from './run.ts';
import { prepareTestBrowsers, runWithTestBrowsers } from './test-browsers.ts';

await script(async () => {
  const browsers = await prepareTestBrowsers();
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  const config = join(repository, 'tests/bench/vitest.config.ts');
  return runWithTestBrowsers(browsers, process.execPath, [vitest, 'run', '--config', config, ...process.argv.slice(2)]);
});
