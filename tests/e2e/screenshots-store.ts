import { expect, type Page } from '@playwright/test';
import { migrate } from '../../src-main/database/migrate';
import { openSharedStore } from '../../src-main/database/postgres/shared-store';
import { parseStoreAddress } from '../../src-main/database/postgres/store-address';
import { startPostgres } from '../support/postgres-server';
import { field, open, PASSPHRASE, signIn, unlockTheKey } from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import { shoot, withDesk } from './support/pictures';
import { makeStore, movedTo, numberOf, openData, query, testConnection, waitingStrip } from './support/store-actions';

test('an event that moves to a store, and computers that join it', async ({ folder }) => {
  test.setTimeout(600_000);
  const server = await startPostgres({ durable: true });
  try {
    const address = await makeStore(server);
    await fillEventFolder(`${folder}/first`, 24);
    await withDesk(`${folder}/first`, async (page) => {
      await share(page, address);
      await withDesk(`${folder}/second`, async (second) => {
        await join(second, address);
        await approve(page, await numberOf(second));
        await withDesk(`${folder}/third`, (third) => join(third, address, 'Tent'));
        await manage(page);
      });
      await lose(page, address, server);
    });
    await withDesk(`${folder}/first`, async (page) => {
      await shoot(page, 'start-up-store-away');
      await page.getByRole('button', { name: 'Enter another address' }).click();
      await shoot(page, 'start-up-store-address');
    });
  } finally {
    server.remove();
  }
});

async function share(page: Page, address: string): Promise<void> {
  await signIn(page, EVENT_ADMINISTRATOR);
  await unlockTheKey(page, PASSPHRASE);
  await openData(page);
  await shoot(page, 'data-file');
  const test = page.getByRole('button', { name: 'Test the connection' });
  for (const [name, wrong] of [
    ['away', 'postgres://epass:night-bazaar@127.0.0.1:1/garba'],
    ['certificate', `${address}?sslmode=require`],
  ] as const) {
    await field(page, 'Address of the store').fill(wrong);
    await test.click();
    await expect(field(page, 'Address of the store')).toHaveAttribute('aria-invalid', 'true', { timeout: 30_000 });
    await shoot(page, `data-test-${name}`);
  }
  await testConnection(page, address);
  await show(page, 'Share with other desks');
  await shoot(page, 'data-test');
  await page.getByRole('button', { name: 'Move this event' }).click();
  await shoot(page, 'data-move');
  await slowDown(address);
  await page.getByRole('dialog').getByRole('button', { name: 'Move this event' }).click();
  await expect(page.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow', '0', { timeout: 30_000 });
  await shoot(page, 'data-moving');
  await expect(movedTo(page, 'The event is in the shared store')).toBeVisible({ timeout: 60_000 });
  await query(address, 'DROP TRIGGER slow ON settings');
  await shoot(page, 'data-moved');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, EVENT_ADMINISTRATOR);
  await unlockTheKey(page, PASSPHRASE);
}

/** A store in which the last table takes its time, so that there is something to see on the way. */
async function slowDown(address: string): Promise<void> {
  const log = { info: () => undefined, warn: () => undefined };
  const store = await openSharedStore(parseStoreAddress(address), { now: Date.now, log, connections: 1 });
  await migrate(store.db);
  await store.close();
  await query(
    address,
    `CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(12); RETURN NULL; END $$;
    CREATE TRIGGER slow AFTER INSERT ON settings FOR EACH STATEMENT EXECUTE FUNCTION slow()`,
  );
}

async function join(page: Page, address: string, name = 'Bar'): Promise<void> {
  await page.getByRole('link', { name: 'Join other desks' }).click();
  await field(page, 'Name of this desk').fill(name);
  await testConnection(page, address);
  if (name === 'Bar') await shoot(page, 'join');
  await page.getByRole('button', { name: 'Join these desks' }).click();
  await expect(movedTo(page, 'This desk has joined')).toBeVisible({ timeout: 30_000 });
  if (name === 'Bar') await shoot(page, 'join-done');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, EVENT_ADMINISTRATOR);
  await expect(waitingStrip(page)).toBeVisible();
  if (name === 'Bar') await shoot(page, 'waiting');
}

async function approve(page: Page, number: string): Promise<void> {
  await openData(page);
  await page.getByRole('button', { name: 'Approve Bar' }).click();
  const check = field(page.getByRole('dialog'), 'Number on its screen');
  await check.fill('0000-0000-0000');
  await page.getByRole('button', { name: 'Approve this desk' }).click();
  await expect(check).toHaveAttribute('aria-invalid', 'true');
  await shoot(page, 'desks-approve-wrong');
  await check.fill(number);
  await shoot(page, 'desks-approve');
  await page.getByRole('button', { name: 'Approve this desk' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function manage(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Approve Tent' })).toBeVisible();
  await shoot(page, 'data-shared');
  await show(page, 'Desks');
  await shoot(page, 'desks');
  await page.getByRole('button', { name: 'Rename Bar' }).click();
  await shoot(page, 'desks-rename');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Remove Bar' }).click();
  await shoot(page, 'desks-remove');
  await page.getByRole('button', { name: 'Remove this desk' }).click();
  await expect(page.getByRole('link', { name: 'Go to the signing key' })).toBeVisible();
  await shoot(page, 'desks-removed');
  await page.getByRole('button', { name: 'Not now' }).click();
  await show(page, 'The server has another address');
  await shoot(page, 'data-relocate');
}

async function lose(page: Page, address: string, server: Awaited<ReturnType<typeof startPostgres>>): Promise<void> {
  const away = page.getByRole('group', { name: 'The shared store does not answer' });
  server.stop('fast');
  await expect(away).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(page.getByText('Its server does not answer just now')).toBeVisible({ timeout: 30_000 });
  await shoot(page, 'data-away');
  await open(page, 'Dashboard');
  await shoot(page, 'store-away');
  server.start();
  await expect(away).toBeHidden({ timeout: 30_000 });
  // What a desk writes that takes the event home.
  await query(
    address,
    `INSERT INTO settings (name, value) VALUES ('left', '{"at":"2026-11-28T20:00:00.000Z","desk":"Bar"}')`,
  );
  await expect(page.getByRole('group', { name: /^This desk has stopped/ })).toBeVisible({ timeout: 30_000 });
  await shoot(page, 'store-over');
  server.stop('fast');
}

/** Brings a card to the top of the window. */
async function show(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { name: title, exact: true }).evaluate((heading) => {
    window.scrollTo(0, heading.getBoundingClientRect().top + window.scrollY - 110);
  });
}
