import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { test } from 'vitest';
import { remakeFigures } from '../../src-main/database/figures/figures';
import { migrate } from '../../src-main/database/migrate';
import { type Database, openSqlite } from '../../src-main/database/sqlite';
import { change } from '../../src-main/database/transact';
import { remakeWords } from '../../src-main/database/words/words';
import { createPasses } from '../../src-main/passes/passes';
import { createScans } from '../../src-main/scans/scans';
import { openSettings } from '../../src-main/settings/settings';
import { TEST_BEGINS, TEST_EVENT, temporaryFolder } from '../support/box-office';
import { startPostgres } from '../support/postgres-server';
import { joinStore, makeDatabase } from '../support/shared-stores';
import { makeListIndexes, sellMany, withoutLists } from './many-sold';
import { median, printTable } from './table';

const PASSES = 100_000;
const ROUNDS = 5;
const SALES = 100;
const SCANS = 400;
/** Scans that come together. */
const CLIENTS = 8;

/** What selling and admitting cost, safely on the disk, beside the same without what lists and searches go by, in turns. */
test('a sale and a scan with and without lists', async () => {
  await using offices = new AsyncDisposableStack();
  const server = await startPostgres({ durable: true });
  offices.defer(() => server.remove());

  const file = async () => {
    const temporary = temporaryFolder();
    const opened = openSqlite(path.join(temporary.folder, 'epass.db'));
    offices.defer(async () => {
      await opened.close();
      temporary[Symbol.dispose]();
    });
    return opened.db;
  };
  const store = async () => {
    const database = offices.use(await makeDatabase(server.url));
    const joined = await joinStore(database.url);
    offices.defer(() => joined.close());
    return joined.db;
  };
  const rows = [];
  for (const [engine, open] of [['SQLite', file] as const, ['PostgreSQL', store] as const]) {
    const [without, having] = [await openOffice(await open(), false), await openOffice(await open(), true)];
    const took = { without: measured(), having: measured() };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, office] of [['without', without] as const, ['having', having] as const]) {
        for (let sale = 0; sale < SALES; sale += 1) took[name].sales.push(await timed(() => office.sell()));
        took[name].scans.push(SCANS / ((await timed(() => office.scanAll(round))) / 1_000));
      }
    }
    const [before, after] = [took.without, took.having].map(({ sales, scans }) => ({
      sale: median(sales),
      p95: sales.toSorted((one, other) => one - other)[Math.floor(sales.length * 0.95)] ?? Number.NaN,
      scans: median(scans),
    }));
    if (!before || !after) throw new Error('both are measured');
    rows.push({
      engine,
      'sale ms': before.sale,
      'with lists': after.sale,
      ratio: after.sale / before.sale,
      'p95 ms': before.p95,
      'p95 with': after.p95,
      'scans/s': before.scans,
      'scans/s with': after.scans,
      'ratio ': after.scans / before.scans,
    });
  }
  printTable(`${PASSES} passes; ${ROUNDS} rounds of ${SALES} sales one by one and ${SCANS} scans of ${CLIENTS}`, rows);
});

const measured = () => ({ sales: [] as number[], scans: [] as number[] });

async function openOffice(db: Database, withLists: boolean) {
  await migrate(db);
  const settings = await openSettings(db);
  await settings.save('event', TEST_EVENT);
  await withoutLists(db);
  await sellMany(db, PASSES);
  if (withLists) await makeListIndexes(db);
  if (withLists) await change(db, remakeWords);
  await change(db, remakeFigures);
  await sql`ANALYZE passes`.execute(db);
  const { sell } = createPasses({ db, settings, now: () => TEST_BEGINS });
  const scans = createScans({ db, signing: { passIdOf: (code) => code }, now: () => TEST_BEGINS });
  const unused = await db
    .selectFrom('passes')
    .select('pass_id')
    .where('scanned_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy('phone1')
    .limit(ROUNDS * SCANS)
    .execute();
  let sold = 0;
  return {
    sell() {
      sold += 1;
      const phone1 = `91${String(10_000_000 + ((sold * 7_919) % 89_999_999))}`;
      const sale = { saleId: crypto.randomUUID(), passType: 'SINGLE', name1: `Asha Rao ${sold}`, phone1 } as const;
      return sell({ ...sale, paymentMode: 'CASH' }, 'seller1');
    },
    async scanAll(round: number) {
      const waiting = unused.slice(round * SCANS, (round + 1) * SCANS).values();
      const client = async () => {
        for (const { pass_id: code } of waiting) {
          const scan = { scanId: crypto.randomUUID(), code };
          const { status } = await scans.scan(scan, { username: 'gate1', desk: 'Gate 1', deviceId: null });
          if (status !== 'admitted') throw new Error(`a scan was ${status}`);
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, client));
    },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganAt = performance.now();
  await work();
  return performance.now() - beganAt;
}
