import { z } from 'zod';
import { Instant } from '../instant';
import { DeviceHealth, SelfTest } from './devices';
import { type Contract, DEVICE, PHONES } from './operation';
import { GateFigures } from './reports';
import { RefusalReason, ScannedPass } from './scans';

/** What a phone is shown of a pass: enough to let the right people in. No phone number, no money. */
export const GatePass = ScannedPass.omit({ phone1: true, phone2: true });
export type GatePass = z.infer<typeof GatePass>;

export const GateOutcome = z.discriminatedUnion('status', [
  z.object({ status: z.literal('admitted'), at: Instant, pass: GatePass }),
  z.object({
    status: z.literal('refused'),
    reason: RefusalReason,
    at: Instant,
    pass: GatePass.nullable(),
    firstAdmission: z.object({ at: Instant, byName: z.string(), desk: z.string().nullable() }).nullable(),
  }),
]);
export type GateOutcome = z.infer<typeof GateOutcome>;

/**
 * Present on a scan that the phone recorded while the office was out of reach: whole milliseconds since then, by the
 * phone's clock, so that it does not matter whether that clock is right. At most two days.
 */
const RecordedAgo = z.number().int().min(0).max(172_800_000);
const ScanId = z.uuid();
/** What comes back in the address when a phone moves; 128 bits in base64url. */
const Secret = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'invalid');

export const FoundPass = z.object({
  passId: z.string(),
  name1: z.string(),
  name2: z.string().nullable(),
  /** All digits but the last three hidden, such as `•••••••210`. */
  maskedPhone: z.string(),
  passTypeLabel: z.string(),
  admits: z.number().int(),
  timing: z.string(),
  state: z.enum(['to-come', 'admitted', 'cancelled']),
  admittedAt: Instant.nullable(),
});
export type FoundPass = z.infer<typeof FoundPass>;

export const gateContract = {
  /**
   * Hands in the token of an invitation. The phone is an applicant from then on, or a device at once if it comes over
   * from another address with its key. `invitation-over` for a token that is unknown, used or too old.
   */
  'gate.join': {
    roles: [...PHONES, 'revoked'],
    only: 'gate',
    input: z.strictObject({ token: Secret, rejoinKey: Secret.optional() }),
    output: z.object({
      state: z.enum(['applicant', 'device']),
      /** The number that the desk compares; null for a device. */
      check: z.string().nullable(),
    }),
  },
  /** Asked every second while the page is shown. `device-revoked` tells a phone to wipe what it keeps. */
  'gate.status': {
    roles: PHONES,
    only: 'gate',
    input: z.strictObject({ health: DeviceHealth.optional() }),
    output: z.object({
      state: z.enum(['stranger', 'applicant', 'refused', 'paused', 'device']),
      check: z.string().nullable(),
      /** The office's clock, for the phone to compare its own with. */
      now: Instant,
      /** Everything from here on is null unless the phone is a device. */
      device: z
        .object({
          deviceId: z.string(),
          name: z.string(),
          responsibleName: z.string(),
          /** Shows at another address that it is this phone. New at each joining. */
          rejoinKey: z.string(),
        })
        .nullable(),
      event: z.object({ name: z.string(), timeZone: z.string(), country: z.string(), timing: z.string() }).nullable(),
      keys: z.enum(['ready', 'locked', 'missing']).nullable(),
      figures: GateFigures.nullable(),
    }),
  },
  'gate.scan': {
    roles: DEVICE,
    only: 'gate',
    input: z.strictObject({
      scanId: ScanId,
      code: z.string().min(1, 'required').max(2_048, 'too-long'),
      recordedAgoMs: RecordedAgo.optional(),
    }),
    output: GateOutcome,
  },
  /** For somebody without a code: passes whose name or whose partner's name has all the words. */
  'gate.find': {
    roles: DEVICE,
    only: 'gate',
    // Three letters or digits at least; how they are counted is in `gate-search.ts`.
    input: z.strictObject({ name: z.string().trim().max(80, 'too-long') }),
    /** At most 6, and whether there are more: then the name has to be longer. There are no pages to turn. */
    output: z.object({ passes: z.array(FoundPass).max(6), more: z.boolean() }),
  },
  /** Admits a pass that was found by name. */
  'gate.admit': {
    roles: DEVICE,
    only: 'gate',
    input: z.strictObject({ scanId: ScanId, passId: z.string().min(1).max(100) }),
    output: GateOutcome,
  },
  'gate.selfTest': { roles: DEVICE, only: 'gate', input: SelfTest, output: z.null() },
  /** The phone's own wish: as if the desk had revoked it. */
  'gate.leave': { roles: DEVICE, only: 'gate', input: z.strictObject({}), output: z.null() },
} as const satisfies Contract;
