import type BetterSqlite from 'better-sqlite3';

/**
 * SQLite's `quick_check` of every table with its indexes, but not of what an index over words means by its bytes: that
 * takes longer than all the rest, and can be made anew.
 * @returns 'ok', or the first damage found
 */
export function quickCheck(sqlite: BetterSqlite.Database): unknown {
  const tables = sqlite
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`)
    .pluck()
    .all();
  for (const table of ['sqlite_schema', ...tables]) {
    const said: unknown = sqlite.pragma(`quick_check(${quoted(table)})`, { simple: true });
    if (said !== 'ok') return said;
  }
  return 'ok';
}

/**
 * SQLite's `integrity_check` of the whole file. What it finds in an index over words is no damage to the event.
 * @returns 'ok', or the first damage found
 */
export function integrityCheck(sqlite: BetterSqlite.Database): unknown {
  const lines = sqlite.pragma('integrity_check') as { readonly integrity_check: string }[];
  return lines.map(({ integrity_check: line }) => line).find((line) => !OF_WORDS.test(line)) ?? 'ok';
}

/** As SQLite words it: "malformed inverted index for FTS5 table main.x", "fts5: corruption found reading blob …". */
const OF_WORDS = /\bfts5\b/i;

function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
