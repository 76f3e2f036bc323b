import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { BACKUP_DAYS } from '../../src-shared/backup-days';
import type { Output } from '../../src-shared/contract/operation';
import type { PrivacySettings, PrivacyStatus, privacyContract } from '../../src-shared/contract/privacy';
import { fromInstant, type Instant, toInstant } from '../../src-shared/instant';
import type { Database } from '../database/sqlite';
import type { ErasureRow } from '../database/tables';
import { changeOnce } from '../database/transact';
import type { Log } from '../log';
import type { Settings } from '../settings/settings';
import { oneAtATime } from '../signing/one-at-a-time';
import { hasBackups } from './backup-copies';
import { erasePasses, noteErasure, passIdsAfter } from './erase-passes';
import { createFollowUp } from './follow-up';
import { findPeople } from './people';
import { exportPerson } from './person-export';
import { dueAt, lastActivity } from './retention';
import type { Wiping } from './wipe';

type Erased = Output<(typeof privacyContract)['privacy.erase']>;

/** Calls something again and again. @returns ends that */
export type Every = (milliseconds: number, work: () => Promise<void>) => () => void;

export interface PrivacyOptions {
  readonly db: Database;
  readonly wiping: Wiping;
  readonly settings: Settings;
  /** Folders that hold `backups/csv`, that of the event first; one that is configured and not there counts too. */
  readonly roots: () => readonly string[];
  /** Takes the people of these passes out of the journal's files and of what waits for them. */
  readonly redact: (passIds: readonly string[]) => Promise<void>;
  /** Goes up with every row that is written. */
  readonly changes: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  readonly every?: Every;
  /** The event was put there by a restore a moment ago, perhaps from a time at which people were still named. */
  readonly restored?: boolean;
}

/** How long backups are kept that name people who were erased since, in milliseconds. */
export const BACKUPS_KEEP_NAMES = BACKUP_DAYS * 86_400_000;
/** Passes erased in one go; scans come in between two of them. */
const PIECE = 50;

export type Privacy = ReturnType<typeof createPrivacy>;

/** What the office knows of people: found, handed out, and taken away by request or when its time is over. */
export function createPrivacy(options: PrivacyOptions) {
  const { db, settings, now, log } = options;
  const queued = oneAtATime();
  const followUp = createFollowUp({ ...options, queued });
  let isClosing = false;

  async function status(): Promise<PrivacyStatus> {
    const { passes, erased } = await db
      .selectFrom('passes')
      .select((eb) => [eb.fn.countAll<number>().as('passes'), eb.fn.count<number>('erased_at').as('erased')])
      .executeTakeFirstOrThrow();
    const lastErasure = await db
      .selectFrom('erasures')
      .select(['at', 'passes', 'reason'])
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const named = passes - erased;
    return {
      settings: settings.privacy(),
      dueAt: named === 0 ? null : await due(),
      named,
      erased,
      lastErasure: lastErasure ?? null,
    };
  }

  async function due(): Promise<Instant | null> {
    const { retentionDays } = settings.privacy();
    const event = settings.eventOrNull();
    if (retentionDays === null || !event) return null;
    return dueAt(event, retentionDays, await lastActivity(db, toInstant(now())));
  }

  async function erase(passIds: readonly string[], erasedBy: string): Promise<Erased> {
    const erased = await eraseInOneGo(passIds, newErasure(erasedBy, 'person'));
    if (erased.length > 0) {
      log.info('people were erased', { passes: erased.length });
      await followUp.after(erased);
    }
    const backupsUntil = (await hasBackups(options.roots())) ? toInstant(now() + BACKUPS_KEEP_NAMES) : null;
    return { erased: erased.length, backupsUntil };
  }

  /** Piece by piece, so that nobody at the gate waits. What was erased before a crash stays erased. */
  async function eraseAll(erasedBy: string | null): Promise<{ erased: number }> {
    const erasure = newErasure(erasedBy, 'retention');
    let erased = 0;
    let after = '';
    // What is left when the office closes is due again when it opens, or is asked for again.
    while (!isClosing) {
      const passIds = await passIdsAfter(db, 'named', after, PIECE);
      // What was sold meanwhile can have a number before this one.
      if (passIds.length === 0 && after === '') break;
      erased += (await eraseInOneGo(passIds, erasure)).length;
      after = passIds.at(-1) ?? '';
      await breathe();
    }
    if (erased > 0) {
      log.info('everybody was erased', { passes: erased, bySchedule: erasedBy === null });
      await followUp.after('everybody');
    }
    return { erased };
  }

  async function eraseInOneGo(passIds: readonly string[], erasure: Omit<ErasureRow, 'passes'>): Promise<string[]> {
    if (passIds.length === 0) return [];
    const erased = await changeOnce(db, async (within) => {
      const those = await erasePasses(within, passIds, erasure.at);
      if (those.length === 0) return [];
      await noteErasure(within, { ...erasure, passes: those.length });
      await followUp.need(within);
      return those;
    });
    if (!settings.erasureLeft().files) await settings.reload();
    return erased;
  }

  function newErasure(erased_by: string | null, reason: ErasureRow['reason']): Omit<ErasureRow, 'passes'> {
    return { erasure_id: randomUUID(), at: toInstant(now()), erased_by, reason };
  }

  return {
    status,
    async save(wanted: PrivacySettings): Promise<PrivacyStatus> {
      await settings.save('privacy', wanted);
      return status();
    },
    find: (text: string) => findPeople(db, text, settings.event().timeZone),
    /** @throws ExpectedError `not-found` when none of the passes exists */
    exportPerson: (passIds: readonly string[]) => exportPerson(db, passIds, settings.event(), toInstant(now())),
    /** Erased twice is erased once: the answer counts passes that named somebody until now. */
    erase: (passIds: readonly string[], erasedBy: string) => queued(() => erase(passIds, erasedBy)),
    eraseAll: (erasedBy: string) => queued(() => eraseAll(erasedBy)),
    /** What is due, and what an earlier erasure has left behind because a disk was away or the office ended. */
    check: () =>
      queued(async () => {
        await followUp.catchUp();
        const at = await due();
        if (at !== null && fromInstant(at) <= now()) await eraseAll(null);
      }),
    /** What another desk that shares the store has erased goes from the files of this one too. */
    follow: () => queued(followUp.catchUp),
    /** Waits for what is under way, and takes the last bytes out of the file if there was no lull for it. */
    async close(): Promise<void> {
      isClosing = true;
      followUp.stop();
      await queued(followUp.finish);
    },
  };
}
