import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The success criteria of WCAG 2.2 AA that a program can judge; the other ones stay with people. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Holds a page against the rules, in light and in dark.
 * @param part a selector of what to look at, where the rest was looked at before
 */
export async function judge(page: Page, name: string, part?: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    // Colours fade from one scheme to the other; what is there once they have is meant.
    await expect.poll(() => page.evaluate(countFading)).toBe(0);
    await expect
      .soft(async () => expect(await violations(page, part)).toEqual([]), `${name}, ${colorScheme}`)
      .toPass({ timeout: 30_000 });
  }
}

function countFading(): number {
  return document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
    .length;
}

async function violations(page: Page, part: string | undefined): Promise<string[]> {
  // Electron has no second page for the part of the run that otherwise happens in one.
  const builder = new AxeBuilder({ page }).withTags(RULES).setLegacyMode();
  const result = await (part === undefined ? builder : builder.include(part)).analyze();
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}
