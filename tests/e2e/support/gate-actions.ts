import { expect, type Locator, type Page } from '@playwright/test';
import { field, heading } from './desk-actions';
import { openPastTheWarning, verdictOf } from './phone';
import { codesInPng } from './read-codes';

/** What people do at a desk and with phones at the gate, in their words. */

export async function openPhonesPage(desk: Page): Promise<void> {
  await desk.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Phones' }).click();
  await expect(heading(desk, 'Phones')).toBeVisible();
}

export async function switchPhonesOn(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'Switch phones on' }).click();
  await expect(desk.getByText('Phones can reach this computer')).toBeVisible({ timeout: 30_000 });
}

/** Shows the code of a new phone; gives what a camera reads on the screen. */
export async function showCodeFor(desk: Page, name: string): Promise<string> {
  await desk.getByRole('button', { name: 'Add a phone' }).first().click();
  const dialog = desk.getByRole('dialog', { name: 'Add a phone' });
  await field(dialog, 'Name of the phone').fill(name);
  await dialog.getByRole('button', { name: 'Show the code' }).click();
  return readCode(desk);
}

/** The code for phones on the desk's screen, read from its pixels. */
export async function readCode(desk: Page): Promise<string> {
  const picture = desk.getByRole('img', { name: /^Code for the/ });
  let codes: string[] = [];
  await expect(async () => {
    codes = await codesInPng(await picture.screenshot());
    expect(codes).toHaveLength(1);
  }).toPass();
  return codes[0] ?? '';
}

/** From the code on the desk's screen to the scanner on the phone. */
export async function pairPhone(desk: Page, phone: Page, name: string): Promise<void> {
  const url = await showCodeFor(desk, name);
  await openPastTheWarning(phone, url);
  await acceptPhone(desk, phone, name);
  await startScanning(phone);
}

export async function acceptPhone(desk: Page, phone: Page, name: string): Promise<void> {
  await expect(phone.getByRole('heading', { name: 'Tell the desk this number' })).toBeVisible();
  const number = await phone.getByText(/^\d\d \d\d$/).innerText();
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText(`Does the phone show ${number}?`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Yes, let it scan' }).click();
  await expect(dialog.getByRole('heading', { name: `${name} is ready` })).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
}

export async function startScanning(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: 'Start scanning' }).tap();
  await expect(verdictOf(phone)).toBeVisible();
  await expect(phone.getByText('Looking for a code')).toBeVisible({ timeout: 30_000 });
}

export async function typeOnPhone(phone: Page, code: string): Promise<void> {
  const field = phone.getByLabel('Code of the pass');
  await field.fill(code);
  await field.press('Enter');
}

/** The row of a phone in the desk's table. */
export function rowOf(desk: Page, name: string): Locator {
  return desk.getByRole('table', { name: 'Phones' }).getByRole('row').filter({ hasText: name });
}
