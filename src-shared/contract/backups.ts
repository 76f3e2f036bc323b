import { z } from 'zod';
import { Instant } from '../instant';
import { ADMINISTRATOR, type Contract, RESCUE } from './operation';

/** What made a backup. `before-update`: before a migration; `before-restore`: of what a restore was about to replace. */
export const BackupKind = z.enum(['hourly', 'daily', 'manual', 'before-update', 'before-restore']);
export type BackupKind = z.infer<typeof BackupKind>;

/** `here`: beside the event; `second`: in the second folder; `chosen`: a file that somebody pointed at. */
export const BackupPlace = z.enum(['here', 'second', 'chosen']);
export type BackupPlace = z.infer<typeof BackupPlace>;

/** Why a backup was not made, or what is wrong with one. Closed: each has its words and what to do. */
export const BackupProblem = z.enum([
  'disk-full',
  'no-access',
  'folder-gone',
  'event-damaged',
  'copy-damaged',
  'unknown',
]);
export type BackupProblem = z.infer<typeof BackupProblem>;

const Count = z.number().int();

/** What an event file holds, counted. */
export const Holdings = z.object({
  eventName: z.string(),
  /** Sold and not cancelled, with their people and money. */
  passes: Count,
  people: Count,
  amount: Count,
  admitted: Count,
  scans: Count,
  /** The last sale or scan; null in an empty event. */
  lastAt: Instant.nullable(),
});
export type Holdings = z.infer<typeof Holdings>;

export const Backup = z.object({
  /** Names it to the office. No path: pages never learn where else files lie. */
  id: z.string(),
  kind: BackupKind,
  place: BackupPlace,
  fileName: z.string(),
  at: Instant,
  bytes: Count,
  encrypted: z.boolean(),
  /** `verified`: opened, checked and counted after it was written, and nothing says otherwise since. */
  state: z.enum(['verified', 'damaged', 'unknown']),
  /** Null where the manifest cannot be read. */
  holds: Holdings.nullable(),
});
export type Backup = z.infer<typeof Backup>;

export const BackupsStatus = z.object({
  /** Where they lie on this computer. */
  folder: z.string(),
  lastGood: Backup.nullable(),
  next: z.object({ hourly: Instant, daily: Instant }),
  /** Null while none is being made. `done` goes from 0 to 1. */
  running: z.object({ kind: BackupKind, done: z.number() }).nullable(),
  /** The last one failed; null once one succeeded after it. */
  failure: z.object({ at: Instant, problem: BackupProblem }).nullable(),
  second: z.object({
    folder: z.string().nullable(),
    /** `away`: the stick or the share is not there; it is caught up with when it is back. */
    state: z.enum(['none', 'ok', 'away', 'failed']),
    lastGoodAt: Instant.nullable(),
  }),
  /** Whether backups are encrypted with a passphrase. */
  encrypted: z.boolean(),
  journal: z.object({
    /**
     * `behind`: what was acknowledged is in the database, and not in the journal yet. `store`: the server of a shared
     * store has a log of its own.
     */
    state: z.enum(['ok', 'behind', 'store']),
    since: Instant.nullable(),
    second: z.enum(['none', 'ok', 'away']),
  }),
  csv: z.object({ files: Count, lastAt: Instant.nullable() }),
  /** Newest first. */
  backups: z.array(Backup),
});
export type BackupsStatus = z.infer<typeof BackupsStatus>;

/** What the journal has after a backup. */
export const JournalAddition = z.object({
  /** `complete`: every change since; `ends-early`: a part is missing or damaged; `none`: there is no journal of this backup. */
  state: z.enum(['complete', 'ends-early', 'none']),
  sales: Count,
  admissions: Count,
  /** The last change it has; null if it has none. */
  until: Instant.nullable(),
});
export type JournalAddition = z.infer<typeof JournalAddition>;

const BackupChoice = z.strictObject({
  id: z.string().min(1).max(500),
  /** Of an encrypted backup. */
  passphrase: z.string().min(1, 'required').max(256).optional(),
});

export const RestoreTrial = z.object({
  backup: Backup,
  /** After the journal was applied. */
  holds: Holdings,
  journal: JournalAddition,
  /** What is open now; null where it cannot be read. */
  current: Holdings.nullable(),
  /** Whether the signing keys of that event are on this computer, or the recovery kit will be asked for. */
  keys: z.enum(['here', 'kit-needed']),
});
export type RestoreTrial = z.infer<typeof RestoreTrial>;

export const backupsContract = {
  'backups.status': { roles: ADMINISTRATOR, passive: true, input: z.strictObject({}), output: BackupsStatus },
  /** Makes one now. */
  'backups.make': { roles: ADMINISTRATOR, input: z.strictObject({}), output: Backup },
  /** Reads one through again. What is wrong with it is in the answer, and is no refusal. */
  'backups.check': { roles: ADMINISTRATOR, input: BackupChoice, output: Backup },
  'backups.save': {
    roles: ADMINISTRATOR,
    /** An absolute path on the office's computer, or null for none. */
    input: z.strictObject({ secondFolder: z.string().trim().min(1, 'required').max(1_000, 'too-long').nullable() }),
    output: BackupsStatus,
  },
  /** Encrypts every backup from now on, or (null) none. Losing the passphrase is losing them. */
  'backups.protect': {
    roles: ADMINISTRATOR,
    input: z.strictObject({ passphrase: z.string().min(12, 'too-short').max(256, 'too-long').nullable() }),
    output: BackupsStatus,
  },
  /** Lets a person choose a folder in the system's dialog. Null when they chose none. */
  'backups.chooseFolder': {
    roles: ADMINISTRATOR,
    only: 'ipc',
    input: z.strictObject({}),
    output: z.object({ folder: z.string().nullable() }),
  },

  /** Every backup that can be found: beside the event, in the second folder, and files that were chosen. */
  'restore.list': { roles: RESCUE, passive: true, input: z.strictObject({}), output: z.array(Backup) },
  /** Lets a person choose a file in the system's dialog. Null when they chose none. */
  'restore.choose': {
    roles: RESCUE,
    only: 'ipc',
    input: z.strictObject({}),
    output: z.object({ backup: Backup.nullable() }),
  },
  /** Restores into a scratch copy, journal and all, and says what it would hold. Changes nothing. */
  'restore.try': { roles: RESCUE, input: BackupChoice, output: RestoreTrial },
  /**
   * Puts the backup in the place of the event, with what the journal adds. What was there is kept under the name that
   * is answered. Everybody is signed out: the page has to be loaded anew.
   */
  'restore.apply': {
    roles: RESCUE,
    input: BackupChoice,
    output: z.object({ keptAs: z.string().nullable(), holds: Holdings }),
  },
  /** How far a trial or a restore is, from 0 to 1; null while none is under way. */
  'restore.progress': {
    roles: RESCUE,
    passive: true,
    input: z.strictObject({}),
    output: z.object({ done: z.number().nullable() }),
  },
} as const satisfies Contract;
