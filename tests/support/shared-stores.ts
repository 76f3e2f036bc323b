import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '../../src-main/database/migrate';
import { openSharedStore, type SharedStore } from '../../src-main/database/postgres/shared-store';
import { parseStoreAddress } from '../../src-main/database/postgres/store-address';
import { TEST_BEGINS, testLog } from './box-office';

/** An empty database on the server of the tests, which goes away with it. Use with `await using`. */
export function makeDatabase(server: string = inject('postgres')) {
  return newDatabase(server, '');
}

/** What a database holds that nobody is connected to, in another one that goes away with the test. */
export function copyDatabase({ name }: { readonly name: string }) {
  return newDatabase(inject('postgres'), ` TEMPLATE ${name}`);
}

async function newDatabase(server: string, template: string) {
  const name = `epass_${randomBytes(6).toString('hex')}`;
  await onDatabase(server, `CREATE DATABASE ${name}${template}`);
  const url = new URL(server);
  url.pathname = name;
  return {
    name,
    url: url.href,
    async [Symbol.asyncDispose]() {
      await onDatabase(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Has a database of the server do something. */
export async function onDatabase<Row>(url: string, statement: string): Promise<Row[]> {
  const { config } = parseStoreAddress(url);
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** One more desk at a store. Its caller closes it. */
export async function joinStore(url: string, now: () => number = () => TEST_BEGINS): Promise<SharedStore> {
  return openSharedStore(parseStoreAddress(url), { now, log: testLog(), connections: 5 });
}

/** A store with its tables. Use with `await using`. */
export async function openTestStore() {
  const database = await makeDatabase();
  const store = await joinStore(database.url);
  await migrate(store.db);
  return {
    ...store,
    url: database.url,
    async [Symbol.asyncDispose]() {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
}
