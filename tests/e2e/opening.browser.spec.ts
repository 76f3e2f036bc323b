import { expect } from '@playwright/test';
import { test } from './support/desk-test';

test('a page that the network cut short says so and comes back by itself', async ({ desk }) => {
  const { page } = desk;
  let cut = true;
  await page.route(
    ({ pathname }) => pathname === '/' || pathname.includes('start-desk'),
    (route) => (cut && !route.request().isNavigationRequest() ? route.abort('failed') : route.continue()),
  );

  await page.reload();
  await expect(page.getByText('The page did not arrive in full.')).toBeVisible();
  cut = false;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
