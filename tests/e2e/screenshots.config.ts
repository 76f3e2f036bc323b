import { defineConfig } from '@playwright/test';
import tests from '../../playwright.config';

/** The pictures are made by the runner of the tests, but are no tests. */
export default defineConfig({
  ...tests,
  testDir: '.',
  testMatch: 'screenshots*.ts',
  outputDir: '../../test-results/screenshots',
  reporter: 'list',
  projects: [{ name: 'electron' }],
});
