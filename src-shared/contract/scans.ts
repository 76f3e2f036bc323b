import { z } from 'zod';
import { Instant } from '../instant';
import { type Contract, DESK, STAFF } from './operation';

/** Why a scan did not admit. Closed: rows, statistics and words share it. */
export const RefusalReason = z.enum(['invalid', 'not-found', 'already-used', 'cancelled']);
export type RefusalReason = z.infer<typeof RefusalReason>;

/** What the person at the gate needs to see of a pass, and no more. */
export const ScannedPass = z.object({
  passId: z.string(),
  name1: z.string(),
  phone1: z.string(),
  name2: z.string().nullable(),
  phone2: z.string().nullable(),
  passType: z.string(),
  passTypeLabel: z.string(),
  admits: z.number().int(),
  timing: z.string(),
});
export type ScannedPass = z.infer<typeof ScannedPass>;

export const ScanOutcome = z.discriminatedUnion('status', [
  z.object({ status: z.literal('admitted'), at: Instant, pass: ScannedPass }),
  z.object({
    status: z.literal('refused'),
    reason: RefusalReason,
    at: Instant,
    pass: ScannedPass.nullable(),
    /** When, by whom (username and the name they go by) and at which desk the pass was used. Only with `already-used`. */
    firstAdmission: z
      .object({ at: Instant, by: z.string(), byName: z.string(), desk: z.string().nullable() })
      .nullable(),
  }),
]);
export type ScanOutcome = z.infer<typeof ScanOutcome>;

/** One line of the scan log. */
export const ScanRecord = z.object({
  scanId: z.string(),
  /** When the office judged it. */
  at: Instant,
  /** When a phone recorded it that could not reach the office then; null for a scan that was answered at once. */
  recordedAt: Instant.nullable(),
  by: z.string(),
  /** The desk, or the phone by the name that it had then. */
  desk: z.string().nullable(),
  /** The phone that scanned; null at a desk. */
  deviceId: z.string().nullable(),
  /** Found by name and admitted by hand, without a code. */
  byHand: z.boolean(),
  outcome: z.enum(['admitted', ...RefusalReason.options]),
  passId: z.string().nullable(),
  name1: z.string().nullable(),
  passTypeLabel: z.string().nullable(),
  people: z.number().int(),
});
export type ScanRecord = z.infer<typeof ScanRecord>;

/**
 * A pass that a phone recorded while the office was out of reach, and that the office then refused: whoever carried it is
 * inside, and somebody has to look into it.
 */
export const Collision = z.object({
  scanId: z.string(),
  /** The phone and the person who answered for it. */
  deviceId: z.string().nullable(),
  gate: z.string(),
  by: z.string(),
  recordedAt: Instant,
  /** When the office heard of it. */
  raisedAt: Instant,
  reason: RefusalReason,
  passId: z.string().nullable(),
  name1: z.string().nullable(),
  name2: z.string().nullable(),
  passTypeLabel: z.string().nullable(),
  /** Where and when the pass had been used. Only with `already-used`. */
  firstAdmission: z.object({ at: Instant, byName: z.string(), desk: z.string().nullable() }).nullable(),
  /** Null until somebody at the desk has dealt with it. */
  settled: z.object({ at: Instant, by: z.string(), decision: z.enum(['stays', 'left']) }).nullable(),
});
export type Collision = z.infer<typeof Collision>;

export const scansContract = {
  'scans.scan': {
    roles: STAFF,
    // The scan id is made where the code was read, so that a retry after a lost answer is the same scan.
    input: z.strictObject({ scanId: z.uuid(), code: z.string().min(1, 'required').max(2_048, 'too-long') }),
    output: ScanOutcome,
  },
  /** The newest attempts first. Gate staff see their own, so that a volunteer can check the last person. */
  'scans.recent': {
    roles: STAFF,
    passive: true,
    input: z.strictObject({ limit: z.number().int().min(1).max(200) }),
    output: z.array(ScanRecord),
  },
  /** Every attempt on one pass, oldest first: what a dispute at the gate is settled with. */
  'scans.ofPass': {
    roles: DESK,
    input: z.strictObject({ passId: z.string().min(1).max(100) }),
    output: z.array(ScanRecord),
  },
  /** The newest first, those that wait before those that are settled; at most 100. */
  'scans.collisions': { roles: DESK, passive: true, input: z.strictObject({}), output: z.array(Collision) },
  /** `stays`: the person stays inside; `left`: they were sent out. The first decision holds, a second is a `conflict`. */
  'scans.settle': {
    roles: DESK,
    input: z.strictObject({ scanId: z.string().min(1).max(100), decision: z.enum(['stays', 'left']) }),
    output: Collision,
  },
} as const satisfies Contract;
