import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const PICTURES = join(process.cwd(), 'resources/screenshots');
/** Pictures of a page that are compared before it is taken as it is. */
const PATIENCE = 40;

/** Takes a page in light and in dark. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    writeFileSync(join(PICTURES, `${name}-${colorScheme}.png`), await settled(page));
  }
}

/** A picture of the page once it has come to rest: charts grow, fonts arrive, lists fill. */
async function settled(page: Page): Promise<Buffer> {
  const take = () => page.screenshot({ animations: 'disabled', scale: 'css' });
  let before = await take();
  for (let tries = 0; tries < PATIENCE; tries++) {
    const after = await take();
    if (after.equals(before)) break;
    before = after;
  }
  return before;
}
