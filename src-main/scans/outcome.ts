import type { ScannedPass, ScanOutcome } from '../../src-shared/contract/scans';
import type { KnownScan, ScannedPassRow } from '../database/scan-statements';

/** The answer to a scan that stands in the log: the same one however often it is asked for. */
export function toOutcome(scan: KnownScan, pass: ScannedPassRow | null): ScanOutcome {
  if (scan.outcome === 'admitted') {
    if (!pass) throw new Error('an admission has no pass');
    return { status: 'admitted', at: scan.at, pass: toScannedPass(pass) };
  }
  return {
    status: 'refused',
    reason: scan.outcome,
    at: scan.at,
    pass: pass && toScannedPass(pass),
    firstAdmission: pass && scan.outcome === 'already-used' ? toFirstAdmission(pass) : null,
  };
}

function toFirstAdmission({ scanned_at, scanned_by, scanned_by_name, desk }: ScannedPassRow) {
  if (scanned_at === null) throw new Error('a used pass has no moment of use');
  const by = scanned_by ?? '';
  return { at: scanned_at, by, byName: scanned_by_name ?? by, desk };
}

function toScannedPass(pass: ScannedPassRow): ScannedPass {
  return {
    passId: pass.pass_id,
    name1: pass.name1,
    phone1: pass.phone1,
    name2: pass.name2,
    phone2: pass.phone2,
    passType: pass.pass_type,
    passTypeLabel: pass.pass_type_label,
    admits: pass.admits,
    timing: pass.timing,
  };
}
