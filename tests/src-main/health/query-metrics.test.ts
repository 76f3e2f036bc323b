import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { openSqlite } from '../../../src-main/database/sqlite';
import { createQueryMetrics } from '../../../src-main/health/query-metrics';
import { temporaryFolder } from '../../support/box-office';

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

  test('that waited for their turn to write are counted as waits', () => {
    const metrics = createQueryMetrics(new Registry());
    const begin = (milliseconds: number) =>
      metrics.observe({
        level: 'query',
        isStream: false,
        query: { sql: 'BEGIN IMMEDIATE' } as never,
        queryDurationMillis: milliseconds,
      });
    begin(0.02);
    begin(11);
    return expect(metrics.figures()).resolves.toMatchObject({ waits: { busy: 1, failed: 0 }, queries: { count: 0 } });
  });
});
