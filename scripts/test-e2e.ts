/** `npm run test:e2e [-- arguments for Playwright]` */
import { join } from 'node:path';
import { repository, script } from './run.ts';
import { prepareTestBrowsers, runWithTestBrowsers } from './test-browsers.ts';

await script(async () => {
  const browsers = await prepareTestBrowsers();
  const playwright = join(repository, 'node_modules/@playwright/test/cli.js');
  return runWithTestBrowsers(browsers, process.execPath, [playwright, 'test', ...process.argv.slice(2)]);
});
