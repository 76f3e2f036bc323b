import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { startPostgres } from '../support/postgres-server';
import { launchDesktop } from '../support/test-browsers';
import { field, open, PASSPHRASE, signIn, signOut, unlockTheKey } from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import { makeStore, movedTo, openData, testConnection, waitingStrip } from './support/store-actions';
import { attackFields, callWithEach, damageIn, NO_DAMAGE, SOME, watchForRuns } from './support/xss';

const NAME = '<img src=x onerror=__ran()>';
/** What somebody has chosen who was given a one-time password. */
const PASSWORD = 'copper lantern meadow 7';

test('passwords, passphrases, stores and the desks of one are text too', async ({ folder }) => {
  test.setTimeout(300_000);
  const server = await startPostgres({ durable: false });
  const desks: ElectronApplication[] = [];
  const openDesk = async (name: string): Promise<Page> => {
    const app = await launchDesktop(['--data', `${folder}/${name}`]);
    desks.push(app);
    const page = await app.firstWindow();
    await watchForRuns(page);
    await page.reload();
    return page;
  };
  try {
    const address = await makeStore(server);
    await fillEventFolder(`${folder}/first`, 1);
    const first = await openDesk('first');
    await signIn(first, EVENT_ADMINISTRATOR);
    await test.step('the passphrase of the keys', () => passphrase(first));
    await test.step('a lock, and a password of one’s own', () => passwords(first));
    await test.step('the address of a store, and the name of a desk', () => share(first, address));
    const second = await openDesk('second');
    await test.step('the same at a desk that joins', () => join(second, address));
    await test.step('a desk that is approved, renamed, and told where its store is', async () => {
      await openData(first);
      await first.getByRole('button', { name: `Approve ${NAME}` }).click();
      await attackFields(first, 1);
      await first.keyboard.press('Escape');
      await first.getByRole('button', { name: `Rename ${NAME}` }).click();
      await attackFields(first, 1);
      await first.keyboard.press('Escape');
      await attackFields(first, 1);
    });
  } finally {
    await Promise.all(desks.map((app) => app.close().catch(() => undefined)));
    server.remove();
  }
});

async function passphrase(page: Page): Promise<void> {
  await page.getByRole('alert').getByRole('button', { name: 'Enter the passphrase' }).click();
  await expect(page.getByRole('dialog', { name: 'Enter the passphrase' })).toBeVisible();
  await attackFields(page, 1);
  await page.keyboard.press('Escape');
  await unlockTheKey(page, PASSPHRASE);
}

async function passwords(page: Page): Promise<void> {
  const [invited] = await callWithEach(
    page,
    'staff.invite',
    {
      username: 'meera',
      displayName: NAME,
      role: 'administrator',
    },
    SOME.slice(0, 1),
  );
  if (invited?.ok !== true) throw new Error('nobody was invited');
  const { oneTimePassword } = invited.value as { readonly oneTimePassword: string };
  await signOut(page);
  await signIn(page, { username: 'meera', password: oneTimePassword });
  await attackFields(page, 2);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByLabel('The same again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Use this password' }).click();
  await expect(page.getByRole('group', { name: `Signed in as ${NAME}, Administrator` })).toBeVisible();
  await page.getByRole('button', { name: 'Lock the desk' }).click();
  await attackFields(page, 1);
  await field(page, 'Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: `Signed in as ${NAME}, Administrator` })).toBeVisible();
}

async function share(page: Page, address: string): Promise<void> {
  await openData(page);
  await attackFields(page, 2);
  await testConnection(page, address);
  await page.getByRole('button', { name: 'Move this event' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Move this event' }).click();
  await expect(movedTo(page, 'The event is in the shared store')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, EVENT_ADMINISTRATOR);
  await unlockTheKey(page, PASSPHRASE);
}

async function join(page: Page, address: string): Promise<void> {
  await page.getByRole('link', { name: 'Join other desks' }).click();
  await attackFields(page, 2);
  await field(page, 'Name of this desk').fill(NAME);
  await testConnection(page, address);
  await page.getByRole('button', { name: 'Join these desks' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click({ timeout: 30_000 });
  await signIn(page, EVENT_ADMINISTRATOR);
  await expect(waitingStrip(page)).toBeVisible();
  await open(page, 'Health');
  expect(await damageIn(page)).toEqual(NO_DAMAGE);
}
