import { z } from 'zod';
import { Instant } from '../instant';
import { ADMINISTRATOR, type Contract } from './operation';
import { requiredLine } from './passes';

/**
 * `waiting`: has joined and gets no signing keys before somebody at another desk has compared its number.
 * `removed`: gets no new keys; whoever is there is told so.
 */
export const DeskState = z.enum(['waiting', 'approved', 'removed']);
export type DeskState = z.infer<typeof DeskState>;

/** One of the desks that share a store. */
export const Desk = z.object({
  deskId: z.string(),
  name: z.string(),
  isThis: z.boolean(),
  state: DeskState,
  /** Made from its public key, and shown at the desk itself too: two screens that show the same are about the same desk. */
  check: z.string(),
  joinedAt: Instant,
  approvedAt: Instant.nullable(),
  /** Display name of who let it in. */
  approvedBy: z.string().nullable(),
  /** Within the last minute it is here. */
  lastSeenAt: Instant,
  version: z.string(),
});
export type Desk = z.infer<typeof Desk>;

/** The desks of an event that several of them share. An event in a file has none of these. */
export const desksContract = {
  /** Those that wait first, then by name. */
  'desks.list': { roles: ADMINISTRATOR, passive: true, input: z.strictObject({}), output: z.array(Desk) },
  /** Hands the signing keys to a desk, sealed for it alone. `check` is what is read off its own screen. */
  'desks.approve': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ deskId: z.string(), check: z.string().min(1, 'required').max(40, 'too-long') }),
    output: Desk,
  },
  'desks.rename': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ deskId: z.string(), name: requiredLine(60) }),
    output: Desk,
  },
  /** A desk that is lost or not trusted any more. What it knows it keeps: a new signing key is the next step. */
  'desks.remove': { roles: ADMINISTRATOR, input: z.strictObject({ deskId: z.string() }), output: Desk },
} as const satisfies Contract;
