import { expect, type Locator, type Page } from '@playwright/test';
import pg from 'pg';
import { parseStoreAddress } from '../../../src-main/database/postgres/store-address';
import type { PostgresServer } from '../../support/postgres-server';
import { field, open } from './desk-actions';

const DATABASE = 'garba';

/** Makes the database of an event, as whoever runs the server does. @returns the address of the store */
export async function makeStore(server: PostgresServer): Promise<string> {
  await query(server.url, `CREATE DATABASE ${DATABASE}`);
  return `postgres://epass:night-bazaar@127.0.0.1:${server.port}/${DATABASE}`;
}

/** What somebody does at the server itself. */
export async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client(parseStoreAddress(url).config);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export async function openData(page: Page): Promise<void> {
  await open(page, 'Settings');
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(page.getByRole('tabpanel').getByRole('heading').first()).toBeVisible();
}

/** Types an address and has it tested, as far as the answer. */
export async function testConnection(page: Page, address: string): Promise<Locator> {
  await field(page, 'Address of the store').fill(address);
  await page.getByRole('button', { name: 'Test the connection' }).click();
  const found = page.getByRole('group', { name: 'What the test found' });
  await expect(found).toBeVisible({ timeout: 30_000 });
  return found;
}

export function movedTo(page: Page, title: string): Locator {
  return page.getByRole('heading', { level: 1, name: title });
}

/** On a desk that waits: the strip on every page, and the number in it. */
export function waitingStrip(page: Page): Locator {
  return page.getByRole('group', { name: 'This desk waits to be approved' });
}

export async function numberOf(page: Page): Promise<string> {
  const text = await waitingStrip(page).innerText();
  return /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
}
