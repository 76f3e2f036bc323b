import { expect, type Page, test } from '@playwright/test';
import { XSS_STRINGS } from '../support/xss-strings';
import { type Demo, launchDemo, signInToDemo } from './support/demo';
import { open, searchFor, typeCode, verdict } from './support/desk-actions';
import { countRuns, damageIn, typeIntoEveryField } from './support/xss';

/** Of every kind, for what takes long with each. */
const SOME = XSS_STRINGS.filter((text, index) => index % 12 === 0 && !text.includes('\u0000'));
const NOTHING = { runs: 0, violations: [], elements: [] };

// One event whose people, passes, staff and places are all called like attacks.
test.describe.configure({ mode: 'serial' });
let demo: Demo;
test.beforeAll(async () => {
  demo = await launchDemo('--use-fake-device-for-media-stream');
  await countRuns(demo.page);
  await demo.page.reload();
});
test.afterAll(() => demo.app.close().catch(() => undefined));

interface Reply {
  readonly ok: boolean;
  readonly code?: string;
  readonly fields?: object;
  readonly value?: unknown;
}

/** What the office says to every string in the place of `TEXT` in an input, in one go. */
function callWithEach(
  page: Page,
  name: string,
  input: object,
  strings: readonly string[] = XSS_STRINGS,
): Promise<readonly Reply[]> {
  return page.evaluate(
    async ({ operation, pattern, strings }) => {
      const replies: unknown[] = [];
      for (const [index, text] of strings.entries()) {
        const filled = JSON.stringify(pattern)
          .replaceAll('"TEXT"', JSON.stringify(text).replaceAll('$', '$$$$'))
          .replaceAll('NUMBER', String(10_000 + index))
          .replaceAll('"UUID"', `"${crypto.randomUUID()}"`);
        replies.push(await window.epass?.call(operation, JSON.parse(filled)));
      }
      return replies as Reply[];
    },
    { operation: name, pattern: input, strings },
  );
}

test('before anybody has signed in', async () => {
  const { page } = demo;
  expect(await typeIntoEveryField(page)).toBe(2);
  expect(await damageIn(page)).toEqual(NOTHING);
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
  expect(await damageIn(page)).toEqual(NOTHING);
  await expect(page.getByText(sold[0]?.name1 ?? '', { exact: false }).first()).toBeVisible();
  for (const { passId } of sold) {
    await page.evaluate((id) => window.history.pushState(null, '', `/preview/${id}`), passId);
    await expect(page.locator('h1')).toContainText('__ran');
  }
  expect(await damageIn(page)).toEqual(NOTHING);
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
  expect(await damageIn(page)).toEqual(NOTHING);
  for (const text of SOME) {
    await open(page, 'Scan');
    await typeCode(page, text);
    await expect(verdict(page)).toContainText('Invalid code');
  }
  expect(await damageIn(page)).toEqual(NOTHING);
  await open(page, 'Dashboard');
  expect(await damageIn(page)).toEqual(NOTHING);
});
