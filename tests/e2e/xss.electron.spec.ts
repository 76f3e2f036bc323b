import { expect, type Page } from '@playwright/test';
import { XSS_STRINGS } from '../support/xss-strings';
import { type Demo, launchDemo, signInToDemo } from './support/demo';
import { heading, open, searchFor, setUpTheEvent, typeCode, verdict } from './support/desk-actions';
import { test } from './support/desk-test';
import { attackFields, callWithEach, damageIn, NO_DAMAGE, SOME, typeIntoEveryField, watchForRuns } from './support/xss';

// One event whose people, passes, staff and places are all called like attacks.
test.describe.configure({ mode: 'serial' });
let demo: Demo;
test.beforeAll(async () => {
  demo = await launchDemo('--use-fake-device-for-media-stream');
  await watchForRuns(demo.page);
  await demo.page.reload();
});
test.afterAll(() => demo.app.close().catch(() => undefined));

test('before anybody has signed in', async () => {
  const { page } = demo;
  // The page is there before its program is.
  await expect(page.getByLabel('Username')).toBeVisible();
  expect(await typeIntoEveryField(page)).toEqual(['Username', 'Password']);
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
  await signInToDemo(demo);
});

test('two hundred people are called like that, and everything that shows them shows it as text', async () => {
  test.setTimeout(300_000);
  const { page } = demo;
  const sales = await callWithEach(page, 'passes.sell', {
    saleId: 'UUID',
    passType: 'COUPLE',
    name1: 'TEXT',
    name2: 'TEXT',
    phone1: '98765NUMBER',
    paymentMode: 'ONLINE',
    txnInfo: 'TEXT',
  });
  const sold = sales.flatMap((reply) => (reply.ok ? [reply.value as { passId: string; name1: string }] : []));
  // Refused is only what would be a formula in a spreadsheet, holds what no keyboard types, or begins a line anew.
  const others = sales.filter((reply) => !reply.ok && reply.code !== 'invalid-input');
  expect(others).toEqual([]);
  expect(sold.length).toBeGreaterThan(150);

  await open(page, 'Passes');
  await searchFor(page, '__ran', 50).catch(() => undefined);
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
  await expect(page.getByText(sold[0]?.name1 ?? '', { exact: false }).first()).toBeVisible();
  for (const { passId } of sold) {
    await page.evaluate((id) => window.history.pushState(null, '', `/preview/${id}`), passId);
    await expect(page.locator('h1')).toContainText('__ran');
  }
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
  await expect(page.getByRole('img', { name: /^The pass of/ })).toBeVisible();
});

test('so are the event, its kinds of passes, its staff, its desk and what is scanned', async () => {
  test.setTimeout(300_000);
  const { page } = demo;
  // Each of them gets a password, which takes its time to hash.
  const people = { username: 'userNUMBER', displayName: 'TEXT', role: 'seller' };
  await callWithEach(page, 'staff.invite', people, SOME);
  await callWithEach(page, 'scans.scan', { scanId: 'UUID', code: 'TEXT' });
  await callWithEach(page, 'exchange.inspect', { csv: 'TEXT' });
  await callWithEach(page, 'desktop.saveSettings', { printer: null, paper: 'A6', silent: false, deskName: 'TEXT' });
  await open(page, 'Staff');
  await expect(page.getByText('__ran').first()).toBeVisible();
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
  for (const text of SOME) {
    await open(page, 'Scan');
    await typeCode(page, text);
    await expect(verdict(page)).toContainText('Invalid code');
  }
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
  await open(page, 'Dashboard');
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
});

/** Where people type, how one gets there, and how many fields there are at least. */
const PLACES: readonly [path: string, fields: number, begin?: (page: Page) => Promise<void>][] = [
  ['/database', 1],
  ['/scanner', 1],
  ['/generate', 4, chooseCoupleOnline],
  ['/staff', 2, (page) => page.getByRole('button', { name: 'Add a person' }).first().click()],
  [
    '/staff',
    1,
    (page) =>
      page
        .getByRole('button', { name: /^Edit / })
        .first()
        .click(),
  ],
  ['/settings?tab=event', 5],
  ['/settings?tab=passTypes', 4],
  ['/settings?tab=office', 1],
  ['/settings?tab=keys', 5],
  ['/settings?tab=privacy', 1],
  ['/settings?tab=privacy', 2, (page) => page.getByRole('button', { name: 'Erase everybody…' }).click()],
  ['/settings?tab=desk', 1],
  ['/backups', 2, (page) => page.getByRole('button', { name: 'Encrypt backups…' }).click()],
];
/** The other pages, on which nobody types as they are in this event. */
const OTHERS = ['/dashboard', '/phones', '/backups', '/restore', '/import', '/health', '/settings?tab=data'];

async function chooseCoupleOnline(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /Couple/ }).check();
  await page.getByText('Online', { exact: true }).click();
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`app://desk${path}`);
  await expect(heading(page)).toBeVisible();
}

test('every text field of every page takes every string', async () => {
  test.setTimeout(180_000);
  const { page } = demo;
  for (const [path, least, begin] of PLACES) {
    await visit(page, path);
    await begin?.(page);
    await attackFields(page, least);
  }
});

test('the columns of a file, and what is in them, may be called anything', async () => {
  const { page } = demo;
  await visit(page, '/import');
  const cells = XSS_STRINGS.filter((text) => !text.includes('\u0000')).map((text) => `"${text.replaceAll('"', '""')}"`);
  const csv = `${cells.join(',')}\n${cells.join(',')}\n`;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '<img src=x onerror=__ran()>.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  const columns = page.getByRole('region', { name: 'Columns' });
  await columns.getByRole('combobox').first().click();
  await expect(page.getByRole('option')).toHaveCount(cells.length);
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
  await page.getByRole('option', { name: '__ran' }).first().click();
  await expect(columns).toContainText('__ran');
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
});

test('the other pages have no text field', async () => {
  const { page } = demo;
  for (const path of OTHERS) {
    await visit(page, path);
    await expect(page.getByRole('textbox')).toHaveCount(0);
    expect(await damageIn(page)).toEqual(NO_DAMAGE);
  }
});

test('every text field of the first run takes every string', async ({ desk: { page } }) => {
  test.setTimeout(180_000);
  await watchForRuns(page);
  await page.reload();
  const least = { event: 5, passes: 4, people: 4, key: 2 };
  await setUpTheEvent(page, null, async (step) => {
    await attackFields(page, least[step]);
  });
});
