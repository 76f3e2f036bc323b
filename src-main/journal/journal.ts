import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Instant, toInstant } from '../../src-shared/instant.ts';
import type { Encryption } from '../backups/manifest.ts';
import type { OpenedFile } from '../database/sqlite';
import type { Log } from '../log';
import { captureChanges } from './capture.ts';
import type { Change } from './journal-lines.ts';
import { JournalRoot } from './journal-root.ts';
import { createOutbox, type Lines, toLines } from './outbox.ts';
import { redactChange } from './redact-segments.ts';
import { settleLineage } from './settle-lineage.ts';

interface JournalOptions {
  readonly opened: Pick<OpenedFile, 'db' | 'storage'>;
  /** The event's own folder. */
  readonly root: string;
  /** The id of the event; null before the set-up. */
  readonly event: () => string | null;
  /** What the journal in a second root is sealed with, as backups are; null for not at all. */
  readonly encryption: () => Encryption | null;
  readonly now: () => number;
  readonly log: Log;
}

export interface JournalStatus {
  /** `behind`: what was acknowledged is in the database, and not in the files beside it yet. */
  readonly state: 'ok' | 'behind';
  readonly since: Instant | null;
  readonly second: 'none' | 'ok' | 'away';
  readonly secondSince: Instant | null;
  /** Something before the end is missing beside the database: a backup is due, with which the journal begins anew. */
  readonly hasGap: boolean;
}

export type Journal = Awaited<ReturnType<typeof openJournal>>;

const TICK_MS = 1_000;
/** Without a change for so long, rows that nobody needs any more are taken out of the outbox, if there are that many. */
const LULL_MS = 5_000;
const WORTH_TRIMMING = 500;
const ROWS_A_TRIM = 1_000;

/**
 * Keeps the journal: every committed change is appended to a file beside the database, and to one in a second root if
 * there is one, before whoever made it gets an answer. A journal that cannot be written holds nobody up: its changes stay
 * in the database until it can.
 */
export async function openJournal({ opened: { db, storage }, root, event, encryption, now, log }: JournalOptions) {
  const outbox = createOutbox(storage);
  const { lineage, isNew } = await settleLineage({ sqlite: storage.handle, root, event, log });

  /** The last change that is committed, and the last one that was handed out to the roots, or is left for them to fetch. */
  let committed = outbox.newest();
  let handedOut = committed;
  /** Where transactions end of which something was not handed out yet. */
  let ends: number[] = [];
  /** Something was written since the last look, perhaps in a transaction that is not through yet. */
  let isDirty = false;
  let changedAt = performance.now();
  let handingOut: Promise<void> | null = null;
  let inHand: Lines | null = null;
  let trimming: Promise<void> | null = null;
  let waiting: { readonly sequence: number; readonly resolve: () => void }[] = [];

  let hasGap = isNew;
  const here = openRoot(root, 'here');
  let second: JournalRoot | null = null;
  const roots = () => (second ? [here, second] : [here]);

  function openRoot(at: string, place: 'here' | 'second'): JournalRoot {
    return new JournalRoot({
      root: at,
      place,
      lineage,
      event,
      // Beside the database it can be read, as the database can.
      encryption: place === 'here' ? () => null : encryption,
      outbox,
      other: () => (place === 'here' ? second : here),
      handedOut: () => handedOut,
      inHand: () => inHand,
      now,
      log,
    });
  }

  function attach(sqlite: OpenedFile['sqlite']): void {
    const found = sqlite.prepare('SELECT lineage FROM journal_lineage').pluck().get();
    const newest = Number(sqlite.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").pluck().get() ?? 0);
    if (found !== lineage || newest < committed) throw new Error('another file lies where the database was');
    captureChanges(sqlite, () => {
      isDirty = true;
      return toInstant(now());
    });
    // A commit that was taken for failed may have reached the disk.
    isDirty = true;
  }

  function collect(wasTransaction: boolean): Promise<void> | null {
    const hasChanged = isDirty && findChanges();
    // A transaction may have read what somebody else still waits for, and must not tell before it is safe.
    return hasChanged || wasTransaction ? reached(committed) : null;
  }

  function findChanges(): boolean {
    // What a dead handle shows may never have been committed. The next one is asked anew.
    if (storage.isDead) return false;
    try {
      isDirty = false;
      const newest = outbox.newest();
      if (newest === committed) return false;
      committed = newest;
    } catch (error) {
      isDirty = true;
      storage.failed(error);
      return false;
    }
    storage.succeeded();
    ends.push(committed);
    changedAt = performance.now();
    if (handingOut === null) {
      const work = handOut();
      // With nobody to write to it is through by now, and there is nothing to wait for.
      if (handedOut < committed) handingOut = work;
    }
    return true;
  }

  /** Settles once everything up to this change is in the files, or left to be fetched. Null when it is. */
  function reached(sequence: number): Promise<void> | null {
    if (handedOut >= sequence) return null;
    return new Promise((resolve) => void waiting.push({ sequence, resolve }));
  }

  async function handOut(): Promise<void> {
    while (handedOut < committed) {
      const lines = nextLines();
      inHand = lines;
      if (lines) await Promise.all(roots().map((one) => one.write(lines)));
      else for (const one of roots()) one.skip();

      inHand = null;
      handedOut = lines?.last ?? committed;
      ends = ends.filter((end) => end > handedOut);
      const through = waiting.filter(({ sequence }) => sequence <= handedOut);
      waiting = waiting.filter(({ sequence }) => sequence > handedOut);
      for (const { resolve } of through) resolve();
      // A long transaction must not keep everybody else from their turn.
      if (handedOut < committed) await breathe();
    }
    handingOut = null;
  }

  function nextLines(): Lines | null {
    if (!roots().some((one) => one.isLive)) return null;
    try {
      const rows = outbox.rows(handedOut, committed);
      return rows.length > 0 ? toLines(rows, ends) : null;
    } catch (error) {
      storage.failed(error);
      return null;
    }
  }

  function tick(): void {
    for (const one of roots()) void (one.isLive ? one.look() : one.catchUp());
    // A dead connection is replaced when somebody gets it.
    if (storage.isDead) sql`SELECT 1`.execute(db).catch(() => undefined);
    if (performance.now() - changedAt > LULL_MS) {
      trimming ??= trim()
        .catch(() => undefined)
        .finally(() => {
          trimming = null;
        });
    }
  }

  /** All but the newest row, by which the next start knows that the files belong to this database. */
  async function trim(least = WORTH_TRIMMING): Promise<void> {
    const before = here.isLive && ends.length === 0 ? handedOut : 0;
    for (let from = outbox.oldest() ?? before; before - from >= least; from += ROWS_A_TRIM) {
      const to = Math.min(before, from + ROWS_A_TRIM);
      await db.deleteFrom('journal').where('sequence', '<', to).execute();
      await breathe();
    }
  }

  /** What is still on its way to the files. */
  async function redactOutbox(passIds: ReadonlySet<string>): Promise<void> {
    await trimming;
    await trim(1);
    await db.transaction().execute(async (within) => {
      const rows = await within.selectFrom('journal').select(['sequence', 'change']).execute();
      for (const { sequence, change } of rows) {
        const before = JSON.parse(change) as Change;
        const redacted = redactChange(before, passIds);
        if (redacted === before) continue;
        const text = JSON.stringify(redacted);
        await within.updateTable('journal').set({ change: text }).where('sequence', '=', sequence).execute();
      }
    });
  }

  await here.catchUp();
  storage.record({ attach, collect });
  const timer = setInterval(tick, TICK_MS);
  timer.unref();

  return {
    lineage,
    /** The number of the last change that is committed. */
    sequence: () => committed,
    status(): JournalStatus {
      return {
        state: here.isLive ? 'ok' : 'behind',
        since: here.since,
        second: second === null ? 'none' : second.isLive ? 'ok' : 'away',
        secondSince: second?.since ?? null,
        hasGap: hasGap || here.hasGap,
      };
    },
    /**
     * Writes to another root too, which is away for as long as its folder is not there: nothing makes that up.
     * @param at null for none
     */
    setSecondRoot(at: string | null): void {
      if (at === (second?.root ?? null)) return;
      // What hangs is not waited for.
      void second?.close();
      second = at === null ? null : openRoot(at, 'second');
      void second?.catchUp();
    },
    /** The passphrase of backups was set, changed or taken away. */
    async encryptionChanged(): Promise<void> {
      await second?.seal();
    },
    /** Begins new segments. After a verified backup, which also makes up for whatever the journal lacked before it. */
    async startSegment(): Promise<void> {
      for (const one of roots()) await one.startSegment();
      hasGap = false;
      here.forgetGap();
    },
    /**
     * Removes segments that no backup needs any more.
     * @param before the number of the first change that is still wanted there
     */
    async prune(place: 'here' | 'second', before: number): Promise<void> {
      await (place === 'here' ? here : second)?.prune(before);
    },
    /**
     * Takes the people of these passes out of what was written before now, in every root and of every lineage that this
     * event has had. After the erasure is committed.
     * @throws when a root is away or cannot be written: it has to be called again until it comes back
     */
    async redact(passIds: readonly string[]): Promise<void> {
      await reached(committed);
      const ids = new Set(passIds);
      await redactOutbox(ids);
      const eventId = event();
      for (const one of roots()) await one.redact(ids, eventId);
    },
    /** Waits until what is committed is in the files, or they cannot be written for now. */
    async settle(): Promise<void> {
      await reached(committed);
    },
    /** Before the database is closed. */
    async close(): Promise<void> {
      clearInterval(timer);
      await reached(committed);
      await trimming;
      for (const one of roots()) await one.close();
    },
  };
}
