import type BetterSqlite from 'better-sqlite3';
import type { Holdings } from '../../src-shared/contract/backups';
import { toInstant } from '../../src-shared/moment.ts';
import { countWrong, FIGURE_TABLES } from '../database/figures/figure-tables.ts';
import { WORD_TABLES } from '../database/words/word-tables.ts';
import { Encryption } from './manifest.ts';

/** What tells one event's file from another, and where its journal goes on. Null and 0 where it is older than that. */
export interface Identity {
  readonly eventId: string | null;
  readonly lineage: string | null;
  readonly sequence: number;
  readonly migration: string | null;
}

/** Numbers that a snapshot shares with the file it was made of. */
export interface Figures {
  readonly sequence: number;
  /** Everything ever sold, cancelled or not, and the number of the last scan: neither ever goes down. */
  readonly amount: number;
  readonly lastScan: number;
  /** References into nothing, as an earlier file can have them. */
  readonly dangling: number;
  /** Rows of each table, but for those that are made of the others. */
  readonly tables: Readonly<Record<string, number>>;
}

/** Reads a file of this or an earlier version; what an earlier one lacks counts as nothing. */
export function readIdentity(sqlite: BetterSqlite.Database): Identity {
  const has = schemaOf(sqlite);
  const text = (sql: string) => sqlite.prepare<[], string>(sql).pluck().get() ?? null;
  return {
    eventId: readSetting(sqlite, 'eventId', (value) => (typeof value === 'string' ? value : null)),
    lineage: has('journal_lineage', 'lineage') ? text('SELECT lineage FROM journal_lineage LIMIT 1') : null,
    sequence: readSequence(sqlite),
    migration: has('kysely_migration', 'name') ? text('SELECT max(name) FROM kysely_migration') : null,
  };
}

/** How backups of this event are encrypted, as its administrator has set it. @throws when the setting is unreadable */
export function readEncryption(sqlite: BetterSqlite.Database): Encryption | null {
  return readSetting(sqlite, 'backups', (value) => {
    const encryption = (value as { encryption?: unknown }).encryption ?? null;
    return encryption === null ? null : Encryption.parse(encryption);
  });
}

/** Counts what a person would look for. */
export function readHoldings(sqlite: BetterSqlite.Database): Holdings {
  const has = schemaOf(sqlite);
  const eventName = readSetting(sqlite, 'event', (value) => (value as { name: string }).name) ?? '';
  const nothing = { eventName, passes: 0, people: 0, amount: 0, admitted: 0, scans: 0, lastAt: null };
  if (!has('passes', 'pass_id')) return nothing;

  const or = (column: string, instead: string) => (has('passes', column) ? column : instead);
  const people = or('admits', `CASE ${or('pass_type', "''")} WHEN 'COUPLE' THEN 2 ELSE 1 END`);
  const sums = sqlite
    .prepare<[], { passes: number; people: number; amount: number; admitted: number; sold: unknown; seen: unknown }>(
      `SELECT count(*) FILTER (WHERE counts) AS passes,
        CAST(total(people) FILTER (WHERE counts) AS INTEGER) AS people,
        CAST(total(amount) FILTER (WHERE counts) AS INTEGER) AS amount,
        count(*) FILTER (WHERE counts AND seen IS NOT NULL) AS admitted,
        max(sold) AS sold, max(seen) AS seen
      FROM (SELECT ${or('cancelled_at', 'NULL')} IS NULL AS counts, ${people} AS people, ${or('amount', '0')} AS amount,
        ${or('created_at', 'NULL')} AS sold, ${or('scanned_at', 'NULL')} AS seen FROM passes)`,
    )
    .get();
  const scans = has('scans', 'at')
    ? sqlite.prepare<[], { scans: number; last: unknown }>('SELECT count(*) AS scans, max(at) AS last FROM scans').get()
    : undefined;
  if (!sums) return nothing;
  const { sold, seen, ...counts } = sums;
  return { eventName, ...counts, scans: scans?.scans ?? 0, lastAt: latest([sold, seen, scans?.last]) };
}

/** Counts every row there is. */
export function readFigures(sqlite: BetterSqlite.Database): Figures {
  const has = schemaOf(sqlite);
  const number = (sql: string) => sqlite.prepare<[], number>(sql).pluck().get() ?? 0;
  const names = sqlite
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`,
    )
    .pluck()
    .all();
  return {
    sequence: readSequence(sqlite),
    amount: has('passes', 'amount') ? number('SELECT CAST(total(amount) AS INTEGER) FROM passes') : 0,
    lastScan: has('scans', 'sequence') ? number('SELECT coalesce(max(sequence), 0) FROM scans') : 0,
    dangling: (sqlite.pragma('foreign_key_check') as unknown[]).length,
    tables: Object.fromEntries(
      names.filter(isCounted).map((name) => [name, number(`SELECT count(*) FROM ${quoted(name)}`)]),
    ),
  };
}

/** Not what waits for the journal, nor what is made of all other rows. */
function isCounted(table: string): boolean {
  return table !== 'journal' && ![...FIGURE_TABLES, ...WORD_TABLES].some((one) => table.startsWith(one));
}

/** Whether there is an index over words, and it is damaged or not of these passes. */
export function readWrongWords(sqlite: BetterSqlite.Database): boolean {
  const first = (sql: string) => sqlite.prepare<[], unknown>(sql).pluck().get();
  const isThere = first(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'pass_words'`) !== undefined;
  if (!isThere) return false;
  const isWrong = (from: string, other: string) =>
    first(`SELECT 1 FROM ${from} LEFT JOIN ${other} USING (pass_id)
      WHERE ${from}.search_text IS NOT ${other}.search_text LIMIT 1`) !== undefined;
  try {
    const said: unknown = sqlite.pragma("integrity_check('pass_words')", { simple: true });
    return said !== 'ok' || isWrong('passes', 'pass_texts') || isWrong('pass_texts', 'passes');
  } catch {
    return true;
  }
}

/** Tables of figures in which something else stands than what the rows add up to. */
export function readWrongFigures(sqlite: BetterSqlite.Database): string[] {
  const has = schemaOf(sqlite);
  return FIGURE_TABLES.filter(
    (table) => has(table, 'slot') && sqlite.prepare<[], number>(countWrong(table)).pluck().get() !== 0,
  );
}

/** The number of the last change that was journalled, whether or not it still waits in the outbox. */
function readSequence(sqlite: BetterSqlite.Database): number {
  if (!schemaOf(sqlite)('sqlite_sequence', 'seq')) return 0;
  return sqlite.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'journal'`).pluck().get() ?? 0;
}

function readSetting<T>(sqlite: BetterSqlite.Database, name: string, read: (value: unknown) => T): T | null {
  if (!schemaOf(sqlite)('settings', 'value')) return null;
  const json = sqlite.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck().get(name);
  return json === undefined ? null : read(JSON.parse(json));
}

function schemaOf(sqlite: BetterSqlite.Database): (table: string, column: string) => boolean {
  const find = sqlite.prepare<[string, string], number>('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').pluck();
  return (table, column) => find.get(table, column) !== undefined;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Moments of the earlier web application have no zone and are UTC. */
function latest(moments: readonly unknown[]): Holdings['lastAt'] {
  const times = moments
    .filter((moment) => typeof moment === 'string')
    .map((text) =>
      Date.parse(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text),
    )
    .filter((time) => Number.isFinite(time));
  return times.length === 0 ? null : toInstant(Math.max(...times));
}
