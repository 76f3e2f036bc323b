import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { launchDesktop } from '../support/test-browsers';
import { damageTheEvent } from './support/damage';
import {
  field,
  heading,
  open,
  PASSPHRASE,
  passLinks,
  sellByKeyboard,
  signIn,
  unlockTheKey,
} from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import { serveOffice } from './support/served-office';

const AFTERWARDS = { name: 'Niharika Joshi', phone: '98250 12345' };

test('a damaged event is back with all that was sold, from its backup and its journal', async ({ folder }) => {
  test.setTimeout(240_000);
  await fillEventFolder(folder, 3);
  const before = await launchDesktop(['--data', folder]);
  const desk = await before.firstWindow();
  await signIn(desk, EVENT_ADMINISTRATOR);
  await unlockTheKey(desk, PASSPHRASE);
  await open(desk, 'Backups');
  await desk.getByRole('button', { name: 'Make a backup now' }).click();
  await expect(desk.getByRole('region', { name: /^Everything is safe/ })).toBeVisible({ timeout: 60_000 });
  await expect(desk.getByRole('row', { name: /Made by hand/ })).toContainText('3 passes');
  await sellByKeyboard(desk, AFTERWARDS);
  await before.close();
  damageTheEvent(folder);

  const app = await launchDesktop(['--data', folder]);
  try {
    const page = await app.firstWindow();
    await expect(heading(page, "The event's file is damaged")).toBeVisible();
    await page.getByRole('button', { name: 'Restore a backup' }).click();
    await page.getByRole('button', { name: 'Try it on a copy' }).click();
    await expect(page.getByRole('alert')).toContainText('The journal adds 1 sale and 0 admissions', {
      timeout: 60_000,
    });
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Restore this backup' }).click();
    await expect(heading(page, 'The backup is in place')).toBeVisible({ timeout: 60_000 });
    expect(readdirSync(join(folder, 'replaced')).some((name) => name.endsWith('.db'))).toBe(true);

    await page.getByRole('link', { name: 'Go to the sign-in' }).click();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 4);
    await expect(page.getByRole('link', { name: new RegExp(AFTERWARDS.name) })).toBeVisible();
  } finally {
    await app.close();
  }
});

test('an event that is open elsewhere opens as soon as somebody tries again after that', async ({ folder }) => {
  test.setTimeout(120_000);
  await fillEventFolder(folder, 1);
  const office = await serveOffice(folder);
  const app = await launchDesktop(['--data', folder]);
  try {
    const page = await app.firstWindow();
    await expect(heading(page, 'This event is already open')).toBeVisible();
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(heading(page, 'This event is already open')).toBeVisible();
    await office.close();
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(field(page, 'Username')).toBeVisible();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 1);
  } finally {
    await app.close();
  }
});

async function expectPasses(page: Page, count: number): Promise<void> {
  await open(page, 'Passes');
  await expect(passLinks(page)).toHaveCount(count);
}
