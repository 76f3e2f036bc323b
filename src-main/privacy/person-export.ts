import type { EventDetails } from '../../src-shared/contract/office';
import type { Output } from '../../src-shared/contract/operation';
import type { privacyContract } from '../../src-shared/contract/privacy';
import { type Instant, toDay } from '../../src-shared/instant';
import { toPlainAmount } from '../../src-shared/money';
import type { Database } from '../database/sqlite';
import type { CollisionRow, ImportRow, ScanRow } from '../database/tables';
import { ExpectedError } from '../expected-error';
import { type LabelledPassRow, selectPasses } from '../passes/pass-rows';

type Export = Output<(typeof privacyContract)['privacy.export']>;
type AttemptRow = Omit<ScanRow, 'sequence'> &
  Pick<CollisionRow, 'settled_at' | 'decision'> & { readonly raised_at: Instant | null };

/**
 * Every fact that the office has of these passes, in words that somebody outside can read.
 * @throws ExpectedError `not-found` when none of the passes exists
 */
export async function exportPerson(
  db: Database,
  passIds: readonly string[],
  event: EventDetails,
  at: Instant,
): Promise<Export> {
  const passes = await selectPasses(db)
    .where('passes.pass_id', 'in', passIds)
    .orderBy('passes.created_at')
    .orderBy('passes.pass_id')
    .execute();
  if (passes.length === 0) throw new ExpectedError('not-found');
  const attempts = await findAttempts(db, passIds);
  const imports = passes.some(({ sale_id }) => sale_id === null)
    ? await db.selectFrom('imports').selectAll().orderBy('at').execute()
    : [];

  const report = {
    about: 'Everything this box office has stored of the passes below. Moments are in UTC.',
    exportedAt: at,
    event: { name: event.name, venue: event.venue, date: event.date, timeZone: event.timeZone },
    passes: passes.map((pass) => toFacts(pass, attempts, imports, event)),
  };
  return {
    fileName: `personal-data-${toDay(at, event.timeZone)}.json`,
    text: `${JSON.stringify(report, null, 2)}\n`,
  };
}

/** Admissions and refusals have an index each. */
async function findAttempts(db: Database, passIds: readonly string[]): Promise<AttemptRow[]> {
  const those = (are: '=' | '<>') =>
    db
      .selectFrom('scans')
      .leftJoin('collisions', 'collisions.scan_id', 'scans.scan_id')
      .selectAll('scans')
      .select(['collisions.raised_at', 'collisions.settled_at', 'collisions.decision'])
      .where('scans.pass_id', 'in', passIds)
      .where('scans.outcome', are, 'admitted');
  return those('=').unionAll(those('<>')).orderBy('sequence').execute();
}

function toFacts(
  pass: LabelledPassRow,
  attempts: readonly AttemptRow[],
  imports: readonly ImportRow[],
  { currency }: EventDetails,
) {
  return {
    passNumber: pass.pass_id,
    holder: { name: pass.name1, phone: pass.phone1 },
    companion: pass.name2 === null && pass.phone2 === null ? null : { name: pass.name2, phone: pass.phone2 },
    type: pass.type_label,
    typeCode: pass.pass_type,
    admitsPeople: pass.admits,
    timing: pass.timing,
    sale: {
      at: pass.created_at,
      by: pass.sold_by,
      number: pass.sale_id,
      amount: `${toPlainAmount(pass.amount, currency)} ${currency.code}`,
      payment: pass.payment_mode,
      paymentReference: pass.txn_info,
    },
    usedForFinding: {
      holderKey: pass.holder_key,
      referenceKey: pass.reference_key,
      searchText: pass.search_text,
    },
    // A pass that no page of this office sold came with one of these files, or from the earlier application.
    imports: pass.sale_id === null ? imports.map(toImport) : [],
    firstAdmission: pass.scanned_at === null ? null : { at: pass.scanned_at, by: pass.scanned_by },
    cancelled: pass.cancelled_at === null ? null : { at: pass.cancelled_at, by: pass.cancelled_by },
    erasedAt: pass.erased_at,
    atTheGate: attempts.filter(({ pass_id }) => pass_id === pass.pass_id).map(toAttempt),
  };
}

function toImport({ at, imported_by, passes }: ImportRow) {
  return { at, by: imported_by, passesInTheFile: passes };
}

function toAttempt(scan: AttemptRow) {
  return {
    at: scan.at,
    recordedAt: scan.recorded_at,
    outcome: scan.outcome,
    people: scan.people,
    by: scan.scanned_by,
    place: scan.desk,
    byHand: scan.by_hand === 1,
    letInBeforeTheOfficeRefused:
      scan.raised_at === null
        ? null
        : { raisedAt: scan.raised_at, settledAt: scan.settled_at, decision: scan.decision },
  };
}
