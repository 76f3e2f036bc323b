import { z } from 'zod';
import { ADMINISTRATOR, type Contract } from './operation';

/**
 * Who replaces the program. `self`: the program itself. `package`: whoever installed its package, with a newer one.
 * `file`: whoever put its files there, with newer ones. `none`: it was built here, and nobody publishes it.
 */
export const UpdateWay = z.enum(['self', 'package', 'file', 'none']);
export type UpdateWay = z.infer<typeof UpdateWay>;

/** Why there is no update. Closed: each has its words and what to do. */
export const UpdateProblem = z.enum([
  'unreachable',
  'nothing-there',
  'not-signed',
  'damaged',
  'event-in-progress',
  'backup-failed',
  'disk-full',
  'not-kept',
  'unknown',
]);
export type UpdateProblem = z.infer<typeof UpdateProblem>;

const Version = z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/);

export const UpdatesStatus = z.object({
  version: Version,
  way: UpdateWay,
  /** Nothing is downloaded or installed while it is. */
  eventInProgress: z.boolean(),
  /** `current`: asked, and there is nothing newer. */
  phase: z.enum(['idle', 'checking', 'current', 'found', 'downloading', 'backing-up', 'installing']),
  /** A newer version whose signature is good, and where it lies. */
  found: z.object({ version: Version, from: z.enum(['server', 'stick']) }).nullable(),
  /** Of the download, from 0 to 1. */
  done: z.number(),
  problem: UpdateProblem.nullable(),
  /** The version that can be gone back to, because its file was kept. */
  wayBack: Version.nullable(),
});
export type UpdatesStatus = z.infer<typeof UpdatesStatus>;

/** Of the desk's own window: a browser cannot replace the program of the office. */
export const updatesContract = {
  'updates.status': {
    roles: ADMINISTRATOR,
    only: 'ipc',
    passive: true,
    input: z.strictObject({}),
    output: UpdatesStatus,
  },
  /** Looks for a newer version at its publisher, or in a folder that a person chooses. */
  'updates.check': {
    roles: ADMINISTRATOR,
    only: 'ipc',
    input: z.strictObject({ from: z.enum(['server', 'stick']) }),
    output: UpdatesStatus,
  },
  /** Downloads what was found, makes a backup, and installs it. Ends the program; a refusal is in the status. */
  'updates.install': { roles: ADMINISTRATOR, only: 'ipc', input: z.strictObject({}), output: UpdatesStatus },
  /** The same with the version before. */
  'updates.goBack': { roles: ADMINISTRATOR, only: 'ipc', input: z.strictObject({}), output: UpdatesStatus },
} as const satisfies Contract;
