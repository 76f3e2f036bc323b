import { z } from 'zod';
import { ADMINISTRATOR, type Contract, RESCUE } from './operation';
import { requiredLine } from './passes';

const Count = z.number().int();

/** `postgres://user:password@computer/database`. Goes to the office and never comes back from it: it has a password in it. */
const StoreAddress = z.string().trim().min(1, 'required').max(1_000, 'too-long');
/** What the desk is called in lists of all desks. */
const DeskName = requiredLine(60);

/** A store as it may be shown: without the password. */
export const StoreName = z.object({
  host: z.string(),
  port: Count,
  database: z.string(),
  user: z.string(),
  /** Whether what goes over the network is encrypted, and by a server whose certificate was checked. */
  encrypted: z.boolean(),
  /** The server is this computer: nothing goes over the network. */
  isLocal: z.boolean(),
});
export type StoreName = z.infer<typeof StoreName>;

/** How many there are, are free, are waited for, and may be at most. */
export const StoreConnections = z.object({ open: Count, idle: Count, waiting: Count, most: Count });
export type StoreConnections = z.infer<typeof StoreConnections>;

export const StoreStatus = z.discriminatedUnion('kind', [
  /** The event is a file on this computer. */
  z.object({ kind: z.literal('file') }),
  z.object({
    kind: z.literal('shared'),
    name: StoreName,
    /** Set from outside with EPASS_DATABASE_URL, and so not to be changed here. */
    fixed: z.boolean(),
    /** Null while it is away. */
    bytes: z.number().nullable(),
    /** It does not answer just now. */
    isAway: z.boolean(),
    connections: StoreConnections,
    /** Whether scheduled backups are made at this desk: one of all desks does it. */
    backsUp: z.boolean(),
  }),
]);
export type StoreStatus = z.infer<typeof StoreStatus>;

/** What stands in a store that answers, before anything is done with it. */
export const StoreTrial = z.object({
  name: StoreName,
  /** The server's own version, such as `15.18`. */
  server: z.string(),
  /** For one question and its answer; in milliseconds. */
  milliseconds: z.number(),
  /** False where the server is set up to lose acknowledged sales in a power cut. */
  durable: z.boolean(),
  /** The event that is in it, how many desks have it open, and whether it is this desk's own; null for a store without one. */
  event: z.object({ name: z.string(), passes: Count, desks: Count, isThis: z.boolean() }).nullable(),
});
export type StoreTrial = z.infer<typeof StoreTrial>;

/** What was moved, counted at both ends. */
const Moved = z.object({ passes: Count, scans: Count });

/** Several desks on one store. Whatever is wrong with an address is a problem of the field `address`. */
export const storeContract = {
  'store.status': { roles: ADMINISTRATOR, passive: true, input: z.strictObject({}), output: StoreStatus },
  /** Looks at a store and changes nothing. */
  'store.try': { roles: RESCUE, input: z.strictObject({ address: StoreAddress }), output: StoreTrial },
  /** Moves this event to an empty store; its file is kept. Afterwards everybody has to sign in anew. */
  'store.share': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ address: StoreAddress, deskName: DeskName }),
    output: Moved,
  },
  /** Makes this computer, which has no event yet, one more desk of the event in a store. */
  'store.join': {
    roles: RESCUE,
    input: z.strictObject({ address: StoreAddress, deskName: DeskName }),
    output: z.null(),
  },
  /** Brings the event back to a file on this computer. The store stays as it is; other desks must leave it too. */
  'store.leave': { roles: ADMINISTRATOR, input: z.strictObject({}), output: Moved },
  /**
   * Has this desk go on with the store it shares at another address, where the same event is. At the desk's own window also
   * when it could not be opened. Afterwards everybody has to sign in anew.
   */
  'store.relocate': { roles: RESCUE, input: z.strictObject({ address: StoreAddress }), output: z.null() },
  /** From 0 to 1 while an event is being moved; null while none is. */
  'store.progress': {
    roles: RESCUE,
    passive: true,
    input: z.strictObject({}),
    output: z.object({ done: z.number().nullable() }),
  },
} as const satisfies Contract;
