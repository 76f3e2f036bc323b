import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { launchChromium } from '../../support/test-browsers';
import { AS_THE_PAGE_SAYS, cameraSwitches, type Desk } from './desk';
import { type ServedOffice, serveOffice } from './served-office';

/** Chromium visiting an office without a window, which keeps its event in a folder. */
export async function openBrowserDesk(folder: string): Promise<Desk> {
  let office = await serveOffice(folder);
  const { setUpCode } = office;
  let browser = await launchChromium(cameraSwitches(undefined));
  let page = await visit(browser, office);
  return {
    get page() {
      return page;
    },
    setUpCode,
    async restart({ camera } = {}) {
      await browser.close();
      await office.close();
      office = await serveOffice(folder);
      browser = await launchChromium(cameraSwitches(camera));
      page = await visit(browser, office);
    },
    printToPdf: () => page.pdf(AS_THE_PAGE_SAYS),
    async saved(action) {
      const [download] = await Promise.all([page.waitForEvent('download'), action()]);
      return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
    },
    async close() {
      await browser.close();
      await office.close();
    },
  };
}

async function visit(browser: Browser, { address }: ServedOffice): Promise<Page> {
  // The certificate is the office's own, which a browser does not know.
  const context = await browser.newContext({ ignoreHTTPSErrors: true, permissions: ['camera'] });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}
