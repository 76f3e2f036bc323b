import {
  type Addition,
  momentOfScan,
  OF_PASSES,
  OF_SCANS,
  PASS_COLUMNS,
  SCAN_COLUMNS,
  toGates,
  toKinds,
  toQuarterOfAdmission,
} from './figure-tables.ts';

/**
 * What keeps the figures true in a file, as part of its schema: whoever writes to it, by whatever way, writes them too.
 * Nothing in here may fail for a row that the tables take.
 */
const TRIGGERS: Readonly<Record<string, string>> = {
  pass_figures_insert: `AFTER INSERT ON passes BEGIN ${addPass('NEW', 1)} END`,
  pass_figures_delete: `AFTER DELETE ON passes BEGIN ${addPass('OLD', -1)} END`,
  // By far the most frequent change, of which the gate waits for every microsecond.
  pass_figures_admit: `AFTER UPDATE OF scanned_at ON passes WHEN ${isAdmission()} BEGIN ${admit()} END`,
  pass_figures_update: `AFTER UPDATE OF ${PASS_COLUMNS.join(', ')} ON passes
    WHEN NOT (${isAdmission()}) AND NOT (${unchanged(PASS_COLUMNS)})
    BEGIN ${addPass('OLD', -1)} ${addPass('NEW', 1)} END`,

  scan_figures_insert: `AFTER INSERT ON scans BEGIN ${addScan('NEW', 1)} END`,
  scan_figures_delete: `AFTER DELETE ON scans BEGIN ${addScan('OLD', -1)} ${forgetNewest()} END`,
  scan_figures_update: `AFTER UPDATE OF ${SCAN_COLUMNS.join(', ')} ON scans WHEN NOT (${unchanged(SCAN_COLUMNS)})
    BEGIN ${addScan('OLD', -1)} ${forgetNewest()} ${addScan('NEW', 1)} END`,
};

export const FIGURE_TRIGGERS = {
  create: Object.entries(TRIGGERS).map(([name, text]) => `CREATE TRIGGER ${name} ${text}`),
  drop: Object.keys(TRIGGERS).map((name) => `DROP TRIGGER IF EXISTS ${name}`),
};

function unchanged(columns: readonly string[]): string {
  return columns.map((name) => `OLD.${name} IS NEW.${name}`).join(' AND ');
}

/** A pass is used, and nothing else about it changes. */
function isAdmission(): string {
  const others = PASS_COLUMNS.filter((name) => name !== 'scanned_at');
  return `OLD.scanned_at IS NULL AND NEW.scanned_at IS NOT NULL AND NEW.cancelled_at IS NULL AND ${unchanged(others)}`;
}

function admit(): string {
  const { to, key } = toKinds('NEW');
  const isKind = Object.entries(key).map(([name, value]) => `${name} = ${value}`);
  return `UPDATE ${to} SET admitted_passes = admitted_passes + 1, admitted_people = admitted_people + NEW.admits,
    admitted_amount = admitted_amount + NEW.amount WHERE ${isKind.join(' AND ')} AND slot = 0;
    ${add({ ...toQuarterOfAdmission('NEW'), when: null }, 1)}`;
}

function addPass(row: 'OLD' | 'NEW', sign: 1 | -1): string {
  return OF_PASSES.map((additionOf) => add(additionOf(row), sign)).join(' ');
}

function addScan(row: 'OLD' | 'NEW', sign: 1 | -1): string {
  return OF_SCANS.map((additionOf) => add(additionOf(row), sign)).join(' ');
}

function add({ to, key, sums, newest, when }: Addition, sign: 1 | -1): string {
  const signed = Object.values(sums).map((value) => (sign === 1 ? value : `-(${value})`));
  const columns = [...Object.keys(key), 'slot', ...Object.keys(sums), ...Object.keys(newest)];
  const values = [...Object.values(key), '0', ...signed, ...Object.values(newest)];
  const sets = [
    ...Object.keys(sums).map((name) => `${name} = ${name} + excluded.${name}`),
    ...Object.keys(newest).map((name) => `${name} = max(${name}, excluded.${name})`),
  ];
  return `INSERT INTO ${to} (${columns.join(', ')}) SELECT ${values.join(', ')} WHERE ${when ?? 'true'}
    ON CONFLICT DO UPDATE SET ${sets.join(', ')};`;
}

/** The newest moment can only be looked for among all that are left. Scans that were written down are hardly ever changed. */
function forgetNewest(): string {
  const [gone, other] = [toGates('OLD').key, toGates('other').key];
  const isKept = Object.entries(gone).map(([name, value]) => `${name} = ${value}`);
  const isOfGate = Object.entries(gone).map(([name, value]) => `${other[name]} = ${value}`);
  return `UPDATE scan_figures SET last_at = coalesce(
      (SELECT max(${momentOfScan('other')}) FROM scans AS other WHERE ${isOfGate.join(' AND ')}), '')
    WHERE ${isKept.join(' AND ')} AND last_at = ${momentOfScan('OLD')};`;
}
