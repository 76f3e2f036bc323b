/** `npm run screenshots`: takes the pictures in resources/screenshots anew. */
import { join } from 'node:path';
import { repository, script } from './run.ts';
import { prepareTestBrowsers, runWithTestBrowsers } from './test-browsers.ts';

await script(async () => {
  const browsers = await prepareTestBrowsers();
  const playwright = join(repository, 'node_modules/@playwright/test/cli.js');
  const config = join(repository, 'tests/e2e/screenshots.config.ts');
  return runWithTestBrowsers(browsers, process.execPath, [
    playwright,
    'test',
    '--config',
    config,
    ...process.argv.slice(2),
  ]);
});
