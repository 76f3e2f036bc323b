import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { startPostgres } from '../support/postgres-server';
import { launchDesktop } from '../support/test-browsers';
import { judge } from './support/axe';
import {
  codeOfThePass,
  field,
  open,
  PASSPHRASE,
  sellByKeyboard,
  signIn,
  typeCode,
  unlockTheKey,
  verdict,
} from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import { makeStore, movedTo, numberOf, openData, testConnection, waitingStrip } from './support/store-actions';

test('two desks share an event, outlive a stop of its server, and one takes it home', async ({ folder }) => {
  test.setTimeout(480_000);
  const server = await startPostgres({ durable: true });
  const desks: ElectronApplication[] = [];
  const openDesk = async (name: string): Promise<Page> => {
    const app = await launchDesktop(['--data', `${folder}/${name}`]);
    desks.push(app);
    return app.firstWindow();
  };
  try {
    const address = await makeStore(server);
    await fillEventFolder(`${folder}/first`, 1);
    const first = await openDesk('first');
    await test.step('the event moves to the store', () => share(first, address));
    const second = await openDesk('second');
    await test.step('a second desk joins and is let in by its number', () => joinAndApprove(first, second, address));
    await test.step('what one desk sold is admitted at the other, once', () => sellAndAdmit(first, second));
    await test.step('the server stops and comes back', async () => {
      const away = first.getByRole('group', { name: 'The shared store does not answer' });
      server.stop('immediate');
      await expect(away).toBeVisible({ timeout: 30_000 });
      await expect(second.getByRole('group', { name: 'The shared store does not answer' })).toBeVisible();
      await judge(first, 'store away');
      server.start();
      await expect(away).toBeHidden({ timeout: 30_000 });
      await sellByKeyboard(first, { name: 'Nila Rao', phone: '98765 43213' });
    });
    await test.step('the event comes back to a file', async () => {
      await desks[1]?.close();
      await openData(first);
      const back = movedTo(first, 'The event is a file on this computer');
      // The server takes a moment to see that a desk is gone.
      await expect(async () => {
        if (await first.getByRole('button', { name: 'Bring it back…' }).isVisible()) await bringBack(first);
        await expect(back).toBeVisible({ timeout: 5_000 });
      }).toPass({ timeout: 60_000 });
      await first.getByRole('link', { name: 'Sign in' }).click();
      await signIn(first, EVENT_ADMINISTRATOR);
      await openData(first);
      await expect(first.getByRole('heading', { name: 'A file on this computer' })).toBeVisible();
    });
  } finally {
    await Promise.all(desks.map((app) => app.close().catch(() => undefined)));
    server.remove();
  }
});

async function share(page: Page, address: string): Promise<void> {
  await signIn(page, EVENT_ADMINISTRATOR);
  await unlockTheKey(page, PASSPHRASE);
  await openData(page);
  await testConnection(page, address);
  await judge(page, 'sharing, tested');
  await page.getByRole('button', { name: 'Move this event' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await judge(page, 'sharing, asked', '[role=dialog]');
  await dialog.getByRole('button', { name: 'Move this event' }).click();
  await expect(movedTo(page, 'The event is in the shared store')).toBeVisible({ timeout: 60_000 });
  await judge(page, 'shared');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, EVENT_ADMINISTRATOR);
  await unlockTheKey(page, PASSPHRASE);
}

async function joinAndApprove(first: Page, second: Page, address: string): Promise<void> {
  await second.getByRole('link', { name: 'Join other desks' }).click();
  await testConnection(second, address);
  await judge(second, 'joining, tested', 'main');
  await second.getByRole('button', { name: 'Join these desks' }).click();
  await second.getByRole('link', { name: 'Sign in' }).click({ timeout: 30_000 });
  await signIn(second, EVENT_ADMINISTRATOR);
  await expect(waitingStrip(second)).toBeVisible();
  await judge(second, 'waiting');
  const number = await numberOf(second);

  await openData(first);
  await first.getByRole('button', { name: 'Approve Desk 2' }).click();
  const dialog = first.getByRole('dialog');
  await field(dialog, 'Number on its screen').fill('0000-0000-0000');
  await dialog.getByRole('button', { name: 'Approve this desk' }).click();
  await expect(dialog.getByText('This is not the number of that desk')).toBeVisible();
  await judge(first, 'approving', '[role=dialog]');
  await field(dialog, 'Number on its screen').fill(number.toLowerCase());
  await dialog.getByRole('button', { name: 'Approve this desk' }).click();
  await expect(dialog).toBeHidden();
  await judge(first, 'desks');
  await expect(waitingStrip(second)).toBeHidden();
  // Without a keychain the keys that it was sent are under the passphrase, as ever.
  await unlockTheKey(second, PASSPHRASE);
}

async function sellAndAdmit(first: Page, second: Page): Promise<void> {
  await sellByKeyboard(second, { name: 'Devika Shah', phone: '98765 43211' });
  await sellByKeyboard(first, { name: 'Rohan Mehta', phone: '98765 43212' });
  const code = await codeOfThePass(first);
  await open(second, 'Scan');
  await typeCode(second, code);
  await expect(verdict(second)).toContainText('Rohan Mehta');
  await expect(verdict(second)).toContainText('Let in 1 person');
  await open(first, 'Scan');
  await typeCode(first, code);
  await expect(verdict(first)).toContainText('Already used');
}

async function bringBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bring it back…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bring the event back' }).click();
}
