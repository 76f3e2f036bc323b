import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { launchDesktop } from '../support/test-browsers';
import { answerDialogs } from './support/answer-dialogs';
import { damageTheEvent } from './support/damage';
import {
  codeOfThePass,
  field,
  heading,
  open,
  PASSPHRASE,
  passLinks,
  sellByKeyboard,
  signIn,
  typeCode,
  unlockTheKey,
  verdict,
} from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import { serveOffice } from './support/served-office';

const AFTERWARDS = { name: 'Niharika Joshi', phone: '98250 12345' };

test('a damaged event is back with all that was sold, from its backup and its journal', async ({ folder }) => {
  test.setTimeout(240_000);
  await fillEventFolder(folder, 3);
  const before = await launchDesktop(['--data', folder]);
  const desk = await before.firstWindow();
  await signIn(desk, EVENT_ADMINISTRATOR);
  await unlockTheKey(desk, PASSPHRASE);
  await open(desk, 'Backups');
  await desk.getByRole('button', { name: 'Make a backup now' }).click();
  await expect(desk.getByRole('region', { name: /^Everything is safe/ })).toBeVisible({ timeout: 60_000 });
  await expect(desk.getByRole('row', { name: /Made by hand/ })).toContainText('3 passes');
  await sellByKeyboard(desk, AFTERWARDS);
  await before.close();
  damageTheEvent(folder);

  const app = await launchDesktop(['--data', folder]);
  try {
    const page = await app.firstWindow();
    await expect(heading(page, "The event's file is damaged")).toBeVisible();
    await page.getByRole('button', { name: 'Restore a backup' }).click();
    await page.getByRole('button', { name: 'Try it on a copy' }).click();
    await expect(page.getByRole('alert')).toContainText('The journal adds 1 sale and 0 admissions', {
      timeout: 60_000,
    });
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Restore this backup' }).click();
    await expect(heading(page, 'The backup is in place')).toBeVisible({ timeout: 60_000 });
    expect(readdirSync(join(folder, 'replaced')).some((name) => name.endsWith('.db'))).toBe(true);

    await page.getByRole('link', { name: 'Go to the sign-in' }).click();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 4);
    await expect(page.getByRole('link', { name: new RegExp(AFTERWARDS.name) })).toBeVisible();
  } finally {
    await app.close();
  }
});

test('an event that is open elsewhere opens as soon as somebody tries again after that', async ({ folder }) => {
  test.setTimeout(120_000);
  await fillEventFolder(folder, 1);
  const office = await serveOffice(folder);
  const app = await launchDesktop(['--data', folder]);
  try {
    const page = await app.firstWindow();
    await expect(heading(page, 'This event is already open')).toBeVisible();
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(heading(page, 'This event is already open')).toBeVisible();
    await office.close();
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(field(page, 'Username')).toBeVisible();
    await signIn(page, EVENT_ADMINISTRATOR);
    await expectPasses(page, 1);
  } finally {
    await app.close();
  }
});

/** The recovery kit drill: all that is left is the stick, the printed kit and its passphrase. */
test('another computer carries on from the stick and the kit, to the last pass that was sold', async ({ folder }) => {
  test.setTimeout(300_000);
  const [lost, found, stick] = ['lost', 'found', 'stick'].map((name) => join(folder, name)) as [string, string, string];
  for (const made of [lost, found, stick]) mkdirSync(made);
  const [sold] = await fillEventFolder(lost, 2);

  const before = await launchDesktop(['--data', lost]);
  const desk = await before.firstWindow();
  await signIn(desk, EVENT_ADMINISTRATOR);
  await unlockTheKey(desk, PASSPHRASE);
  await open(desk, 'Backups');
  await answerDialogs(before, stick);
  await desk.getByRole('button', { name: 'Choose a folder…' }).click();
  const second = desk.getByRole('region', { name: 'Second folder' });
  await expect(second).toContainText(stick);
  await desk.getByRole('button', { name: 'Make a backup now' }).click();
  await expect(desk.getByRole('row', { name: /Made by hand.*Second folder/ })).toBeVisible({ timeout: 60_000 });
  const kit = await kitOf(desk);
  await sellByKeyboard(desk, AFTERWARDS);
  const lastCode = await codeOfThePass(desk);
  await before.close();
  rmSync(lost, { recursive: true });

  const began = Date.now();
  const app = await launchDesktop(['--data', found]);
  try {
    const page = await app.firstWindow();
    await page.getByRole('link', { name: 'I have a backup of an earlier computer' }).click();
    await answerDialogs(app, backupOn(stick));
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await page.getByRole('button', { name: 'Try it on a copy' }).click();
    await expect(page.getByRole('alert').first()).toContainText('The journal adds 1 sale', { timeout: 60_000 });
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Bring it here' }).click();
    await page.getByRole('link', { name: 'Sign in and restore the key' }).click({ timeout: 60_000 });

    await signIn(page, EVENT_ADMINISTRATOR);
    const restore = page.getByRole('region', { name: 'Restore from a recovery kit' });
    await restore.getByLabel('Text of the recovery kit').fill(kit);
    await field(restore, 'Passphrase').fill(PASSPHRASE);
    await restore.getByRole('button', { name: 'Restore the keys' }).click();
    await expect(restore).toContainText('Restored 1 key', { timeout: 60_000 });

    await open(page, 'Scan');
    for (const code of [sold?.code ?? '', lastCode]) {
      await typeCode(page, code);
      await expect(verdict(page)).toContainText('Let in 1 person');
    }
    await typeCode(page, lastCode);
    await expect(verdict(page)).toContainText('Already used');
    test.info().annotations.push({ type: 'drill', description: `${Math.round((Date.now() - began) / 1_000)} s` });
  } finally {
    await app.close();
  }
});

/** What would be on paper. */
async function kitOf(page: Page): Promise<string> {
  const reply = await page.evaluate((passphrase) => window.epass?.call('keys.printKit', { passphrase }), PASSPHRASE);
  return (reply as { readonly value: { readonly text: string } }).value.text;
}

function backupOn(stick: string): string {
  const made = readdirSync(stick, { recursive: true, encoding: 'utf8' }).find((name) => /manual.*\.db$/.test(name));
  if (made === undefined) throw new Error('there is no backup on the stick');
  return join(stick, made);
}

async function expectPasses(page: Page, count: number): Promise<void> {
  await open(page, 'Passes');
  await expect(passLinks(page)).toHaveCount(count);
}
