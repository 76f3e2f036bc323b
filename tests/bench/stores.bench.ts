import path from 'node:path';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, test } from 'vitest';
import { engineOf } from '../../src-main/database/engine';
import { remakeFigures } from '../../src-main/database/figures/figures';
import { type Database, openSqlite } from '../../src-main/database/sqlite';
import { change } from '../../src-main/database/transact';
import { remakeWords } from '../../src-main/database/words/words';
import type { StoreChoice } from '../../src-main/store/store-config';
import {
  ADMINISTRATOR,
  connection,
  openReadyOffice,
  openTestOffice,
  PASSPHRASE,
  temporaryFolder,
  valueOf,
} from '../support/box-office';
import { type PostgresServer, startPostgres } from '../support/postgres-server';
import { joinStore, makeDatabase } from '../support/shared-stores';
import { makeListIndexes, sellMany, withoutLists } from './many-sold';
import { median, printTable } from './table';

const CLIENTS = 64;
const ROUNDS = 3;
/** `EPASS_BENCH_PASSES=1000000` measures that size alone. */
const asked = Number(process.env['EPASS_BENCH_PASSES'] ?? Number.NaN);
const SIZES = Number.isNaN(asked) ? [500, 100_000, 1_000_000] : [asked];
const MOST_SCANS = 2_000;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ durable: true });
});
afterAll(() => server.remove());

type Office = Pick<Awaited<ReturnType<typeof openReadyOffice>>, 'api'>;

/**
 * Durable first scans through the dispatch of an office (session, HMAC, commit), on a file and on a store in turns, so
 * that a busy machine slows both alike. The store is on the same machine: a network adds its way there and back.
 */
test.each(SIZES)('scans on a file beside scans on a store, with %i passes', async (passes) => {
  await using database = await makeDatabase(server.url);
  await using file = await openFilled(passes, null);
  await using shared = await openFilled(passes, { address: database.url, deskName: 'Desk 1', fixed: true });
  const scans = Math.min(MOST_SCANS, Math.floor(file.codes.length / ROUNDS));

  const rounds = { file: [] as Measured[], store: [] as Measured[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const part = <T>(all: readonly T[]) => all.slice(round * scans, (round + 1) * scans);
    rounds.file.push(await scanAll(file.office, part(file.codes)));
    rounds.store.push(await scanAll(shared.office, part(shared.codes)));
  }
  const mid = (of: readonly Measured[], figure: keyof Measured) => median(of.map((one) => one[figure]));
  const rows = (['file', 'store'] as const).map((engine) => ({
    engine: engine === 'file' ? 'SQLite' : 'PostgreSQL',
    'scans/s': mid(rounds[engine], 'perSecond'),
    'of SQLite': mid(rounds[engine], 'perSecond') / mid(rounds.file, 'perSecond'),
    'p50 ms': mid(rounds[engine], 'p50'),
    'p99 ms': mid(rounds[engine], 'p99'),
    'p99 × SQLite': mid(rounds[engine], 'p99') / mid(rounds.file, 'p99'),
  }));
  printTable(`${CLIENTS} clients, ${passes} passes, ${scans} scans a round, median of ${ROUNDS} rounds in turns`, rows);
});

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** An office with so many passes sold, and codes of some that nobody has scanned. */
async function openFilled(passes: number, store: StoreChoice | null) {
  const temporary = temporaryFolder();
  const { folder } = temporary;
  {
    await using office = await openReadyOffice({ folder, store, keyPassphrase: PASSPHRASE });
    valueOf(await office.api['session.signOut']({}));
  }
  const ids = await sellInto(
    store ? await joinStore(store.address) : openSqlite(path.join(folder, 'epass.db')),
    passes,
  );
  const office = await openTestOffice({ folder, store, keyPassphrase: PASSPHRASE });
  const api = office.clientOf(connection());
  const { username, password } = ADMINISTRATOR;
  valueOf(await api['session.signIn']({ username, password }));
  const codes: string[] = [];
  for (const passId of ids) {
    const { code } = valueOf(await api['passes.get']({ passId }));
    if (code !== null) codes.push(code);
  }
  return {
    office: { api },
    codes,
    async [Symbol.asyncDispose]() {
      await office[Symbol.asyncDispose]();
      temporary[Symbol.dispose]();
    },
  };
}

/** @returns some of those that can be scanned */
async function sellInto(opened: { readonly db: Database; close(): Promise<void> }, passes: number): Promise<string[]> {
  const { db } = opened;
  await withoutLists(db);
  await sellMany(db, passes);
  await makeListIndexes(db);
  await change(db, remakeWords);
  await change(db, remakeFigures);
  // A server does that by itself, some minutes later, and writes all of it to the disk that both are measured on.
  const isStore = engineOf(db) === 'postgres';
  for (const statement of isStore ? ['VACUUM ANALYZE', 'CHECKPOINT'] : ['ANALYZE'])
    await sql.raw(statement).execute(db);
  const rows = await db
    .selectFrom('passes')
    .select('pass_id')
    .where('scanned_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy('search_text')
    .limit(ROUNDS * MOST_SCANS)
    .execute();
  await opened.close();
  return rows.map(({ pass_id }) => pass_id);
}

async function scanAll({ api }: Office, codes: readonly string[]): Promise<Measured> {
  const took: number[] = [];
  const waiting = codes.values();
  const beganAt = performance.now();
  const client = async () => {
    for (const code of waiting) {
      const askedAt = performance.now();
      const { status } = valueOf(await api['scans.scan']({ scanId: uuidv7(), code }));
      if (status !== 'admitted') throw new Error(`a first scan was ${status}`);
      took.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const seconds = (performance.now() - beganAt) / 1_000;
  took.sort((one, other) => one - other);
  const quantile = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { perSecond: took.length / seconds, p50: quantile(0.5), p99: quantile(0.99) };
}
