import { z } from 'zod';
import { Instant } from '../instant';
import { ADMINISTRATOR, type Contract } from './operation';

const Count = z.number().int();

export const PrivacySettings = z.strictObject({
  /** Days after the event until names and phone numbers go; null keeps them until somebody erases them. */
  retentionDays: z.number().int().min(1, 'too-small').max(3_650, 'too-large').nullable(),
});
export type PrivacySettings = z.infer<typeof PrivacySettings>;

export const PrivacyStatus = z.object({
  settings: PrivacySettings,
  /** When names go; null where they stay or are gone. */
  dueAt: Instant.nullable(),
  /** Passes that still name a person, and passes whose person was erased. */
  named: Count,
  erased: Count,
  lastErasure: z.object({ at: Instant, passes: Count, reason: z.enum(['person', 'retention']) }).nullable(),
});
export type PrivacyStatus = z.infer<typeof PrivacyStatus>;

/** Passes that name the same person: the same phone number as holder or companion. */
export const KnownPerson = z.object({
  names: z.array(z.string()),
  phone: z.string(),
  passIds: z.array(z.string()),
});
export type KnownPerson = z.infer<typeof KnownPerson>;

const PassIds = z.array(z.string().min(1).max(100)).min(1, 'required').max(500);

export const privacyContract = {
  'privacy.status': { roles: ADMINISTRATOR, passive: true, input: z.strictObject({}), output: PrivacyStatus },
  'privacy.save': { roles: ADMINISTRATOR, input: PrivacySettings, output: PrivacyStatus },
  /** People whose name or phone number contains what was typed. */
  'privacy.find': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ text: z.string().trim().min(2, 'too-short').max(120, 'too-long') }),
    output: z.array(KnownPerson),
  },
  /** Everything that is known of a person, as JSON that they can be given. */
  'privacy.export': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ passIds: PassIds }),
    output: z.object({ fileName: z.string(), text: z.string() }),
  },
  /**
   * Takes names, phone numbers and references off these passes, for good: in the database, the journal and the CSV
   * archives, and after every restore again. The passes still admit and count. Backups lose them as they expire.
   */
  'privacy.erase': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ passIds: PassIds }),
    output: z.object({ erased: Count, backupsUntil: Instant.nullable() }),
  },
  /** The same for every pass of the event, now instead of when it is due. */
  'privacy.eraseAll': { roles: ADMINISTRATOR, input: z.strictObject({}), output: z.object({ erased: Count }) },
} as const satisfies Contract;
