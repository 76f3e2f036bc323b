import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { drawFrame, writeY4m } from '../support/fake-camera';
import { launchDemo, signInToDemo } from './support/demo';
import { cameraSwitches } from './support/desk';
import {
  codeOfThePass,
  field,
  filterBy,
  open,
  passLinks,
  setUpTheEvent,
  typeCode,
  verdict,
} from './support/desk-actions';
import { test } from './support/desk-test';
import { firstPage, shoot, withDesk } from './support/pictures';

/** Pictures of every page of the desk, for the README and for whoever wants to see what a change did: `npm run screenshots`. */
test('the first run', async ({ folder }) => {
  test.setTimeout(240_000);
  await withDesk(folder, async (page) => {
    await setUpTheEvent(page, null, (step) => shoot(page, `first-run-${step}`));
    await shoot(page, 'first-run-hand-over');
  });
});

test('the desk', async ({ folder }) => {
  test.setTimeout(400_000);
  const demo = await launchDemo(...cameraSwitches(pictureOfAGate(folder)));
  const { app } = demo;
  try {
    const page = await firstPage(app);
    await shoot(page, 'sign-in');
    await signInToDemo(demo);
    await expect(page.getByRole('group', { name: 'Revenue' })).toBeVisible();
    await shoot(page, 'dashboard');

    await open(page, 'Passes');
    await expect(passLinks(page).first()).toBeVisible();
    await shoot(page, 'passes');
    await filterBy(page, 'State', 'To come');
    await filterBy(page, 'Pass', 'Couple');
    await expect(page.getByRole('group', { name: 'Active filters' })).toContainText('Couple');
    await passLinks(page).first().click();
    await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
    const code = await codeOfThePass(page);
    await shoot(page, 'pass');

    await open(page, 'Sell');
    await page.getByRole('radio', { name: /Couple/ }).check();
    await field(page, 'Name').fill('Niharika Joshi');
    await field(page, 'Phone').fill('98250 12345');
    await page.getByLabel('Second name').fill('Kabir Joshi');
    await page.getByText('Online', { exact: true }).click();
    await page.getByLabel('Transaction reference').fill('UPI 4471 0098 2210');
    await page.mouse.wheel(0, 400);
    await shoot(page, 'sell');

    await open(page, 'Scan');
    await expect(page.getByText('Looking for a code')).toBeVisible();
    await shoot(page, 'scanner');
    await typeCode(page, code);
    await expect(verdict(page)).toContainText('Let in 2 people');
    await shoot(page, 'scanner-admitted');
    await typeCode(page, code);
    await expect(verdict(page)).toContainText('Already used');
    await shoot(page, 'scanner-refused');

    await open(page, 'Passes');
    await page.getByRole('link', { name: 'Import CSV' }).click();
    await page.locator('input[type=file]').setInputFiles(listOfGuests(folder));
    await expect(page.getByRole('heading', { name: 'What will happen' })).toBeVisible();
    await shoot(page, 'import');
    await page.getByRole('heading', { name: 'What will happen' }).scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 400);
    await shoot(page, 'import-check');

    await open(page, 'Staff');
    await expect(page.getByRole('table')).toBeVisible();
    await shoot(page, 'staff');
    await open(page, 'Health');
    await expect(page.getByRole('table')).toBeVisible();
    await shoot(page, 'health');
    await open(page, 'Settings');
    await page.getByRole('tab', { name: 'Passes and prices' }).click();
    await shoot(page, 'settings');
    await page.getByRole('tab', { name: 'Privacy' }).click();
    await page.getByLabel('Name or phone number').fill('Sharma');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Save what is known' }).first()).toBeVisible();
    await shoot(page, 'settings-privacy');
    await page.getByRole('button', { name: 'Erase', exact: true }).first().click();
    await expect(page.getByRole('dialog')).toContainText('What stays');
    await shoot(page, 'settings-privacy-erase');
    await page.getByRole('button', { name: 'Keep them' }).click();
    await page.keyboard.press('Alt+L');
    await expect(page.getByRole('dialog', { name: 'Locked' })).toBeVisible();
    await shoot(page, 'lock');
  } finally {
    await app.close();
  }
});

/** Somebody holds up a pass that is still too far away to be read. */
function pictureOfAGate(folder: string): string {
  const clip = join(folder, 'gate.y4m');
  const look = { size: 120, angle: 0.3, dx: 60, dy: 40, blur: 90, background: 60, light: 215, dark: 40, glare: 30 };
  writeY4m(clip, [drawFrame('TOO FAR AWAY', look)]);
  return clip;
}

/** As another shop would send it, with two mistakes in it. */
function listOfGuests(folder: string): string {
  const file = join(folder, 'passes of the music shop.csv');
  const rows = [
    'Ticket,Guest,Mobile,Second name,Payment,Reference',
    'SINGLE,Tara Iyer,98250 77001,,Cash,',
    'COUPLE,Dev Malhotra,98250 77002,Anaya Malhotra,UPI,MS-20418',
    'SINGLE,Rohan Desai,98250 77003,,Cash,',
    'COUPLE,Leela Nair,98250 77004,,UPI,MS-20419',
    'SINGLE,Vikram Rao,12,,Cash,',
  ];
  writeFileSync(file, `${rows.join('\n')}\n`);
  return file;
}
