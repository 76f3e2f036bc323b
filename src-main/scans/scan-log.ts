import type { ScanRecord } from '../../src-shared/contract/scans';
import type { Database } from '../database/sqlite';
import type { ScanRow } from '../database/tables';

/** Reads what was written down of each attempt to scan. */
export function createScanLog(db: Database) {
  const records = () =>
    db
      .selectFrom('scans')
      .leftJoin('passes', 'passes.pass_id', 'scans.pass_id')
      .leftJoin('pass_types', 'pass_types.code', 'passes.pass_type')
      .select([
        'scans.scan_id as scanId',
        'scans.at',
        'scans.recorded_at as recordedAt',
        'scans.scanned_by as by',
        'scans.desk',
        'scans.device_id as deviceId',
        'scans.by_hand as byHand',
        'scans.outcome',
        'scans.pass_id as passId',
        'passes.name1',
        'pass_types.label as passTypeLabel',
        'scans.people',
      ]);

  return {
    /** The newest attempts first. @param by a username, or null for everybody's */
    async recent(limit: number, by: string | null): Promise<ScanRecord[]> {
      const rows = await records()
        .$if(by !== null, (query) => query.where('scans.scanned_by', '=', by))
        .orderBy('scans.sequence', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toRecord);
    },
    /** Every attempt on one pass, oldest first. Admissions and refusals have an index each. */
    async ofPass(passId: string): Promise<ScanRecord[]> {
      const attempts = (are: '=' | '<>') =>
        records().select('scans.sequence').where('scans.pass_id', '=', passId).where('scans.outcome', are, 'admitted');
      const rows = await attempts('=').unionAll(attempts('<>')).orderBy('sequence').execute();
      return rows.map(toRecord);
    },
  };
}

function toRecord(row: Omit<ScanRecord, 'byHand'> & { readonly byHand: ScanRow['by_hand'] }): ScanRecord {
  return { ...row, byHand: row.byHand === 1 };
}
