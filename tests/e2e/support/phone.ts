import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { launchChromium } from '../../support/test-browsers';
import { cameraSwitches } from './desk';
import type { Host } from './two-hosts';

/** What a volunteer has in the hand: small, held upright, touched. */
const SCREEN = { width: 360, height: 740 };

export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  close(): Promise<void>;
}

interface PhoneOptions {
  /** On which of two hosts; on this machine itself unless given. */
  readonly host?: Host;
  /** Where files for it may lie. */
  readonly folder: string;
  /** A clip that its camera sees. */
  readonly camera?: string;
}

/** A phone of its own, with an empty browser that trusts no certificate of an office. */
export async function openPhone({ host, folder, camera }: PhoneOptions): Promise<Phone> {
  const browser = await launchChromium(
    [...cameraSwitches(camera), '--use-fake-ui-for-media-stream'],
    host && ((program) => host.wrap(program, folder)),
  );
  const context = await browser.newContext({
    viewport: SCREEN,
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    permissions: ['camera'],
  });
  const page = await context.newPage();
  return { page, context, close: () => browser.close() };
}

/** Opens an address that the browser warns of, and goes on as the pictures at the desk say. */
export async function openPastTheWarning(page: Page, address: string): Promise<void> {
  await expect(page.goto(address)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
  await goPastTheWarning(page);
}

/** On the warning itself, after a page led there. */
export async function goPastTheWarning(page: Page): Promise<void> {
  await page.locator('#details-button').tap();
  await page.locator('#proceed-link').tap();
  await page.waitForURL(/^https:/);
}

/** The one verdict that stands on the phone. */
export function verdictOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Verdict' });
}
