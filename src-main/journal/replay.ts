import type { KeyObject } from 'node:crypto';
import type BetterSqlite from 'better-sqlite3';
import { JOURNALED_TABLES } from './capture.ts';
import type { Change, Row, Value } from './journal-lines.ts';
import { hasJournal, readJournal } from './read-journal.ts';

/** What was replayed. */
export interface Replayed {
  /** `complete`: every change since; `ends-early`: a part is missing or damaged; `none`: there is no journal of this file. */
  readonly state: 'complete' | 'ends-early' | 'none';
  readonly sales: number;
  readonly admissions: number;
  /** When the last change was made that the journal has; null if it has none. */
  readonly until: string | null;
  /** The number of the last change that the file has now. */
  readonly last: number;
}

/** A change does not fit the file: it belongs to another one, or to a version of this application that is not this one. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

/**
 * Brings a copy of the database up to what the journal says, in one transaction. The copy must be migrated, have its own
 * lineage and number still, and no triggers. Its foreign keys, CHECKs and indexes are worth a check afterwards: a row in
 * between may break what the last one mends.
 * @param key what opens sealed segments; without it they count as missing
 * @param verify has a look at the result before it stays
 * @throws ReplayError, or what `verify` throws, with nothing changed
 */
export function replayJournal(
  sqlite: BetterSqlite.Database,
  roots: readonly string[],
  key: KeyObject | null = null,
  verify: () => void = () => undefined,
): Replayed {
  const lineage = String(sqlite.prepare('SELECT lineage FROM journal_lineage').pluck().get());
  const after = Number(sqlite.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").pluck().get() ?? 0);
  const counts = { sales: 0, admissions: 0 };
  if (!hasJournal(roots, lineage)) return { state: 'none', ...counts, until: null, last: after };

  const apply = createApply(sqlite);
  sqlite.pragma('foreign_keys = OFF');
  sqlite.pragma('ignore_check_constraints = ON');
  try {
    return sqlite.transaction(() => {
      const journal = readJournal(roots, lineage, after, key);
      let until: string | null = null;
      for (;;) {
        const { value, done } = journal.next();
        if (done) {
          setSequence(sqlite, value.last);
          verify();
          return { state: value.isWhole ? 'complete' : 'ends-early', ...counts, until, last: value.last } as const;
        }
        for (const change of value.changes) {
          apply(change);
          if (isSale(change)) counts.sales += 1;
          if (isAdmission(change)) counts.admissions += 1;
        }
        until = value.at;
      }
    })();
  } finally {
    sqlite.pragma('ignore_check_constraints = OFF');
    sqlite.pragma('foreign_keys = ON');
  }
}

/** Applies changes one by one, with a statement for each shape that they come in. */
function createApply(sqlite: BetterSqlite.Database) {
  const columns = new Map(JOURNALED_TABLES.map((table) => [table as string, columnsOf(sqlite, table)]));
  const statements = new Map<string, BetterSqlite.Statement<unknown[]>>();

  function prepare(shape: string, sql: () => string): BetterSqlite.Statement<unknown[]> {
    const known = statements.get(shape);
    if (known) return known;
    const statement = sqlite.prepare<unknown[]>(sql());
    statements.set(shape, statement);
    return statement;
  }

  /** Names go into SQL as they are, so none may come from a file that does not know the table. */
  function namesOf(table: string, row: Row): string[] {
    const known = columns.get(table);
    const names = Object.keys(row);
    if (!known || names.length === 0 || !names.every((name) => known.all.has(name))) {
      throw new ReplayError(`the journal has what the file does not know in ${table}`);
    }
    return names;
  }

  return ([table, row, update]: Change): void => {
    const names = namesOf(table, row);
    const values = names.map((name) => toParameter(row[name]));
    const where = () => names.map((name) => `${name} IS ?`).join(' AND ');
    if (update === undefined) {
      prepare(`insert ${table} ${names.join()}`, () => insertSql(table, names, columns.get(table)?.key ?? [])).run(
        values,
      );
    } else if (update === null) {
      prepare(`delete ${table} ${names.join()}`, () => `DELETE FROM ${table} WHERE ${where()}`).run(values);
    } else {
      const changed = namesOf(table, update);
      const sets = () => changed.map((name) => `${name} = ?`).join(', ');
      const { changes } = prepare(
        `update ${table} ${names.join()} ${changed.join()}`,
        () => `UPDATE ${table} SET ${sets()} WHERE ${where()}`,
      ).run([...changed.map((name) => toParameter(update[name])), ...values]);
      if (changes !== 1) throw new ReplayError(`the journal changes a row of ${table} that is not there`);
    }
  };
}

function columnsOf(sqlite: BetterSqlite.Database, table: string) {
  const found = sqlite.pragma(`table_info(${table})`) as { readonly name: string; readonly pk: number }[];
  return {
    all: new Set(found.map(({ name }) => name)),
    key: found.filter(({ pk }) => pk > 0).map(({ name }) => name),
  };
}

function insertSql(table: string, names: readonly string[], key: readonly string[]): string {
  const rest = names.filter((name) => !key.includes(name));
  const sets = rest.map((name) => `${name} = excluded.${name}`).join(', ');
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
    ON CONFLICT (${key.join(', ')}) DO ${sets === '' ? 'NOTHING' : `UPDATE SET ${sets}`}`;
}

function toParameter(value: Value | undefined): string | number | Buffer | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? Buffer.from(value.hex, 'hex') : value;
}

/** The copy goes on counting where the journal ends. */
function setSequence(sqlite: BetterSqlite.Database, last: number): void {
  const { changes } = sqlite.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'journal'").run(last);
  if (changes === 0) sqlite.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('journal', ?)").run(last);
}

function isSale([table, row, update]: Change): boolean {
  return table === 'passes' && update === undefined && row['cancelled_at'] === null;
}

function isAdmission([table, row, update]: Change): boolean {
  return table === 'scans' && update === undefined && row['outcome'] === 'admitted';
}
