import { expect, test } from '@playwright/test';
import { launchDemo, signInToDemo } from './support/demo';
import { figure, open, signedInAs } from './support/desk-actions';

test('a demo tells its sign-in on the console and opens on an event in full swing', async () => {
  const demo = await launchDemo();
  const { app, page } = demo;
  try {
    await signInToDemo(demo);
    await expect(signedInAs(page, 'Asha Menon', 'Administrator')).toBeVisible();
    await expect(page.getByText('Demonstration: nothing here is real')).toBeVisible();
    await expect(page.getByRole('group', { name: 'Passes sold' })).toBeVisible();
    const sold = await figure(page, 'Passes sold');
    const cancelled = /(\d+) cancelled pass/.exec(await page.getByRole('group', { name: 'Revenue' }).innerText())?.[1];
    expect(sold + Number(cancelled)).toBe(500);
    expect(await figure(page, 'People inside')).toBeGreaterThan(0);
    await open(page, 'Passes');
    await expect(page.getByText('500 passes', { exact: true })).toBeVisible();
  } finally {
    await app.close();
  }
});
