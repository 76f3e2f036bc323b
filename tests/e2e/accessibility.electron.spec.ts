import { expect, test } from '@playwright/test';
import { judge } from './support/axe';
import { launchDemo, signInToDemo } from './support/demo';
import { open, passLinks } from './support/desk-actions';

test('no page keeps anybody out, in light or in dark', async () => {
  test.setTimeout(240_000);
  const demo = await launchDemo();
  const { app, page } = demo;
  try {
    await judge(page, 'sign-in');
    await signInToDemo(demo);
    await expect(page.getByRole('group', { name: 'Revenue' })).toBeVisible();
    await judge(page, 'dashboard');
    await open(page, 'Sell');
    await judge(page, 'sell');
    await open(page, 'Scan');
    await judge(page, 'scanner');
    await open(page, 'Passes');
    await expect(passLinks(page).first()).toBeVisible();
    await judge(page, 'passes');
    await passLinks(page).first().click();
    await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
    await judge(page, 'pass');
    await open(page, 'Phones');
    await expect(page.getByRole('button', { name: 'Switch phones on' })).toBeVisible();
    await judge(page, 'phones');
    await open(page, 'Staff');
    await expect(page.getByRole('table')).toBeVisible();
    await judge(page, 'staff');
    await open(page, 'Health');
    await expect(page.getByRole('table')).toBeVisible();
    await judge(page, 'health');
    await open(page, 'Backups');
    await expect(page.getByRole('heading', { name: 'Encryption' })).toBeVisible();
    await judge(page, 'backups');
    await page.getByRole('button', { name: 'Make a backup now' }).click();
    await expect(page.getByRole('row', { name: /Made by hand/ })).toBeVisible({ timeout: 60_000 });
    await page
      .getByRole('link', { name: /^Restore the backup of/ })
      .first()
      .click();
    await expect(page.getByRole('radio').first()).toBeVisible();
    await judge(page, 'restore');
    await page.getByRole('button', { name: 'Try it on a copy' }).click();
    await expect(page.getByRole('heading', { name: 'What it holds' })).toBeVisible({ timeout: 60_000 });
    await judge(page, 'restore, what it holds');
    await page.getByRole('button', { name: 'Go on' }).click();
    await judge(page, 'restore, putting it in place');
    await open(page, 'Settings');
    for (const tab of ['Event', 'Passes and prices', 'Codes and sign-in', 'Signing key', 'This desk']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel').getByRole('button').first()).toBeVisible();
      await judge(page, `settings, ${tab}`);
    }
  } finally {
    await app.close();
  }
});
