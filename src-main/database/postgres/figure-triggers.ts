import { type Addition, momentOfScan, OF_PASSES, OF_SCANS, toGates } from '../figures/figure-tables.ts';
import { FIRST_SLOT_LOCK } from './locks.ts';

/** More than ever write at a time: each desk scans in one transaction after the other. */
const SLOTS = 32;

/**
 * A slot of the figures that is this transaction's until it ends: whoever writes meanwhile takes another one, and nobody
 * waits for another's commit.
 */
const TAKE_SLOT = `
  CREATE FUNCTION epass_slot() RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE slot integer := nullif(current_setting('epass.slot', true), '');
  BEGIN
    IF slot IS NULL THEN
      FOR free IN 0..${SLOTS - 1} LOOP
        IF pg_try_advisory_xact_lock(${FIRST_SLOT_LOCK} + free) THEN slot := free; EXIT; END IF;
      END LOOP;
      IF slot IS NULL THEN
        slot := pg_backend_pid() % ${SLOTS};
        PERFORM pg_advisory_xact_lock(${FIRST_SLOT_LOCK} + slot);
      END IF;
      PERFORM set_config('epass.slot', slot::text, true);
    END IF;
    RETURN slot;
  END $$`;

/** Rows that came, and rows that went; names of transition tables. */
type Rows = 'added' | 'removed';

const EVENTS = [
  { event: 'INSERT', rows: ['added'], referencing: 'NEW TABLE AS added' },
  { event: 'UPDATE', rows: ['added', 'removed'], referencing: 'NEW TABLE AS added OLD TABLE AS removed' },
  { event: 'DELETE', rows: ['removed'], referencing: 'OLD TABLE AS removed' },
] as const satisfies { event: string; rows: Rows[]; referencing: string }[];

const SOURCES = [
  { table: 'passes', name: 'pass_figures', additions: OF_PASSES },
  { table: 'scans', name: 'scan_figures', additions: OF_SCANS },
] as const;

/** What keeps the figures true in a store: once for each statement, however many rows it writes. */
export const FIGURE_TRIGGERS = {
  create: [
    TAKE_SLOT,
    ...SOURCES.flatMap(({ table, name, additions }) =>
      EVENTS.flatMap(({ event, rows, referencing }) => {
        const forgotten = table === 'scans' && event !== 'INSERT' ? forgetNewest() : '';
        const added = statementsOf(rows, additions).join(' ');
        const trigger = `${name}_${event.toLowerCase()}`;
        return [
          `CREATE FUNCTION epass_${trigger}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN ${added} ${forgotten} RETURN NULL; END $$`,
          `CREATE TRIGGER ${trigger} AFTER ${event} ON ${table} REFERENCING ${referencing}
            FOR EACH STATEMENT EXECUTE FUNCTION epass_${trigger}()`,
        ];
      }),
    ),
  ],
  drop: [
    ...SOURCES.flatMap(({ table, name }) =>
      EVENTS.flatMap(({ event }) => {
        const trigger = `${name}_${event.toLowerCase()}`;
        return [`DROP TRIGGER IF EXISTS ${trigger} ON ${table}`, `DROP FUNCTION IF EXISTS epass_${trigger}()`];
      }),
    ),
    'DROP FUNCTION IF EXISTS epass_slot()',
  ],
};

/** One for each table of figures. Additions to one table go together, so that a row of it is written once. */
function statementsOf(rows: readonly Rows[], additions: readonly ((row: string) => Addition)[]): string[] {
  const tables = [...new Set(additions.map((additionOf) => additionOf('x').to))];
  return tables.map((table) => {
    const ofTable = additions.filter((additionOf) => additionOf('x').to === table);
    return add(rows, ofTable);
  });
}

function add(rows: readonly Rows[], additions: readonly ((row: string) => Addition)[]): string {
  const [first] = additions;
  if (!first) return '';
  const { to, key, sums, newest } = first('x');
  const [keys, sumNames, newestNames] = [Object.keys(key), Object.keys(sums), Object.keys(newest)];
  const parts = rows.flatMap((source) => additions.map((additionOf) => partOf(source, additionOf('x'))));
  const sumsOf = sumNames.map((name) => `sum(${name})`);
  const sets = [
    ...sumNames.map((name) => `${name} = ${to}.${name} + EXCLUDED.${name}`),
    ...newestNames.map((name) => `${name} = greatest(${to}.${name}, EXCLUDED.${name})`),
  ];
  return `
    INSERT INTO ${to} (${[...keys, 'slot', ...sumNames, ...newestNames].join(', ')})
    SELECT ${[...keys, 'epass_slot()', ...sumsOf, ...newestNames.map((name) => `max(${name})`)].join(', ')}
    FROM (${parts.join(' UNION ALL ')}) AS parts
    GROUP BY ${keys.join(', ')}
    HAVING ${[...sumsOf.map((sum) => `${sum} <> 0`), ...newestNames.map((name) => `max(${name}) <> ''`)].join(' OR ')}
    ORDER BY ${keys.join(', ')}
    ON CONFLICT (${[...keys, 'slot'].join(', ')}) DO UPDATE SET ${sets.join(', ')};`;
}

/** What went takes away from the sums, and says nothing of what is the newest. */
function partOf(source: Rows, { key, sums, newest, when }: Addition): string {
  const isGone = source === 'removed';
  const columns = [
    ...Object.entries(key).map(([name, value]) => `${value} AS ${name}`),
    ...Object.entries(sums).map(([name, value]) => `${isGone ? `-(${value})` : value} AS ${name}`),
    ...Object.entries(newest).map(([name, value]) => `${isGone ? "''" : value} AS ${name}`),
  ];
  return `SELECT ${columns.join(', ')} FROM ${source} AS x${when === null ? '' : ` WHERE ${when}`}`;
}

/** The newest moment can only be looked for among all that are left. Scans that were written down are hardly ever changed. */
function forgetNewest(): string {
  const gone = Object.entries(toGates('x').key).map(([name, value]) => `${value} AS ${name}`);
  const names = Object.keys(toGates('x').key);
  const isOfGate = Object.entries(toGates('other').key).map(([name, value]) => `${value} = gone.${name}`);
  return `
    UPDATE scan_figures SET last_at = lasting.last_at
    FROM (
      SELECT gone.*, coalesce(
        (SELECT max(${momentOfScan('other')}) FROM scans AS other WHERE ${isOfGate.join(' AND ')}), '') AS last_at
      FROM (SELECT DISTINCT ${gone.join(', ')} FROM removed AS x) AS gone
    ) AS lasting
    WHERE ${names.map((name) => `scan_figures.${name} = lasting.${name}`).join(' AND ')}
      AND scan_figures.last_at > lasting.last_at;`;
}
