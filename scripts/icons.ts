/** `npm run icons`: the icons of packages, in every size and format that a system asks for, drawn from resources/icon.svg. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { icns, ico } from './packaging/icon-files.ts';
import { repository, script } from './run.ts';
import { findChromium } from './test-browsers.ts';

const SIZES = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];

await script(async () => {
  const source = readFileSync(join(repository, 'resources/icon.svg'), 'utf8');
  const folder = join(repository, 'resources/package');
  rmSync(join(folder, 'icons'), { recursive: true, force: true });
  mkdirSync(join(folder, 'icons'), { recursive: true });

  const images = await draw(source);
  for (const [size, png] of images) writeFileSync(join(folder, `icons/${size}x${size}.png`), png);
  writeFileSync(join(folder, 'icon.ico'), ico(images));
  writeFileSync(join(folder, 'icon.icns'), icns(images));
  // A test finds out by it when the drawing has changed and the icons have not.
  writeFileSync(join(folder, 'icons/made-from.sha256'), `${createHash('sha256').update(source).digest('hex')}\n`);
  return 0;
});

async function draw(source: string): Promise<Map<number, Buffer>> {
  const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const images = new Map<number, Buffer>();
    for (const size of SIZES) {
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      const picture = source.replace('<svg ', `<svg width="${size}" height="${size}" style="position:fixed;inset:0" `);
      await page.setContent(picture);
      images.set(size, await page.screenshot({ omitBackground: true }));
      await page.close();
    }
    return images;
  } finally {
    await browser.close();
  }
}
