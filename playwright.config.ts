import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  // A folder below the reports: Playwright empties it at each start.
  outputDir: 'test-results/playwright',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: { actionTimeout: 15_000, trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  // x.packaged.spec.ts is for what `npm run package` makes, which has to be there. A journey that holds for both is written once, as x.spec.ts; x.electron.spec.ts and x.browser.spec.ts are for one of them.
  projects: [
    { name: 'electron', testIgnore: ['**/*.browser.spec.ts', '**/*.packaged.spec.ts'] },
    { name: 'browser', testIgnore: ['**/*.electron.spec.ts', '**/*.packaged.spec.ts'] },
    ...(process.env['EPASS_TEST_PACKAGED']
      ? [{ name: 'packaged', testMatch: ['**/*.packaged.spec.ts', '**/journey.spec.ts'] }]
      : []),
  ],
});
