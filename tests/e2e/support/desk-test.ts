import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { launchDesktop, launchPackaged } from '../../support/test-browsers';
import { openBrowserDesk } from './browser-desk';
import type { Desk } from './desk';
import { openElectronDesk } from './electron-desk';

interface DeskFixtures {
  /** Where this test may put files; gone after it. */
  readonly folder: string;
  /** An office that nobody has set up yet: in the project `electron` the desktop, in `packaged` what is installed, in `browser` Chromium and a server. */
  readonly desk: Desk;
}

export const test = base.extend<DeskFixtures>({
  // Playwright reads from the pattern what a fixture needs.
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'epass-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  desk: async ({ folder }, use, testInfo) => {
    const files = join(folder, 'files');
    mkdirSync(files);
    const event = join(folder, 'event');
    const { name } = testInfo.project;
    const start = name === 'packaged' ? launchPackaged : launchDesktop;
    const desk = name === 'browser' ? await openBrowserDesk(event) : await openElectronDesk(event, files, start);
    await use(desk);
    if (testInfo.status !== testInfo.expectedStatus) {
      await desk.page.screenshot({ path: testInfo.outputPath('desk.png') }).catch(() => undefined);
    }
    await desk.close();
  },
});
