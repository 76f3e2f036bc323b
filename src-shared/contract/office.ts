import { z } from 'zod';
import { Currency } from '../money';
import { DeskState } from './desks';
import { ADMINISTRATOR, type Contract, EVERYBODY, STAFF } from './operation';
import { line, PassTypeDraft, requiredLine } from './passes';
import { Role, SignedIn, Username } from './staff';

export const TimeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone.length > 0;
  } catch {
    return false;
  }
}, 'invalid');

export const EventDetails = z.strictObject({
  name: requiredLine(120),
  venue: line(160),
  /** The calendar day of the event, `YYYY-MM-DD`. */
  date: z.iso.date('invalid'),
  /** Printed on every pass as it is typed, such as `7:00 PM - 11:00 PM`. */
  timing: requiredLine(80),
  currency: Currency,
  /** Two letters; the country of phone numbers typed without `+`. */
  country: z.string().regex(/^[A-Z]{2}$/, 'invalid'),
  /** An IANA name. Every moment on screen and on paper is in this zone. */
  timeZone: TimeZone,
});
export type EventDetails = z.infer<typeof EventDetails>;

/** `compact` is read from twice as far; `seed` is the payload of the earlier web application. Both always admit. */
export const CodeFormat = z.enum(['compact', 'seed']);
export type CodeFormat = z.infer<typeof CodeFormat>;

export const PaperFormat = z.enum(['A4', 'A6', 'roll80']);
export type PaperFormat = z.infer<typeof PaperFormat>;

export const OfficeSettings = z.strictObject({
  codeFormat: CodeFormat,
  /** Minutes without a call until a session locks. */
  idleMinutes: z.number().int().min(1, 'too-small').max(240, 'too-large'),
});
export type OfficeSettings = z.infer<typeof OfficeSettings>;

/** At least 12 characters; protects the signing key on paper and, where the system has no keychain, on this disk. */
export const Passphrase = z.string().min(12, 'too-short').max(256, 'too-long');

const Invitation = z.strictObject({ username: Username, displayName: requiredLine(80), role: Role });
const SetUpBase = z.strictObject({
  event: EventDetails,
  passTypes: z.array(PassTypeDraft).min(1, 'required').max(50),
  staff: z.array(Invitation).max(20),
  key: z.discriminatedUnion('source', [
    z.strictObject({ source: z.literal('new'), passphrase: Passphrase }),
    /** The kit printed at an earlier set-up, as text. */
    z.strictObject({
      source: z.literal('kit'),
      kit: z.string().min(1, 'required').max(4_000),
      passphrase: z.string().min(1, 'required').max(256),
    }),
  ]),
  /** The QR_SECRET of the earlier web application, whose passes then still admit. */
  importedSecret: z.string().max(1_000, 'too-long').optional(),
});

export const RecoveryKit = z.object({
  /** `EPK1.` and base32 text, in groups on paper and as one QR. Worthless without the passphrase. */
  text: z.string(),
  eventName: z.string(),
  keyIds: z.array(z.string()),
  madeAt: z.string(),
});
export type RecoveryKit = z.infer<typeof RecoveryKit>;

/** What set-up hands over exactly once. */
const SetUpResult = z.object({
  signedIn: SignedIn,
  invitations: z.array(
    z.object({ username: z.string(), displayName: z.string(), role: Role, oneTimePassword: z.string() }),
  ),
  kit: RecoveryKit,
});

/** `waiting`: this desk has joined a store and gets the keys once somebody at another desk has let it in. */
export const KeyState = z.enum(['ready', 'locked', 'missing', 'waiting']);

export const officeContract = {
  /** What a page needs to know before it can show anything. */
  'office.status': {
    roles: EVERYBODY,
    passive: true,
    input: z.strictObject({}),
    output: z.object({
      /**
       * `new`: no accounts, set-up makes the first. `upgraded`: accounts of the earlier web application, one of which
       * signs in and completes the set-up. `open`: selling and scanning.
       */
      stage: z.enum(['new', 'upgraded', 'open']),
      /** True where set-up wants the one-time code that the console printed. */
      needsSetUpCode: z.boolean(),
      event: EventDetails.nullable(),
      settings: OfficeSettings,
      keys: KeyState,
      /** This desk among those of a shared store; null for an event in a file. `check` is compared at another desk. */
      desk: z.object({ name: z.string(), state: DeskState, check: z.string() }).nullable(),
      /** Where the signing key is kept: the system's keychain, or a file that the passphrase opens after each start. */
      keyProtection: z.enum(['system', 'passphrase']),
      desktop: z.boolean(),
      demo: z.boolean(),
      version: z.string(),
      session: SignedIn.nullable(),
    }),
  },
  'setUp.create': {
    roles: EVERYBODY,
    input: SetUpBase.extend({
      setUpCode: z.string().max(40).optional(),
      administrator: z.strictObject({
        username: Username,
        displayName: requiredLine(80),
        password: z.string().min(1, 'required').max(1_024, 'too-long'),
      }),
    }),
    output: SetUpResult,
  },
  'setUp.complete': { roles: ADMINISTRATOR, input: SetUpBase, output: SetUpResult },
  'event.save': { roles: ADMINISTRATOR, input: EventDetails, output: EventDetails },
  'settings.save': { roles: ADMINISTRATOR, input: OfficeSettings, output: OfficeSettings },

  'keys.list': {
    roles: ADMINISTRATOR,
    input: z.strictObject({}),
    output: z.array(
      z.object({
        keyId: z.string(),
        createdAt: z.string(),
        source: z.enum(['made', 'imported']),
        current: z.boolean(),
      }),
    ),
  },
  /** Opens the keys after a start where only a passphrase protects them. */
  'keys.unlock': {
    roles: STAFF,
    input: z.strictObject({ passphrase: z.string().min(1, 'required').max(256) }),
    output: z.null(),
  },
  /** New passes are signed with a new key; passes signed with older ones still admit. Gives a new kit to print. */
  'keys.rotate': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ passphrase: z.string().min(1, 'required').max(256) }),
    output: RecoveryKit,
  },
  'keys.importSecret': {
    roles: ADMINISTRATOR,
    input: z.strictObject({
      secret: z.string().min(1, 'required').max(1_000, 'too-long'),
      passphrase: z.string().min(1, 'required').max(256),
    }),
    output: RecoveryKit,
  },
  /** The kit again, under the passphrase of the set-up. */
  'keys.printKit': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ passphrase: z.string().min(1, 'required').max(256) }),
    output: RecoveryKit,
  },
  /** Brings the keys of an earlier laptop to this one. */
  'keys.restore': {
    roles: ADMINISTRATOR,
    input: z.strictObject({
      kit: z.string().min(1, 'required').max(4_000),
      passphrase: z.string().min(1, 'required').max(256),
    }),
    output: z.object({ keyIds: z.array(z.string()) }),
  },
} as const satisfies Contract;
