import { readFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { fromInstant, Instant, toInstant } from '../src-shared/instant';
import type { Database } from './database/sqlite';

interface ClockOptions {
  readonly folder: string;
  readonly db: Database;
  /** Milliseconds since 1970, as this computer's clock has it. */
  readonly now: () => number;
}

/** So far clocks are set back by whoever keeps them right; in milliseconds. */
const TOLERANCE = 2 * 60_000;
const MARK = 'last-open';
/** How far the mark may lag behind while the office is open, in milliseconds. */
const MARK_EVERY = 10 * 60_000;

export type ClockWatch = Awaited<ReturnType<typeof watchClock>>;

/** Notices a clock that stands before something that has happened already, such as after an empty battery. */
export async function watchClock({ folder, db, now }: ClockOptions) {
  const mark = path.join(folder, MARK);
  let newest = Math.max(await newestMomentIn(db), readMark(mark));
  let marked = Number.NEGATIVE_INFINITY;
  note();

  function note(): void {
    newest = Math.max(newest, now());
    if (newest - marked < MARK_EVERY) return;
    writeMark();
  }

  /** What it is for is a warning: a disk that is full has words of its own. */
  function writeMark(): void {
    marked = newest;
    if (!Number.isFinite(newest)) return;
    try {
      writeFileAtomic.sync(mark, `${toInstant(newest)}\n`, { mode: 0o600 });
    } catch {
      marked = Number.NEGATIVE_INFINITY;
    }
  }

  return {
    /** The newest moment that is known, and the clock that stands before it; null while the clock is right. */
    state(): { readonly lastAt: Instant; readonly now: Instant } | null {
      note();
      const time = now();
      return newest - time > TOLERANCE ? { lastAt: toInstant(newest), now: toInstant(time) } : null;
    },
    /** Somebody looked at it: from here on it goes forward again. */
    isRight(): void {
      newest = now();
      writeMark();
    },
    close(): void {
      note();
      writeMark();
    },
  };
}

async function newestMomentIn(db: Database): Promise<number> {
  const newest = await Promise.all([
    db
      .selectFrom('passes')
      .select(({ fn }) => fn.max<string | null>('created_at').as('at'))
      .executeTakeFirst(),
    db
      .selectFrom('scan_figures')
      .select(({ fn }) => fn.max<string | null>('last_at').as('at'))
      .executeTakeFirst(),
    db
      .selectFrom('imports')
      .select(({ fn }) => fn.max<string | null>('at').as('at'))
      .executeTakeFirst(),
  ]);
  return Math.max(...newest.map((row) => momentOf(row?.at)));
}

function readMark(mark: string): number {
  try {
    return momentOf(readFileSync(mark, 'utf8').trim());
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
}

function momentOf(text: string | null | undefined): number {
  const instant = Instant.safeParse(text);
  return instant.success ? fromInstant(instant.data) : Number.NEGATIVE_INFINITY;
}
