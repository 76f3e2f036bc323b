import { z } from 'zod';
import { Instant } from '../instant';
import { BackupProblem } from './backups';
import { ADMINISTRATOR, type Contract, STAFF } from './operation';
import { StoreConnections } from './store';

const Count = z.number().int();
/** Milliseconds. Null before anything was measured. */
const Milliseconds = z.number().nullable();

/** What everybody at a desk has to know of this computer. Closed: each has its words and what to do. */
export const Notice = z.discriminatedUnion('kind', [
  /** Little room is left: say so while there is time. */
  z.object({ kind: z.literal('disk-low'), freeBytes: z.number() }),
  /** So little that nothing is sold any more; scanning goes on. */
  z.object({ kind: z.literal('disk-full'), freeBytes: z.number() }),
  /** The last write did not reach the disk. Goes away with the next one that does. */
  z.object({ kind: z.literal('storage-failing'), since: Instant }),
  /** The store that desks share is out of reach. Goes away once it answers. */
  z.object({ kind: z.literal('store-away'), since: Instant }),
  /** This desk has stopped: a newer version works on the store, or its event was brought back to a file elsewhere. */
  z.object({ kind: z.literal('store-over'), reason: z.enum(['newer', 'left']) }),
  z.object({ kind: z.literal('backup-failed'), since: Instant, problem: BackupProblem }),
  /** The second folder has not been there for a while. */
  z.object({ kind: z.literal('second-folder-away'), since: Instant }),
  z.object({ kind: z.literal('journal-behind'), since: Instant }),
  /** The clock stands before something that has happened already. */
  z.object({ kind: z.literal('clock-back'), lastAt: Instant, now: Instant }),
]);
export type Notice = z.infer<typeof Notice>;

export const HealthFigures = z.object({
  since: Instant,
  /** Every operation that was called, the most called first. */
  operations: z.array(
    z.object({
      name: z.string(),
      calls: Count,
      /** Unexpected errors and a failing disk; a refusal that a person is meant to read is none. */
      errors: Count,
      /** Calls in the last five minutes, a minute. */
      perMinute: z.number(),
      p50: Milliseconds,
      p95: Milliseconds,
      p99: Milliseconds,
    }),
  ),
  sessions: Count,
  devices: Count,
  queries: z.object({ count: Count, p50: Milliseconds, p95: Milliseconds, p99: Milliseconds }),
  database: z.object({
    bytes: Count,
    walBytes: Count,
    freeBytes: z.number().nullable(),
    /** Of this desk to a store that desks share; null for a file. `waiting`: askings for which none was free. */
    connections: StoreConnections.nullable(),
  }),
  /** How often somebody had to wait for the database, or gave up doing so. */
  waits: z.object({ busy: Count, failed: Count }),
  /** How late the office gets to what is due, which is what everybody feels. */
  lag: z.object({ p50: Milliseconds, p99: Milliseconds }),
  memoryBytes: Count,
  sales: z.object({ lastHour: Count, total: Count, revenue: Count }),
  scans: z.object({ lastHour: Count, total: Count, refused: Count }),
});
export type HealthFigures = z.infer<typeof HealthFigures>;

export const healthContract = {
  'health.notices': { roles: STAFF, passive: true, input: z.strictObject({}), output: z.array(Notice) },
  'health.figures': { roles: ADMINISTRATOR, passive: true, input: z.strictObject({}), output: HealthFigures },
  /** The same for Prometheus, which reads it at `/metrics` with an administrator's session. */
  'health.metrics': {
    roles: ADMINISTRATOR,
    only: 'https',
    passive: true,
    input: z.strictObject({}),
    output: z.object({ text: z.string() }),
  },
  /** One text file for whoever helps: versions, figures, settings and the log, without a name, a phone number, a code or a key. */
  'health.report': {
    roles: ADMINISTRATOR,
    input: z.strictObject({}),
    output: z.object({ fileName: z.string(), text: z.string() }),
  },
  /** Somebody looked at the clock and says that it is right. Ends `clock-back` until the office is opened again. */
  'health.clockIsRight': { roles: STAFF, input: z.strictObject({}), output: z.null() },
  /** An error in a page, for the log. Gives the reference under which it stands there. */
  'health.reportPage': {
    roles: STAFF,
    passive: true,
    input: z.strictObject({
      /** The kind of error, such as `TypeError`. Never its message, which can quote what somebody typed. */
      kind: z.string().max(100),
      /** File names and lines of the desk's own code. */
      frames: z.array(z.string().max(300)).max(20),
    }),
    output: z.object({ reference: z.string() }),
  },
} as const satisfies Contract;
