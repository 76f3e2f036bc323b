import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { sql } from 'kysely';
import pg from 'pg';
import { Registry } from 'prom-client';
import { describe, expect, test, vi } from 'vitest';
import { BEGIN_IN_TURN, WRITERS_LOCK } from '../../../src-main/database/postgres/locks';
import { openSharedStore } from '../../../src-main/database/postgres/shared-store';
import { parseStoreAddress } from '../../../src-main/database/postgres/store-address';
import { openSqlite } from '../../../src-main/database/sqlite';
import { change } from '../../../src-main/database/transact';
import { createQueryMetrics } from '../../../src-main/health/query-metrics';
import { TEST_BEGINS, temporaryFolder, testLog } from '../../support/box-office';
import { makeDatabase } from '../../support/shared-stores';

/** A database whose statements are measured. */
function measured() {
  const temporary = temporaryFolder();
  const file = path.join(temporary.folder, 'epass.db');
  const registry = new Registry();
  const metrics = createQueryMetrics(registry);
  const opened = openSqlite(file, { log: metrics.observe });
  return {
    ...opened,
    file,
    registry,
    metrics,
    async [Symbol.asyncDispose]() {
      await opened.close();
      temporary[Symbol.dispose]();
    },
  };
}

describe('statements', () => {
  test('are counted with their times, commits among them', async () => {
    await using held = measured();
    await sql`CREATE TABLE a (b)`.execute(held.db);
    await held.db.transaction().execute(async (within) => {
      await sql`INSERT INTO a VALUES (1)`.execute(within);
    });
    const { queries, waits } = await held.metrics.figures();
    expect(queries.count).toBe(3);
    expect(queries.p50).toBeGreaterThan(0);
    expect(waits.failed).toBe(0);
    expect(await held.registry.metrics()).toContain('epass_commit_duration_seconds_count 1');
  });

  test('that failed are counted too', async () => {
    await using held = measured();
    await expect(sql`SELECT * FROM nothing`.execute(held.db)).rejects.toThrow('nothing');
    expect((await held.metrics.figures()).queries.count).toBe(1);
  });

  test('leave none of their text and values behind', async () => {
    await using held = measured();
    await sql`SELECT ${'Asha'} AS planted`.execute(held.db);
    expect(await held.registry.metrics()).not.toMatch(/Asha|planted|SELECT/);
  });

  test('that found the database held by somebody else for too long are told apart', async () => {
    await using held = measured();
    await sql`CREATE TABLE a (b)`.execute(held.db);
    held.sqlite.pragma('busy_timeout = 20');
    const other = new BetterSqlite(held.file);
    other.exec('BEGIN IMMEDIATE');
    const writing = held.db.transaction().execute((within) => sql`INSERT INTO a VALUES (1)`.execute(within));
    await expect(writing).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    other.close();
    expect((await held.metrics.figures()).waits.failed).toBe(1);
    expect(await held.registry.metrics()).toContain('epass_database_waits_total{end="failed"} 1');
  });

  test('that waited in vain for the desks of a store are told apart', async () => {
    await using database = await makeDatabase();
    const metrics = createQueryMetrics(new Registry());
    const address = parseStoreAddress(database.url);
    const store = await openSharedStore(address, { now: () => TEST_BEGINS, log: testLog(), observe: metrics.observe });
    // Somebody who has no limit as desks have.
    const other = new pg.Client(address.config);
    await other.connect();
    await other.query(`BEGIN; SELECT pg_advisory_xact_lock(${WRITERS_LOCK})`);
    const waiting = change(store.db, (within) => sql`SELECT 1`.execute(within));
    await vi.waitUntil(async () => (await metrics.figures()).waits.failed > 0, { timeout: 60_000 });
    // The next attempt, which is still waiting when its turn comes.
    await vi.waitUntil(() => isWaitedFor(other), { timeout: 60_000 });
    await other.query('SELECT pg_sleep(0.1)');
    await other.end();
    await waiting;
    await store.close();
    expect((await metrics.figures()).waits.busy).toBe(1);
  });

  test.each([
    ['BEGIN IMMEDIATE', 0.02, 11],
    [BEGIN_IN_TURN, 3, 40],
  ])('that waited for their turn to write are counted as waits: %s', (sql, atOnce, later) => {
    const metrics = createQueryMetrics(new Registry());
    const begin = (milliseconds: number) =>
      metrics.observe({
        level: 'query',
        isStream: false,
        query: { sql } as never,
        queryDurationMillis: milliseconds,
      });
    begin(atOnce);
    begin(later);
    return expect(metrics.figures()).resolves.toMatchObject({ waits: { busy: 1, failed: 0 }, queries: { count: 0 } });
  });
});

/** Whether anybody waits for a lock that this client's database has handed out. */
async function isWaitedFor(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
      WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`,
  );
  return rows.length > 0;
}
