import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { test } from 'vitest';
import { openCertificate } from '../../src-main/certificates/leaf';
import { loadAssets } from '../../src-main/transports/assets';
import { serveGate } from '../../src-main/transports/gate';
import { openReadyOffice, sellPass, testLog, valueOf } from '../support/box-office';
import { NO_LIMITS } from '../support/https-office';
import { joinPhone } from '../support/phones';
import { launchChromium } from '../support/test-browsers';
import { median, printTable } from './table';

const STARTS = 5;
const SCANS = 25;
/** A processor a quarter as fast stands for a cheap phone. */
const SLOWDOWNS = [1, 4];
const NAMES = ['127.0.0.1', 'localhost'];

/** How long the phone's page takes on fast and slow phones: to open, to be ready for a verdict, and to show one. */
test('the page of phones', async () => {
  await using office = await openReadyOffice();
  const { at } = await joinPhone(office);
  const { cert, key } = await openCertificate({ folder: office.folder, names: NAMES, now: Date.now() });
  const server = await serveGate({
    office,
    assets: await loadAssets(path.resolve(import.meta.dirname, '../../out/renderer')),
    log: testLog(),
    now: office.now,
    limits: NO_LIMITS,
    at: { address: '127.0.0.1', port: 0, names: NAMES, identity: { cert, key }, desks: false, authority: null },
  });
  const origin = `https://127.0.0.1:${server.port}`;
  const browser = await launchChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
  try {
    const rows = [];
    for (const slowdown of SLOWDOWNS) {
      const opened: number[] = [];
      const ready: number[] = [];
      for (let start = 0; start < STARTS; start += 1) {
        const page = await openPage(browser, origin, at.sessionId ?? '', slowdown);
        const began = performance.now();
        await page.goto(`${origin}/gate`);
        await page.getByRole('button', { name: 'Start scanning' }).waitFor();
        opened.push(performance.now() - began);
        const tapped = performance.now();
        await page.getByRole('button', { name: 'Start scanning' }).tap();
        await page.getByText('Looking for a code').waitFor();
        ready.push(performance.now() - tapped);
        await page.context().close();
      }

      const page = await openPage(browser, origin, at.sessionId ?? '', slowdown);
      await page.goto(`${origin}/gate`);
      await page.getByRole('button', { name: 'Start scanning' }).tap();
      await page.getByText('Looking for a code').waitFor();
      const took: number[] = [];
      while (took.length < SCANS) {
        const { passId } = await sellPass(office.api);
        const { code } = valueOf(await office.api['passes.get']({ passId }));
        took.push(await timeToVerdict(page, code ?? ''));
      }
      const echo = await timeOfFetch(page);
      await page.context().close();
      took.sort((one, other) => one - other);
      rows.push({
        'CPU slowed': `${slowdown}×`,
        'opened ms': Math.round(median(opened)),
        'tap to reading ms': Math.round(median(ready)),
        'both ms': Math.round(median(opened) + median(ready)),
        'code to verdict ms, p50': Math.round(median(took)),
        p95: Math.round(took[Math.floor(took.length * 0.95)] ?? Number.NaN),
        'a bare request ms': Math.round(echo),
      });
    }
    printTable(`The page of phones, medians of ${STARTS} starts and ${SCANS} scans`, rows);
  } finally {
    await browser.close();
    await server.close();
  }
});

async function openPage(browser: Browser, origin: string, token: string, slowdown: number): Promise<Page> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    permissions: ['camera'],
  });
  const cookie = { name: '__Host-epass-gate', value: token, url: origin, secure: true, httpOnly: true } as const;
  await context.addCookies([{ ...cookie, sameSite: 'Strict' }]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return page;
}

/** From the moment a code is handed in until its verdict has been drawn. */
function timeToVerdict(page: Page, code: string): Promise<number> {
  return page.evaluate(async (text) => {
    const region = document.querySelector<HTMLElement>('section[data-verdict]');
    const field = document.querySelector<HTMLInputElement>('form input');
    if (!region || !field?.form) throw new Error('this is no scanner');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const before = region.firstElementChild;
    const began = performance.now();
    field.form.requestSubmit();
    while (region.firstElementChild === before || region.dataset['verdict'] !== 'admitted') {
      await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }, code);
}

/** The same way there and back, for nothing. */
function timeOfFetch(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const took: number[] = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const began = performance.now();
      await (await fetch('/nowhere', { method: 'GET' })).text();
      took.push(performance.now() - began);
    }
    return took.toSorted((one, other) => one - other)[4] ?? 0;
  });
}
