/**
 * `npm run test:packaged [-- arguments for Playwright]`: makes a package, and drives what is in it. With `--made`, what is in
 * release/ already.
 */
import { join } from 'node:path';
import { prepareTestPackages } from './packaging/test-packages.ts';
import { repository, script } from './run.ts';
import { prepareTestBrowsers, runWithTestBrowsers } from './test-browsers.ts';

await script(async () => {
  const browsers = await prepareTestBrowsers();
  const isMade = process.argv.includes('--made');
  const packages = await (isMade ? prepareTestPackages(async () => 0) : prepareTestPackages());
  const playwright = join(repository, 'node_modules/@playwright/test/cli.js');
  const args = [playwright, 'test', '--project=packaged', ...process.argv.slice(2).filter((arg) => arg !== '--made')];
  return runWithTestBrowsers(browsers, process.execPath, args, packages);
});
