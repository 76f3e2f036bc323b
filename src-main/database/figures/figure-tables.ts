import type { Engine } from '../engine.ts';

/**
 * Figures that are kept instead of counted: sums over passes and scans, in tables that triggers of the database itself
 * keep true. They are made of the rows alone, so that they are not journaled, not copied and not exported.
 */

/** The quarter of an hour of a moment as SQL cuts it: `YYYY-MM-DDTHH:` and 0 to 3. */
export function quarterOf(moment: string): string {
  const minutes = `substr(${moment}, 15, 2)`;
  return `(substr(${moment}, 1, 14) ||
    CASE WHEN ${minutes} < '15' THEN '0' WHEN ${minutes} < '30' THEN '1' WHEN ${minutes} < '45' THEN '2' ELSE '3' END)`;
}

/** `YYYY-MM-DDTHH:MM`. */
export function minuteOf(moment: string): string {
  return `substr(${moment}, 1, 16)`;
}

/** The moment of a scan that was recorded is when the person went in. */
export function momentOfScan(row: string): string {
  return `coalesce(${row}.recorded_at, ${row}.at)`;
}

/** What one row of passes or scans adds to a table of figures. Expressions of SQL over the row. */
export interface Addition {
  /** Name of the table. */
  readonly to: string;
  readonly key: Readonly<Record<string, string>>;
  readonly sums: Readonly<Record<string, string>>;
  /** Columns of which the greatest counts. */
  readonly newest: Readonly<Record<string, string>>;
  /** Whether the row counts here at all. */
  readonly when: string | null;
}

const isSold = (row: string) => `${row}.cancelled_at IS NULL`;
const isCancelled = (row: string) => `${row}.cancelled_at IS NOT NULL`;
const isAdmitted = (row: string) => `${row}.scanned_at IS NOT NULL AND ${row}.cancelled_at IS NULL`;
const onlyIf = (condition: string, value: string) => `CASE WHEN ${condition} THEN ${value} ELSE 0 END`;

/** Passes of one kind: what was sold of them (and not cancelled), what of that was admitted, and what was cancelled. */
export function toKinds(row: string): Addition {
  const sumsOf = (state: string, condition: string) => ({
    [`${state}_passes`]: onlyIf(condition, '1'),
    [`${state}_people`]: onlyIf(condition, `${row}.admits`),
    [`${state}_amount`]: onlyIf(condition, `${row}.amount`),
  });
  return {
    to: 'pass_figures',
    key: {
      pass_type: `${row}.pass_type`,
      payment_mode: `${row}.payment_mode`,
      // Nobody is written as '': a key holds no null.
      sold_by: `coalesce(${row}.sold_by, '')`,
    },
    sums: {
      ...sumsOf('sold', isSold(row)),
      ...sumsOf('admitted', isAdmitted(row)),
      ...sumsOf('cancelled', isCancelled(row)),
    },
    newest: {},
    when: null,
  };
}

const NO_QUARTER_SUMS = {
  sold_passes: '0',
  sold_amount: '0',
  cancelled_passes: '0',
  admitted_passes: '0',
  admitted_people: '0',
};

/** What was sold in a quarter of an hour, cancelled or not by now. */
export function toQuarterOfSale(row: string): Addition {
  return {
    to: 'quarter_figures',
    key: { quarter: quarterOf(`${row}.created_at`) },
    sums: {
      ...NO_QUARTER_SUMS,
      sold_passes: onlyIf(isSold(row), '1'),
      sold_amount: onlyIf(isSold(row), `${row}.amount`),
      cancelled_passes: onlyIf(isCancelled(row), '1'),
    },
    newest: {},
    when: null,
  };
}

/** Who went in within a quarter of an hour. */
export function toQuarterOfAdmission(row: string): Addition {
  return {
    to: 'quarter_figures',
    key: { quarter: quarterOf(`${row}.scanned_at`) },
    sums: { ...NO_QUARTER_SUMS, admitted_passes: '1', admitted_people: `${row}.admits` },
    newest: {},
    when: isAdmitted(row),
  };
}

/** The scans of one gate with one outcome. A phone is one gate whatever it is called, a desk goes by its name. */
export function toGates(row: string): Addition {
  return {
    to: 'scan_figures',
    key: {
      device_id: `coalesce(${row}.device_id, '')`,
      desk: `CASE WHEN ${row}.device_id IS NULL THEN coalesce(${row}.desk, '') ELSE '' END`,
      outcome: `${row}.outcome`,
    },
    sums: { scans: '1', people: `${row}.people` },
    newest: { last_at: momentOfScan(row) },
    when: null,
  };
}

/** Scans by the minute in which the office judged them. */
export function toMinutes(row: string): Addition {
  return {
    to: 'minute_figures',
    key: { minute: minuteOf(`${row}.at`) },
    sums: { scans: '1' },
    newest: {},
    when: null,
  };
}

/** What a pass adds, and of which of its columns that is made. */
export const OF_PASSES = [toKinds, toQuarterOfSale, toQuarterOfAdmission] as const;
export const PASS_COLUMNS = [
  'pass_type',
  'payment_mode',
  'sold_by',
  'amount',
  'admits',
  'created_at',
  'scanned_at',
  'cancelled_at',
] as const;
export const OF_SCANS = [toGates, toMinutes] as const;
export const SCAN_COLUMNS = ['device_id', 'desk', 'outcome', 'people', 'at', 'recorded_at'] as const;

/** In the order in which everybody writes to them. */
export const FIGURE_TABLES = ['pass_figures', 'quarter_figures', 'scan_figures', 'minute_figures'] as const;

/**
 * The tables, empty. Of each figure there are as many rows as there are writers at a time (`slot`), which add up: who
 * writes waits for nobody else. In a file there is one writer, and the slot is 0.
 */
export function createFigureTables(engine: Engine): string[] {
  return [
    { table: 'pass_figures', additions: [toKinds('x')] },
    { table: 'quarter_figures', additions: [toQuarterOfSale('x')] },
    { table: 'scan_figures', additions: [toGates('x')] },
    { table: 'minute_figures', additions: [toMinutes('x')] },
  ].map(({ table, additions: [shape] }) => {
    const keys = Object.keys(shape?.key ?? {});
    const text = engine === 'sqlite' ? 'TEXT' : 'text COLLATE "C"';
    const columns = [
      'slot integer NOT NULL',
      ...keys.map((name) => `${name} ${text} NOT NULL`),
      ...Object.keys(shape?.sums ?? {}).map((name) => `${name} bigint NOT NULL`),
      ...Object.keys(shape?.newest ?? {}).map((name) => `${name} ${text} NOT NULL`),
    ];
    // The slot last: whatever is asked is asked over all of them.
    const key = `PRIMARY KEY (${[...keys, 'slot'].join(', ')})`;
    // Small rows that are written over and over; room on their pages keeps PostgreSQL from moving them about.
    const options = engine === 'sqlite' ? ' WITHOUT ROWID' : ' WITH (fillfactor = 50)';
    return `CREATE TABLE ${table} (${columns.join(', ')}, ${key})${options}`;
  });
}

/** Figures as counting all rows gives them, one SELECT for each table, in the order of its columns without the slot. */
export function countedFigures(): Readonly<Record<(typeof FIGURE_TABLES)[number], string>> {
  return {
    pass_figures: counted('passes', [toKinds('x')]),
    quarter_figures: counted('passes', [toQuarterOfSale('x'), toQuarterOfAdmission('x')]),
    scan_figures: counted('scans', [toGates('x')]),
    minute_figures: counted('scans', [toMinutes('x')]),
  };
}

function counted(table: string, additions: readonly Addition[]): string {
  const parts = additions.map(({ key, sums, newest, when }) => {
    const columns = Object.entries({ ...key, ...sums, ...newest }).map(([name, value]) => `${value} AS ${name}`);
    return `SELECT ${columns.join(', ')} FROM ${table} AS x${when === null ? '' : ` WHERE ${when}`}`;
  });
  const [shape] = additions;
  return addedUp(`(${parts.join(' UNION ALL ')}) AS parts`, shape);
}

/** The figures as they are kept, over all slots, without those that came to nothing. */
export function keptFigures(): Readonly<Record<(typeof FIGURE_TABLES)[number], string>> {
  return {
    pass_figures: kept(toKinds('x')),
    quarter_figures: kept(toQuarterOfSale('x')),
    scan_figures: kept(toGates('x')),
    minute_figures: kept(toMinutes('x')),
  };
}

function kept(shape: Addition): string {
  const isAny = Object.keys(shape.sums)
    .map((name) => `sum(${name}) <> 0`)
    .join(' OR ');
  return `${addedUp(shape.to, shape)} HAVING ${isAny}`;
}

function addedUp(from: string, shape: Addition | undefined): string {
  const keys = Object.keys(shape?.key ?? {});
  const sums = Object.keys(shape?.sums ?? {}).map((name) => `CAST(sum(${name}) AS bigint) AS ${name}`);
  const newest = Object.keys(shape?.newest ?? {}).map((name) => `max(${name}) AS ${name}`);
  return `SELECT ${[...keys, ...sums, ...newest].join(', ')} FROM ${from} GROUP BY ${keys.join(', ')}`;
}

/** A query that counts in how many rows a table of figures differs from what counting gives. */
export function countWrong(table: (typeof FIGURE_TABLES)[number]): string {
  const [kept, counted] = [keptFigures()[table], countedFigures()[table]];
  return `SELECT count(*) AS count FROM (
    SELECT * FROM (${kept} EXCEPT ${counted}) AS too_much UNION ALL SELECT * FROM (${counted} EXCEPT ${kept}) AS too_little
  ) AS wrong`;
}
