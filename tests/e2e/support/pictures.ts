import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { launchDesktop } from '../../support/test-browsers';
import { heading } from './desk-actions';

/** Of the page, in CSS pixels. */
const SIZE = { width: 1280, height: 800 };
const PICTURES = join(process.cwd(), 'resources/screenshots');
/** Pictures of a page that are compared before it is taken as it is. */
const PATIENCE = 40;

/** Opens the desk of this folder at the size of the pictures, and ends it afterwards. */
export async function withDesk(folder: string, look: (page: Page) => Promise<void>): Promise<void> {
  const app = await launchDesktop(['--data', folder]);
  try {
    await look(await firstPage(app));
  } finally {
    await app.close();
  }
}

/** The page of a desk that has just been opened, at the size of the pictures. */
export async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await expect(heading(page)).toBeVisible();
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, SIZE);
  await expect.poll(() => page.evaluate(() => window.innerHeight)).toBe(SIZE.height);
  return page;
}

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
