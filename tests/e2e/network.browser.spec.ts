import { expect } from '@playwright/test';
import { acknowledgeTheHandOver, field, heading, open, passLinks, setUpTheEvent } from './support/desk-actions';
import { test } from './support/desk-test';

test('a desk without its network keeps what was typed, and goes on by itself when the network is back', async ({
  desk,
}) => {
  const { page, setUpCode } = desk;
  await setUpTheEvent(page, setUpCode);
  await acknowledgeTheHandOver(page);
  await open(page, 'Sell');
  await field(page, 'Name').fill('Niharika Joshi');
  await field(page, 'Phone').fill('98250 12345');
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));

  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Sell' }).click();
  await expect(page.getByText('Sending it again is safe')).toBeVisible();
  await expect(page.getByText('No connection to the box office. Trying again')).toBeVisible();
  // A page that nobody has opened yet, so that its files are missing too.
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Staff' }).click();
  await expect(page.getByText('Loading')).toBeVisible();

  await page.context().setOffline(false);
  await expect(heading(page, 'Staff')).toBeVisible();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.getByText('No connection to the box office. Trying again')).toBeHidden();
  await open(page, 'Sell');
  await expect(field(page, 'Name')).toHaveValue('Niharika Joshi');
  await page.getByRole('button', { name: 'Sell' }).click();
  await expect(heading(page, 'Niharika Joshi')).toBeVisible();
  await open(page, 'Passes');
  await expect(passLinks(page)).toHaveText([/Niharika Joshi/]);
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});
