import type { EventDetails } from '../../src-shared/contract/office';
import type { ErrorCode, Reply } from '../../src-shared/contract/operation';
import { type RefusalReason, type ScannedPass, ScanOutcome } from '../../src-shared/contract/scans';
import { toWallClock } from '../../src-shared/instant';
import { toNationalDigits } from '../../src-shared/phone-number';

/** What the earlier web application knew about a scanned pass; phone numbers are the digits as typed in the country. */
interface SeedPass {
  readonly name1: string;
  readonly phone1: string;
  readonly name2: string | null;
  readonly phone2: string | null;
  readonly pass_type: string;
  readonly timing: string;
}

/** The answers of the earlier web application's `POST /api/scan`, to the letter. */
export type SeedAnswer =
  | { readonly status: 'success'; readonly message: string; readonly pass_info: SeedPass }
  | {
      readonly status: 'already_scanned';
      readonly message: string;
      /** `YYYY-MM-DD HH:MM:SS` in the event's zone. */
      readonly scanned_at: string;
      /** A username. */
      readonly scanned_by: string;
      readonly pass_info: SeedPass;
    }
  | { readonly status: 'error'; readonly message: string };

const REFUSED = {
  invalid: 'Invalid or tampered QR code',
  'not-found': 'Pass not found',
  'already-used': 'This pass has already been used',
  cancelled: 'This pass has been cancelled',
} as const satisfies Record<RefusalReason, string>;

const NOT_JUDGED: Partial<Record<ErrorCode, string>> = {
  'invalid-input': REFUSED.invalid,
  'not-signed-in': 'Not signed in',
  'session-locked': 'The session is locked',
  forbidden: 'Not allowed',
  'keys-locked': 'The signing keys are locked',
  'keys-missing': 'The signing keys are missing',
};

/** @param event whose country and zone the answer is written for */
export function toSeedAnswer(reply: Reply<unknown>, event: EventDetails | null): SeedAnswer {
  if (!reply.ok) return seedError(reply.code);
  const outcome = ScanOutcome.parse(reply.value);
  const info = (pass: ScannedPass) => passInfo(pass, event?.country ?? '');
  if (outcome.status === 'admitted') {
    return { status: 'success', message: 'Pass scanned successfully', pass_info: info(outcome.pass) };
  }
  const { pass, firstAdmission } = outcome;
  if (outcome.reason === 'already-used' && pass && firstAdmission) {
    return {
      status: 'already_scanned',
      message: REFUSED['already-used'],
      scanned_at: toWallClock(firstAdmission.at, event?.timeZone ?? 'UTC'),
      scanned_by: firstAdmission.by,
      pass_info: info(pass),
    };
  }
  return { status: 'error', message: REFUSED[outcome.reason] };
}

export function seedError(code: ErrorCode): SeedAnswer {
  return { status: 'error', message: NOT_JUDGED[code] ?? 'The scan could not be judged. Scan again.' };
}

function passInfo(pass: ScannedPass, country: string): SeedPass {
  return {
    name1: pass.name1,
    phone1: toNationalDigits(pass.phone1, country),
    name2: pass.name2,
    phone2: pass.phone2 === null ? null : toNationalDigits(pass.phone2, country),
    pass_type: pass.passType,
    timing: pass.timing,
  };
}
