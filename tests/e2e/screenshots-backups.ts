import { expect } from '@playwright/test';
import { damageTheEvent } from './support/damage';
import { heading, open, PASSPHRASE, sellByKeyboard, signIn, unlockTheKey } from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import { shoot, withDesk } from './support/pictures';

test('backups, restoring, and a start that cannot succeed', async ({ folder }) => {
  test.setTimeout(400_000);
  await fillEventFolder(folder, 24);
  await withDesk(folder, async (page) => {
    await signIn(page, EVENT_ADMINISTRATOR);
    await unlockTheKey(page, PASSPHRASE);
    await open(page, 'Backups');
    await page.getByRole('button', { name: 'Make a backup now' }).click();
    await expect(page.getByRole('row', { name: /Made by hand/ })).toBeVisible({ timeout: 60_000 });
    await shoot(page, 'backups');
    await page.getByRole('heading', { name: 'All backups' }).scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 900);
    await shoot(page, 'backups-list');
    await page.getByRole('button', { name: 'Encrypt backups…' }).click();
    await shoot(page, 'backups-encrypt');
    await page.keyboard.press('Escape');

    await sellByKeyboard(page, { name: 'Niharika Joshi', phone: '98250 12345' });
    await open(page, 'Backups');
    await page.getByRole('link', { name: 'Restore…', exact: true }).click();
    await expect(page.getByRole('radio').first()).toBeVisible();
    await shoot(page, 'restore');
    await page.getByRole('button', { name: 'Try it on a copy' }).click();
    await expect(page.getByRole('heading', { name: 'What it holds' })).toBeVisible({ timeout: 60_000 });
    await shoot(page, 'restore-look');
    await page.getByRole('button', { name: 'Go on' }).click();
    await shoot(page, 'restore-replace');
  });

  damageTheEvent(folder);
  await withDesk(folder, async (page) => {
    await expect(heading(page, "The event's file is damaged")).toBeVisible();
    await shoot(page, 'start-up-damaged');
    await page.getByRole('button', { name: 'Restore a backup' }).click();
    await page.getByRole('button', { name: 'Try it on a copy' }).click();
    await page.getByRole('button', { name: 'Go on' }).click({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Restore this backup' }).click();
    await expect(heading(page, 'The backup is in place')).toBeVisible({ timeout: 60_000 });
    await shoot(page, 'restored');
  });
});
