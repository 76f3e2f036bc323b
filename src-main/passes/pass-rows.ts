import type { Selectable } from 'kysely';
import type { Pass } from '../../src-shared/contract/passes';
import type { Database } from '../database/sqlite';
import type { PassRow } from '../database/tables';

export interface LabelledPassRow extends Selectable<PassRow> {
  /** What the pass type is called today. */
  type_label: string;
}

/** Passes with the label of their type. */
export function selectPasses(db: Database) {
  return db
    .selectFrom('passes')
    .innerJoin('pass_types', 'pass_types.code', 'passes.pass_type')
    .selectAll('passes')
    .select('pass_types.label as type_label');
}

export function toPass(row: LabelledPassRow): Pass {
  return {
    passId: row.pass_id,
    name1: row.name1,
    phone1: row.phone1,
    name2: row.name2,
    phone2: row.phone2,
    passType: row.pass_type,
    passTypeLabel: row.type_label,
    admits: row.admits,
    amount: row.amount,
    paymentMode: row.payment_mode,
    txnInfo: row.txn_info,
    timing: row.timing,
    createdAt: row.created_at,
    soldBy: row.sold_by,
    scannedAt: row.scanned_at,
    scannedBy: row.scanned_by,
    cancelledAt: row.cancelled_at,
    cancelledBy: row.cancelled_by,
  };
}
