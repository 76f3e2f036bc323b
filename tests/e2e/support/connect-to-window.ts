import { type Browser, chromium, expect, type Page } from '@playwright/test';

/**
 * The window of a program that somebody else has started.
 * @param address where its debugger listens, as it has said; empty as long as it has said nothing
 */
export async function connectToWindow(
  address: () => string,
): Promise<{ readonly browser: Browser; readonly page: Page }> {
  let browser: Browser | undefined;
  // Whoever connects while the window is being made may wait for an answer that never comes.
  await expect(async () => {
    browser = await chromium.connectOverCDP(address(), { timeout: 10_000 });
    expect(browser.contexts()).toHaveLength(1);
  }).toPass({ timeout: 60_000 });
  const context = browser?.contexts()[0];
  if (!browser || !context) throw new Error('the desk has no window');
  context.setDefaultTimeout(15_000);
  return { browser, page: context.pages()[0] ?? (await context.waitForEvent('page')) };
}
