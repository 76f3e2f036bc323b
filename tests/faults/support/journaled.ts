import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Row } from '../../../src-main/journal/journal-lines';
import { readJournal, segmentsOf } from '../../../src-main/journal/read-journal';
import type { AskedSale, AskedScan, Kept } from './accounts';

/** What the files of the journal say, without the database. */
export interface Journaled {
  /** Sale id -> pass id. */
  readonly sales: ReadonlyMap<string, string>;
  /** Scan id -> outcome and moment. */
  readonly scans: ReadonlyMap<string, string>;
  /** Passes that were marked as used. */
  readonly used: ReadonlySet<string>;
}

export function readJournaled(folder: string): Journaled {
  const sales = new Map<string, string>();
  const scans = new Map<string, string>();
  const used = new Set<string>();
  for (const lineage of lineagesIn(folder)) {
    const [segment] = segmentsOf(folder, lineage);
    if (!segment) continue;
    for (const { changes } of readJournal([folder], lineage, segment.first - 1)) {
      for (const [table, row, columns] of changes) {
        if (columns === undefined && table === 'passes') sales.set(text(row, 'sale_id'), text(row, 'pass_id'));
        if (columns === undefined && table === 'scans') scans.set(text(row, 'scan_id'), inWords(row));
        if (columns && table === 'passes' && 'scanned_at' in columns) used.add(text(row, 'pass_id'));
      }
    }
  }
  return { sales, scans, used };
}

/** What was acknowledged and is not in the journal. Empty when a backup and the journal would bring back all of it. */
export function missingInJournal(asked: readonly (AskedSale | AskedScan)[], journaled: Journaled): string[] {
  return asked.flatMap((one) => {
    if (!one.told.some(({ reply }) => reply.ok)) return [];
    const missing = () => [`lost: the journal has no ${one.kind} ${one.id}, which was acknowledged`];
    if (one.kind === 'sale') return journaled.sales.has(one.id) ? [] : missing();
    const admitted = one.told.some(({ reply }) => reply.ok && reply.value.status === 'admitted');
    return journaled.scans.has(one.id) && (!admitted || journaled.used.has(one.passId)) ? [] : missing();
  });
}

/** Where the journal and the database say different things. Of an office that has been opened, and has nothing to do. */
export function disagreements({ scans, passes }: Kept, journaled: Journaled): string[] {
  const sold = new Map(passes.flatMap(({ sale_id, pass_id }) => (sale_id === null ? [] : [[sale_id, pass_id]])));
  const scanned = new Map(scans.map((row) => [row.scan_id, `${row.outcome} at ${row.at}`]));
  return [
    ...differences('sale', sold, journaled.sales),
    ...differences('scan', scanned, journaled.scans),
    ...passes.flatMap(({ pass_id, scanned_at }) =>
      (scanned_at !== null) === journaled.used.has(pass_id)
        ? []
        : [`the journal is wrong about use of pass ${pass_id}`],
    ),
  ];
}

function differences(what: string, kept: ReadonlyMap<string, string>, journaled: ReadonlyMap<string, string>) {
  return [...new Set([...kept.keys(), ...journaled.keys()])].flatMap((id) =>
    kept.get(id) === journaled.get(id) ? [] : [`${what} ${id}: kept ${kept.get(id)}, journal ${journaled.get(id)}`],
  );
}

function lineagesIn(folder: string): string[] {
  try {
    return readdirSync(path.join(folder, 'journal'));
  } catch {
    return [];
  }
}

function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}

function inWords(row: Row): string {
  return `${text(row, 'outcome')} at ${text(row, 'at')}`;
}
