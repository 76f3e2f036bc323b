import type BetterSqlite from 'better-sqlite3';
import { type Instant, toInstant } from '../../src-shared/instant';
import { openHandle } from './open-handle';
import { settleWal } from './settle-wal';

/** Listens to what is written, for the journal. */
export interface Recorder {
  /** Prepares a handle before anything is done with it: the first one, and each that takes the place of a dead one. */
  attach(sqlite: BetterSqlite.Database): void;
  /**
   * Comes when a transaction or a single statement is through, before anybody else gets the connection.
   * @returns what its caller waits for
   */
  collect(wasTransaction: boolean): Promise<void> | null;
}

export interface StorageState {
  /** Since when nothing that was to be written has reached the disk. */
  readonly failingSince: Instant | null;
  /** Whether the database is out of reach altogether. */
  readonly dead: boolean;
  /** How often somebody else held the database for so long that a write was given up. */
  readonly busy: number;
  /** How often a new connection took the place of one that had failed. */
  readonly reopened: number;
}

interface Failure {
  readonly error: unknown;
  readonly since: Instant;
}

/** Between two tries to open the file anew. */
const PAUSE_MS = 1_000;
/** Preparing a statement costs four times what running it does; one office uses well under this many. */
const CACHED_STATEMENTS = 500;
/** The disk or the file is at fault, and the connection not to be trusted any more. An index over words is no more than itself. */
const DEADLY = /^SQLITE_(IOERR|CORRUPT(?!_VTAB)|NOTADB|CANTOPEN|READONLY|PROTOCOL)/;

/**
 * The one connection to the file, which outlives the handle below it: after an I/O error the handle counts as dead, and
 * before the next use a new one takes its place. What a failed flush may have left half written is settled first.
 */
export class Storage {
  readonly #path: string;
  readonly #now: () => number;
  readonly #pragmas: string[] = [];
  readonly #statements = new Map<string, BetterSqlite.Statement<unknown[]>>();
  #handle: BetterSqlite.Database;
  #recorder: Recorder | null = null;
  #failure: Failure | null = null;
  #dead = false;
  #triedAt = Number.NEGATIVE_INFINITY;
  #earlierChanges = 0;
  #busy = 0;
  #reopened = 0;

  /** @throws UnusableDatabaseError */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
    this.#handle = openHandle(path, { fileMustExist: false });
  }

  /** The living handle, for what is SQLite's alone. Not to be kept: it may be another one a moment later. */
  get handle(): BetterSqlite.Database {
    return this.#handle;
  }

  /** Whether the handle has failed, and there is no other one yet. */
  get isDead(): boolean {
    return this.#dead;
  }

  get open(): boolean {
    return this.#handle.open;
  }

  /** Sets something of the connection, of later handles too. */
  pragma(source: string): unknown {
    this.#pragmas.push(source);
    return this.#handle.pragma(source);
  }

  record(recorder: Recorder): void {
    recorder.attach(this.#handle);
    this.#recorder = recorder;
  }

  prepare(sql: string): BetterSqlite.Statement<unknown[]> {
    const known = this.#statements.get(sql);
    // One that is still being read from belongs to its reader.
    if (known && !known.busy) return known;
    if (this.#statements.size >= CACHED_STATEMENTS) this.#statements.clear();
    const statement = this.#handle.prepare<unknown[]>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Goes up with every row that is written, on whichever handle. */
  changes(): number {
    return this.#earlierChanges + this.#countChanges();
  }

  /** Notes what a statement threw. */
  failed(error: unknown): void {
    const code = codeOf(error);
    if (code.startsWith('SQLITE_BUSY')) this.#busy += 1;
    if (DEADLY.test(code)) this.#dead = true;
    if (this.#dead || code === 'SQLITE_FULL') this.#failure ??= { error, since: toInstant(this.#now()) };
  }

  /** Something was written and reached the disk. */
  succeeded(): void {
    this.#failure = null;
  }

  state(): StorageState {
    return {
      failingSince: this.#failure?.since ?? null,
      dead: this.#dead,
      busy: this.#busy,
      reopened: this.#reopened,
    };
  }

  /**
   * Opens the file anew if the handle is dead, at most once a second.
   * @throws what had killed it while there is no new one, as an error of the disk
   */
  revive(): void {
    if (!this.#dead) return;
    if (performance.now() - this.#triedAt < PAUSE_MS) throw this.#outOfReach();
    this.#triedAt = performance.now();
    try {
      this.#reopen();
    } catch (error) {
      throw this.#outOfReach(error);
    }
  }

  /**
   * What is left of a transaction must not go on by itself on a handle that has rolled it back.
   * @throws what has killed it
   */
  assertAlive(): void {
    if (this.#dead) throw this.#outOfReach();
  }

  /** What the caller of a transaction or a statement that is through has to wait for. */
  collect(wasTransaction: boolean): Promise<void> | null {
    return this.#recorder?.collect(wasTransaction) ?? null;
  }

  close(): void {
    this.#statements.clear();
    this.#handle.close();
  }

  #reopen(): void {
    this.#retire();
    settleWal(this.#path);
    const handle = openHandle(this.#path, { fileMustExist: true });
    try {
      for (const source of this.#pragmas) handle.pragma(source);
      this.#recorder?.attach(handle);
    } catch (error) {
      handle.close();
      throw error;
    }
    this.#handle = handle;
    this.#dead = false;
    this.#reopened += 1;
  }

  #retire(): void {
    if (!this.#handle.open) return;
    // One more, because figures must not take the new handle's count for the old one's.
    this.#earlierChanges = this.changes() + 1;
    this.#statements.clear();
    try {
      this.#handle.close();
    } catch {
      // It was dead before.
    }
  }

  #countChanges(): number {
    if (!this.#handle.open) return 0;
    return Number(this.prepare('SELECT total_changes()').pluck().get());
  }

  #outOfReach(cause: unknown = this.#failure?.error): Error {
    const code = codeOf(this.#failure?.error) || 'SQLITE_IOERR';
    return Object.assign(new Error('the database is out of reach', { cause }), { code });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
