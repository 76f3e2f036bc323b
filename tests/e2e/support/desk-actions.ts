import { expect, type Locator, type Page } from '@playwright/test';

/** What people do at a desk, in their words. Each waits until the desk has answered. */

export const ADMINISTRATOR = {
  username: 'admin1',
  name: 'Asha Patel',
  password: 'velvet lantern otter quarry',
} as const;
export const PASSPHRASE = 'copper meadow violin';
export const EVENT = 'Navratri Garba Night';

export interface SignIn {
  readonly username: string;
  readonly password: string;
}

/** By its whole label, with or without the star of those that must be filled in. */
export function field(within: Page | Locator, label: string): Locator {
  return within.getByLabel(new RegExp(`^${label}( \\*)?$`));
}

/**
 * The first run, step by step, as far as the sheet with the kit and the one-time passwords.
 * @param filledIn called with each step before it is left
 */
export async function setUpTheEvent(
  page: Page,
  setUpCode: string | null,
  filledIn: (step: 'event' | 'passes' | 'people' | 'key') => Promise<void> = async () => undefined,
): Promise<void> {
  const next = page.getByRole('button', { name: 'Next' });
  await expect(page.getByRole('heading', { name: 'Set up the box office' })).toBeVisible();
  if (setUpCode !== null) await page.getByLabel('Set-up code').fill(setUpCode);
  await page.getByLabel('Name of the event').fill(EVENT);
  await page.getByLabel('Venue').fill('Town Hall, Vadodara');
  await page.getByLabel('Date').fill('2026-12-05');
  await choose(page, 'Time zone', 'Asia/Kolkata');
  await filledIn('event');
  await next.click();

  await expect(page.getByRole('heading', { name: 'Passes and prices' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Couple' }).getByLabel('Price')).toHaveValue('999');
  await filledIn('passes');
  await next.click();

  const { name, password } = ADMINISTRATOR;
  await page.getByLabel('Name shown on screen').first().fill(name);
  await field(page, 'Password').fill(password);
  await page.getByLabel('The same again').fill(password);
  await filledIn('people');
  await next.click();

  await field(page, 'Passphrase').fill(PASSPHRASE);
  await page.getByLabel('The same again').fill(PASSPHRASE);
  await filledIn('key');
  await page.getByRole('button', { name: 'Open the box office' }).click();
  await expect(page.getByRole('heading', { name: 'Everything is ready' })).toBeVisible({ timeout: 60_000 });
}

/** What the slip of a person says, before it is gone for good. */
export async function readSlip(page: Page, name: string): Promise<SignIn> {
  const [username = '', password = ''] = await page
    .getByRole('region', { name, exact: true })
    .getByRole('definition')
    .allTextContents();
  return { username, password };
}

export async function acknowledgeTheHandOver(page: Page): Promise<void> {
  const onwards = page.getByRole('button', { name: 'Go to the dashboard' });
  await expect(onwards).toBeDisabled();
  await page.getByLabel('The recovery kit is printed or written down').check();
  await expect(onwards).toBeDisabled();
  await page.getByLabel('The one-time passwords are printed or written down').check();
  await onwards.click();
}

export async function signIn(page: Page, { username, password }: SignIn): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await field(page, 'Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

export async function chooseOwnPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The same again').fill(password);
  await page.getByRole('button', { name: 'Use this password' }).click();
}

/** Who the desk says is signed in. */
export function signedInAs(page: Page, name: string, role: string): Locator {
  return page.getByRole('group', { name: `Signed in as ${name}, ${role}` });
}

export async function open(
  page: Page,
  name: 'Dashboard' | 'Sell' | 'Scan' | 'Passes' | 'Phones' | 'Staff' | 'Backups' | 'Health' | 'Settings',
) {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
  await expect(heading(page)).toBeVisible();
}

export function heading(page: Page, name?: string): Locator {
  return page.getByRole('heading', { level: 1, ...(name === undefined ? {} : { name }) });
}

/** After a start at which nothing but the passphrase opens the signing key. */
export async function unlockTheKey(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('alert').getByRole('button', { name: 'Enter the passphrase' }).click();
  const dialog = page.getByRole('dialog', { name: 'Enter the passphrase' });
  await field(dialog, 'Passphrase').fill(passphrase);
  await dialog.getByRole('button', { name: 'Enter the passphrase' }).click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
  await expect(page.getByText('The signing key is locked')).toBeHidden();
}

/** From a list that opens when its field is clicked, whether or not one can type into that. */
async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  const list = within.getByRole('combobox', { name: label });
  await list.click();
  if (await list.isEditable()) await list.fill(option);
  const page = 'page' in within ? within.page() : within;
  await page.getByRole('option', { name: option }).click();
}

export interface Sale {
  readonly name: string;
  readonly phone: string;
  readonly secondName?: string;
  /** Paid online, with this transaction reference. */
  readonly reference?: string;
}

/** The first kind of pass for cash, from anywhere and without the mouse. */
export async function sellByKeyboard(page: Page, { name, phone }: Sale): Promise<void> {
  const { keyboard } = page;
  await keyboard.press('F2');
  await expect(page.getByRole('radio', { name: /Single/ })).toBeFocused();
  await keyboard.press('1');
  await expect(field(page, 'Name')).toBeFocused();
  await keyboard.type(name);
  await keyboard.press('Tab');
  await keyboard.type(phone);
  await keyboard.press('Enter');
  await expect(heading(page, name)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toBeFocused();
}

export async function sellToCouple(page: Page, { name, phone, secondName, reference }: Required<Sale>): Promise<void> {
  await open(page, 'Sell');
  await page.getByRole('radio', { name: /Couple/ }).check();
  await field(page, 'Name').fill(name);
  await field(page, 'Phone').fill(phone);
  await page.getByLabel('Second name').fill(secondName);
  await page.getByText('Online', { exact: true }).click();
  await page.getByLabel('Transaction reference').fill(reference);
  await expect(page.getByRole('group', { name: 'Total' })).toContainText('999');
  await page.getByRole('button', { name: 'Sell' }).click();
  await expect(heading(page, `${name} and ${secondName}`)).toBeVisible();
}

/** What the office itself says is the code of the pass on the page. */
export async function codeOfThePass(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/preview\//);
  return page.evaluate(async () => {
    const input = { passId: window.location.pathname.split('/').at(-1) };
    const headers = { 'content-type': 'application/json', 'x-box-office': '1' };
    const reply: unknown = window.epass
      ? await window.epass.call('passes.get', input)
      : await (await fetch('/api/call/passes.get', { method: 'POST', headers, body: JSON.stringify(input) })).json();
    return (reply as { readonly value: { readonly code: string } }).value.code;
  });
}

/** The one verdict that stands on the scanner's page. */
export function verdict(page: Page): Locator {
  return page.getByRole('region', { name: 'Verdict' });
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code of the pass').fill(code);
  await page.getByRole('button', { name: 'Check' }).click();
}

/** Finds passes by what somebody at the desk says, and waits for the list. */
export async function searchFor(page: Page, words: string, found: number): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search the passes' }).fill(words);
  await expect(passLinks(page)).toHaveCount(found);
}

/** The passes in the list, one link each. */
export function passLinks(page: Page): Locator {
  return page.getByRole('table').locator('tbody').getByRole('link');
}

export async function filterBy(page: Page, filter: 'State' | 'Pass' | 'Payment', choice: string): Promise<void> {
  await choose(page.getByRole('group', { name: 'Filters' }), filter, choice);
}

/** Asks for the file of everything, or of what is shown, and leaves the dialog. */
export async function exportCsv(page: Page, what?: 'Everything' | 'What is shown now'): Promise<void> {
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export as CSV' });
  if (what !== undefined) await dialog.getByRole('radio', { name: what }).check();
  await dialog.getByRole('button', { name: 'Make the file' }).click();
  await expect(dialog.getByText('The file is saved')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toBeHidden();
}

/** A figure of the dashboard as it stands there, without its currency. */
export async function figure(page: Page, name: string): Promise<number> {
  const text = await page.getByRole('group', { name, exact: true }).locator('[data-numbers]').first().innerText();
  return Number(text.replace(/[^\d.]/g, ''));
}
