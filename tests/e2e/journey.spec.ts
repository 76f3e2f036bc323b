import { join } from 'node:path';
import { expect } from '@playwright/test';
import Papa from 'papaparse';
import { hold, nothing, writeY4m } from '../support/fake-camera';
import {
  ADMINISTRATOR,
  acknowledgeTheHandOver,
  chooseOwnPassword,
  codeOfThePass,
  exportCsv,
  field,
  figure,
  filterBy,
  heading,
  open,
  PASSPHRASE,
  passLinks,
  readSlip,
  searchFor,
  sellByKeyboard,
  sellToCouple,
  setUpTheEvent,
  signedInAs,
  signIn,
  signOut,
  typeCode,
  unlockTheKey,
  verdict,
} from './support/desk-actions';
import { test } from './support/desk-test';
import { codesInPng, printedSheet } from './support/read-codes';

const NIHARIKA = { name: 'Niharika Joshi', phone: '98250 12345' };
const COUPLE = { name: 'Meera Shah', phone: '98250 54321', secondName: 'Kabir Shah', reference: 'UPI 4471 0098' };
const SMALL = { width: 640, height: 360 };

test('an evening: set up, sell, print, scan what was printed, count and lock', async ({ desk, folder }) => {
  test.setTimeout(400_000);
  const codes = { single: '', couple: '' };

  await test.step('the first run leads to the dashboard, by way of the kit and the passwords', async () => {
    await setUpTheEvent(desk.page, desk.setUpCode);
    const seller = await readSlip(desk.page, 'Admin 3');
    await acknowledgeTheHandOver(desk.page);
    await expect(signedInAs(desk.page, ADMINISTRATOR.name, 'Administrator')).toBeVisible();
    await signOut(desk.page);

    await signIn(desk.page, seller);
    await chooseOwnPassword(desk.page, 'quiet harbor saffron kettle');
    await expect(signedInAs(desk.page, 'Admin 3', 'Seller')).toBeVisible();
  });

  await test.step('a pass is sold without touching the mouse, and one for two that was paid online', async () => {
    await sellByKeyboard(desk.page, NIHARIKA);
    await expect(desk.page.getByRole('status').filter({ hasText: 'Sold: Single for ₹549' })).toBeVisible();
    codes.single = await codeOfThePass(desk.page);
    await sellToCouple(desk.page, COUPLE);
    codes.couple = await codeOfThePass(desk.page);
    expect(codes.couple).toMatch(/^EP1\./);
    expect(codes.couple).not.toBe(codes.single);
  });

  await test.step('the code is read from the pixels of the printed sheet and of both files', async () => {
    const sheet = await printedSheet(await desk.printToPdf(), folder);
    expect(sheet).toEqual({ pages: 1, width: 105, height: 148, codes: [codes.couple] });
    const pdf = await desk.saved(() => desk.page.getByRole('button', { name: 'Save PDF' }).click());
    expect(pdf.name).toMatch(/^Navratri Garba Night - Meera Shah - [0-9A-F]{8}\.pdf$/);
    expect(await printedSheet(pdf.content, folder)).toEqual(sheet);
    const png = await desk.saved(() => desk.page.getByRole('button', { name: 'Save picture' }).click());
    expect(await codesInPng(png.content)).toEqual([codes.couple]);
  });

  await test.step('after a restart the passphrase opens the key, and the camera admits what was printed', async () => {
    const clip = join(folder, 'gate.y4m');
    // Away for longer than a pass that merely shakes, so that its second showing is a second scan.
    writeY4m(clip, [...hold(codes.couple, 20, SMALL), ...nothing(60, SMALL)], 10);
    await desk.restart({ camera: clip });
    await signIn(desk.page, ADMINISTRATOR);
    await unlockTheKey(desk.page, PASSPHRASE);
    await open(desk.page, 'Scan');
    await expect(verdict(desk.page)).toContainText(/Let in 2 people.*Meera Shah and Kabir Shah.*Couple/);
    await expect(verdict(desk.page)).toContainText(
      /Already used.*At [\d:]+ [AP]M by Asha Patel.*Meera Shah and Kabir Shah/,
      { timeout: 30_000 },
    );
  });

  await test.step('a forged code is refused', async () => {
    await desk.page.getByRole('button', { name: 'Switch the camera off' }).click();
    const forged = codes.single.slice(0, -1) + (codes.single.endsWith('0') ? '1' : '0');
    await typeCode(desk.page, forged);
    await expect(verdict(desk.page)).toContainText('Invalid code');
    await expect(desk.page.getByRole('region', { name: 'Last scans' }).getByRole('listitem').first()).toContainText(
      'Unknown pass',
    );
  });

  await test.step('passes are found by what people say, and narrowed down', async () => {
    const { page } = desk;
    await open(page, 'Passes');
    await expect(passLinks(page)).toHaveCount(2);
    await searchFor(page, 'kabir', 1);
    await searchFor(page, '54321', 1);
    await searchFor(page, '4471', 1);
    await expect(passLinks(page)).toContainText('Meera Shah and Kabir Shah');
    await searchFor(page, '', 2);
    await filterBy(page, 'State', 'To come');
    await expect(passLinks(page)).toHaveText([/Niharika Joshi/]);
    const { content } = await desk.saved(() => exportCsv(page, 'What is shown now'));
    expect(rowsOf(content).map((row) => row['Name 1'])).toEqual(['Niharika Joshi']);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
  });

  await test.step('the file of everything says the same as the dashboard', async () => {
    const { page } = desk;
    const file = await desk.saved(() => exportCsv(page));
    expect(file.name).toMatch(/\.csv$/);
    const rows = rowsOf(file.content);
    const sum = (column: string, of = rows) => of.reduce((total, row) => total + Number(row[column]), 0);
    await open(page, 'Dashboard');
    await expect(page.getByRole('group', { name: 'Revenue' })).toBeVisible();
    expect({
      sold: await figure(page, 'Passes sold'),
      revenue: await figure(page, 'Revenue'),
      inside: await figure(page, 'People inside'),
      toCome: await figure(page, 'Still to come'),
    }).toEqual({
      sold: rows.length,
      revenue: sum('Amount'),
      inside: sum(
        'People',
        rows.filter((row) => row['Admitted at'] !== ''),
      ),
      toCome: sum(
        'People',
        rows.filter((row) => row['Admitted at'] === ''),
      ),
    });
    expect({ sold: rows.length, revenue: sum('Amount'), people: sum('People') }).toEqual({
      sold: 2,
      revenue: 549 + 999,
      people: 3,
    });
  });

  await test.step('what is typed outlasts the lock', async () => {
    await open(desk.page, 'Sell');
    await field(desk.page, 'Name').fill('Somebody in a hurry');
    await desk.page.keyboard.press('Alt+L');
    const cover = desk.page.getByRole('dialog', { name: 'Locked' });
    await field(cover, 'Password').fill(ADMINISTRATOR.password);
    await cover.getByRole('button', { name: 'Unlock' }).click();
    await expect(cover).toBeHidden();
    await expect(field(desk.page, 'Name')).toHaveValue('Somebody in a hurry');
  });

  await test.step('after signing out nothing is left to see', async () => {
    await signOut(desk.page);
    await desk.page.goBack();
    await expect(heading(desk.page, 'Sign in')).toBeVisible();
  });
});

function rowsOf(csv: Buffer): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(csv.toString('utf8'), { header: true, skipEmptyLines: true }).data;
}
