import { z } from 'zod';
import { Instant } from '../instant';
import { ADMINISTRATOR, type Contract, EVERYBODY, ROLES } from './operation';
import { requiredLine } from './passes';

export const Role = z.enum(ROLES);

/** Signs people in, so it is short, lower case and free of look-alikes of other names. */
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'required')
  .max(40, 'too-long')
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'invalid');

/** Any text as typed. Its rules (15 to 128 characters, NFC, not a common one) are judged when one is chosen. */
const TypedPassword = z.string().min(1, 'required').max(1_024, 'too-long');
/** A one-time password: 16 characters of Crockford base32 in four groups. */
const OneTimePassword = z.string();

export const StaffMember = z.object({
  username: z.string(),
  displayName: z.string(),
  role: Role,
  createdAt: Instant,
  /** True while a one-time password waits to be replaced. */
  invited: z.boolean(),
  disabled: z.boolean(),
  lastSignInAt: Instant.nullable(),
});
export type StaffMember = z.infer<typeof StaffMember>;

export const SignedIn = z.object({
  username: z.string(),
  displayName: z.string(),
  role: Role,
  /** `invited`: must choose a password before anything else. `locked`: idle for too long, waits for the password. */
  state: z.enum(['active', 'invited', 'locked']),
});
export type SignedIn = z.infer<typeof SignedIn>;

export const staffContract = {
  'session.signIn': {
    roles: EVERYBODY,
    input: z.strictObject({ username: z.string().trim().min(1, 'required').max(200), password: TypedPassword }),
    output: SignedIn,
  },
  'session.signOut': { roles: EVERYBODY, input: z.strictObject({}), output: z.null() },
  /** Locks the session at once; its password unlocks it again with everything on screen kept. */
  'session.lock': { roles: ['administrator', 'seller', 'gate'], input: z.strictObject({}), output: z.null() },
  'session.unlock': { roles: ['locked'], input: z.strictObject({ password: TypedPassword }), output: SignedIn },
  'session.changePassword': {
    roles: ['administrator', 'seller', 'gate', 'invited'],
    input: z.strictObject({ currentPassword: TypedPassword, newPassword: TypedPassword }),
    output: SignedIn,
  },
  'staff.list': { roles: ADMINISTRATOR, input: z.strictObject({}), output: z.array(StaffMember) },
  /** Makes an account with a one-time password that is shown once and good for 7 days. */
  'staff.invite': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ username: Username, displayName: requiredLine(80), role: Role }),
    output: z.object({ member: StaffMember, oneTimePassword: OneTimePassword }),
  },
  'staff.update': {
    roles: ADMINISTRATOR,
    input: z.strictObject({
      username: z.string().min(1).max(200),
      displayName: requiredLine(80),
      role: Role,
      disabled: z.boolean(),
    }),
    output: StaffMember,
  },
  /** Ends the person's sessions and gives them a new one-time password; also clears a delay after failed sign-ins. */
  'staff.resetPassword': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ username: z.string().min(1).max(200) }),
    output: z.object({ member: StaffMember, oneTimePassword: OneTimePassword }),
  },
} as const satisfies Contract;
