import { z } from 'zod';
import { Instant } from '../instant';
import { type Contract, DESK } from './operation';
import { requiredLine } from './passes';
import { Username } from './staff';

/** What a phone tells of itself while its page is open. Null where its browser does not say. */
export const DeviceHealth = z.strictObject({
  /** Milliseconds from asking to the answer, the last time. */
  latencyMs: z.number().min(0).max(600_000).nullable(),
  /** Scans that are recorded and not confirmed. */
  queue: z.number().int().min(0).max(100_000),
  /** Recorded scans that the office cannot take and a person has to look at. */
  stuck: z.number().int().min(0).max(100_000),
  /** From 0 to 1. */
  battery: z.number().min(0).max(1).nullable(),
  charging: z.boolean().nullable(),
  decoder: z.enum(['barcode-detector', 'zxing-wasm', 'zxing-js']).nullable(),
  camera: z.enum(['on', 'off', 'problem']),
  /** Milliseconds that its clock is ahead of the office's; negative when it is behind. */
  skewMs: z.number().min(-1e12).max(1e12).nullable(),
});
export type DeviceHealth = z.infer<typeof DeviceHealth>;

export const SelfTestCheck = z.enum([
  'secure-context',
  'cookie',
  'fetch',
  'latency',
  'clock',
  'camera',
  'decoder',
  'storage',
  'wake-lock',
  'sound',
  'vibration',
]);
export type SelfTestCheck = z.infer<typeof SelfTestCheck>;

/** What a phone found out about itself. `absent`: its browser does not have it, and scanning works without. */
export const SelfTest = z.strictObject({
  checks: z
    .array(
      z.strictObject({
        check: SelfTestCheck,
        result: z.enum(['passed', 'failed', 'absent']),
        /** Milliseconds, where something was measured. */
        measuredMs: z.number().min(-1e12).max(1e12).nullable(),
        /** Such as the name of a decoder or of an error; nothing that was typed. */
        detail: z.string().max(120),
      }),
    )
    .max(SelfTestCheck.options.length),
  /** The browser as it calls itself, for the table of phones that were tried. */
  browser: z.string().max(300),
});
export type SelfTest = z.infer<typeof SelfTest>;

export const Device = z.object({
  deviceId: z.string(),
  /** Such as `Gate 1`. */
  name: z.string(),
  /** Who answers for it: the person in `scanned_by`. */
  responsible: z.string(),
  responsibleName: z.string(),
  /** `paused`: the account of the person who answers for it is disabled. `expired`: its event is over. */
  state: z.enum(['active', 'paused', 'expired', 'revoked']),
  /** Such as `iPhone`. */
  platform: z.string(),
  joinedAt: Instant,
  acceptedBy: z.string(),
  /** When its page last asked; null since the office was opened. */
  lastSeenAt: Instant.nullable(),
  lastScanAt: Instant.nullable(),
  /** People it has let in. */
  people: z.number().int(),
  /** Of its last message; null since the office was opened. */
  health: DeviceHealth.nullable(),
  selfTest: SelfTest.extend({ at: Instant }).nullable(),
  /** It was paired under an address that has changed, and has not come back yet. */
  missing: z.boolean(),
});
export type Device = z.infer<typeof Device>;

/**
 * `add` makes a new device, `return` brings one back whose page was lost, `rejoin` brings all of them to a new address:
 * for as long as it is shown, each phone that still has its page open may come over once.
 */
export const InvitationKind = z.enum(['add', 'return', 'rejoin']);

export const Invitation = z.object({
  invitationId: z.string(),
  /** What the QR says: the address with the one-time token behind the `#`, which no server and no log sees. */
  url: z.string(),
  expiresAt: Instant,
});
export type Invitation = z.infer<typeof Invitation>;

export const InvitationState = z.object({
  /** `joined`: a phone has opened it and waits to be accepted. */
  state: z.enum(['open', 'joined', 'accepted', 'over']),
  applicant: z
    .object({
      platform: z.string(),
      joinedAt: Instant,
      /** Four digits that the phone shows too, so that the right phone is accepted. */
      check: z.string(),
    })
    .nullable(),
  /** Phones that came over so far. Only of `rejoin`. */
  returned: z.array(z.object({ deviceId: z.string(), name: z.string() })),
});
export type InvitationState = z.infer<typeof InvitationState>;

const OfDevice = z.strictObject({ deviceId: z.string().min(1).max(100) });
const OfInvitation = z.strictObject({ invitationId: z.string().min(1).max(100) });

export const devicesContract = {
  /** Those in use first, by name; revoked ones last. */
  'devices.list': { roles: DESK, passive: true, input: z.strictObject({}), output: z.array(Device) },
  /**
   * Makes a code to show. An open one of the same kind for the same name or device is over with it; one of `rejoin`
   * lives out its time, for phones that are on their way. `phones-off` while the listener does not run.
   */
  'devices.invite': {
    roles: DESK,
    // A page that shows a code makes the next one by itself.
    passive: true,
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('add'), name: requiredLine(40), responsible: Username.optional() }),
      OfDevice.extend({ kind: z.literal('return') }),
      z.strictObject({ kind: z.literal('rejoin') }),
    ]),
    output: Invitation,
  },
  'devices.invitation': { roles: DESK, passive: true, input: OfInvitation, output: InvitationState },
  /** Lets the phone in that opened the invitation. The number has to be the one that this phone shows. */
  'devices.accept': {
    roles: DESK,
    input: OfInvitation.extend({ check: z.string().regex(/^\d{4}$/, 'invalid') }),
    output: Device,
  },
  /** Ends an invitation, and turns away the phone that waits, if there is one. */
  'devices.cancelInvitation': { roles: DESK, input: OfInvitation, output: z.null() },
  'devices.change': {
    roles: DESK,
    input: OfDevice.extend({ name: requiredLine(40), responsible: Username }),
    output: Device,
  },
  /** From its next request on it may do nothing, and its page wipes what it keeps. */
  'devices.revoke': { roles: DESK, input: OfDevice, output: Device },
  /** Who can answer for a phone: everybody with an account that is not disabled. */
  'devices.responsible': {
    roles: DESK,
    passive: true,
    input: z.strictObject({}),
    output: z.array(z.object({ username: z.string(), displayName: z.string() })),
  },
} as const satisfies Contract;
