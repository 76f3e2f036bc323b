import { expect } from '@playwright/test';
import pg from 'pg';
import { parseStoreAddress } from '../../src-main/database/postgres/store-address';
import { startPostgres } from '../support/postgres-server';
import { field, open, PASSPHRASE, signIn, unlockTheKey } from './support/desk-actions';
import { test } from './support/desk-test';
import { EVENT_ADMINISTRATOR, fillEventFolder } from './support/event-folder';
import { shoot, withDesk } from './support/pictures';

test('an event that moves to a store, and a computer that joins it', async ({ folder }) => {
  test.setTimeout(400_000);
  const server = await startPostgres();
  try {
    await makeDatabase(server.url, 'garba');
    const address = `postgres://epass:night-bazaar@127.0.0.1:${server.port}/garba?sslmode=disable`;
    await fillEventFolder(`${folder}/first`, 24);
    await withDesk(`${folder}/first`, async (page) => {
      await signIn(page, EVENT_ADMINISTRATOR);
      await unlockTheKey(page, PASSPHRASE);
      await open(page, 'Settings');
      await page.getByRole('tab', { name: 'Data' }).click();
      await field(page, 'Address of the store').fill(address);
      await shoot(page, 'data-file');
      await page.getByRole('button', { name: 'Test the connection' }).click();
      await expect(page.getByRole('group', { name: 'What the test found' })).toBeVisible({ timeout: 30_000 });
      await page.mouse.wheel(0, 900);
      await shoot(page, 'data-test');
      await page.getByRole('button', { name: 'Move this event' }).click();
      await shoot(page, 'data-move');
      await page.getByRole('dialog').getByRole('button', { name: 'Move this event' }).click();
      await expect(page.getByRole('heading', { name: 'The event is in the shared store' })).toBeVisible({
        timeout: 60_000,
      });
      await shoot(page, 'data-moved');
      await page.getByRole('link', { name: 'Sign in' }).click();
      await signIn(page, EVENT_ADMINISTRATOR);
      await open(page, 'Settings');
      await page.getByRole('tab', { name: 'Data' }).click();
      await expect(page.getByRole('heading', { name: 'A store that desks share' })).toBeVisible();
      await shoot(page, 'data-shared');
    });
    await withDesk(`${folder}/second`, async (page) => {
      await page.getByRole('link', { name: 'Join other desks' }).click();
      await field(page, 'Address of the store').fill(address);
      await page.getByRole('button', { name: 'Test the connection' }).click();
      await expect(page.getByRole('button', { name: 'Join these desks' })).toBeVisible({ timeout: 30_000 });
      await shoot(page, 'join');
    });
  } finally {
    server.remove();
  }
});

async function makeDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client(parseStoreAddress(url).config);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
}
