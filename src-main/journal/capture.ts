import type BetterSqlite from 'better-sqlite3';

/** Tables whose every change goes into the journal, which with a backup is the whole event. */
export const JOURNALED_TABLES = [
  'admins',
  'pass_types',
  'passes',
  'scans',
  'collisions',
  'devices',
  'settings',
  'imports',
  'erasures',
  'signing_keys',
] as const;

/** Columns that are updated on their own and often: a line for an admission need not repeat the whole pass. */
const NARROW: Readonly<Record<string, readonly string[]>> = { passes: ['scanned_at', 'scanned_by'] };

/** Made by this application alone, and often written: no bytes to look for in them. */
const TEXT_ONLY: ReadonlySet<string> = new Set(['passes', 'scans', 'collisions']);

interface Column {
  readonly name: string;
  /** Its place in the primary key, from 1; 0 outside it. */
  readonly pk: number;
}

/**
 * Makes this connection write every change of a journaled table into the table `journal`, within the same transaction.
 * The triggers are temporary: they are gone with the connection, and no other program that opens the file meets them.
 * @param stamp gives the instant of a change, and so learns that there is one
 */
export function captureChanges(sqlite: BetterSqlite.Database, stamp: () => string): void {
  // Rows that a REPLACE takes away are deleted as far as the journal is concerned.
  sqlite.pragma('recursive_triggers = ON');
  sqlite.function('journal_stamp', stamp);
  for (const table of JOURNALED_TABLES) {
    const columns = sqlite.pragma(`table_info(${table})`) as Column[];
    for (const trigger of triggersOf(table, columns)) sqlite.exec(`CREATE TEMP TRIGGER ${trigger}`);
  }
}

function triggersOf(table: string, columns: readonly Column[]): string[] {
  const names = columns.map(({ name }) => name);
  const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const narrow = NARROW[table] ?? [];
  const wide = names.filter((name) => !key.includes(name) && !narrow.includes(name));
  const keyStays = key.map((name) => `OLD.${name} IS NEW.${name}`).join(' AND ');
  const row = (of: 'OLD' | 'NEW', some: readonly string[]) => toObject(table, of, some);
  const write = (...parts: readonly string[]) =>
    `INSERT INTO journal (at, change) VALUES (journal_stamp(), json_array('${table}', ${parts.join(', ')}));`;
  const update = (name: string, some: readonly string[]) => `journal_${table}_${name} AFTER UPDATE OF ${some.join(', ')}
    ON main.${table} WHEN ${keyStays} BEGIN ${write(row('NEW', key), row('NEW', some))} END`;

  return [
    `journal_${table}_insert AFTER INSERT ON main.${table} BEGIN ${write(row('NEW', names))} END`,
    `journal_${table}_delete AFTER DELETE ON main.${table} BEGIN ${write(row('OLD', key), 'NULL')} END`,
    `journal_${table}_move AFTER UPDATE OF ${key.join(', ')} ON main.${table} WHEN NOT (${keyStays})
      BEGIN ${write(row('OLD', key), 'NULL')} ${write(row('NEW', names))} END`,
    ...(wide.length > 0 ? [update('update', wide)] : []),
    ...(narrow.length > 0 ? [update('narrow', narrow)] : []),
  ];
}

function toObject(table: string, of: 'OLD' | 'NEW', names: readonly string[]): string {
  return `json_object(${names.map((name) => `'${name}', ${toValue(table, `${of}.${name}`)}`).join(', ')})`;
}

/** JSON knows no bytes, and a statement that writes some must not fail for the journal's sake. */
function toValue(table: string, column: string): string {
  if (TEXT_ONLY.has(table)) return column;
  return `iif(typeof(${column}) = 'blob', json_object('hex', hex(${column})), ${column})`;
}
