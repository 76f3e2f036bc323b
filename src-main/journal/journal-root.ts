import { setImmediate as breathe } from 'node:timers/promises';
import { type Instant, toInstant } from '../../src-shared/instant.ts';
import type { Encryption } from '../backups/manifest.ts';
import type { Log } from '../log';
import { JournalFile } from './journal-file.ts';
import { type Lines, type Outbox, toLines } from './outbox.ts';
import { pruneSegments } from './prune-segments.ts';
import { readJournal, segmentsOf } from './read-journal.ts';
import { isInLineage, redactSegments } from './redact-segments.ts';

interface JournalRootOptions {
  /** Holds `backups` and `journal`. */
  readonly root: string;
  readonly place: 'here' | 'second';
  readonly lineage: string;
  readonly event: () => string | null;
  /** What it is sealed with; null for a journal that anybody can read. */
  readonly encryption: () => Encryption | null;
  readonly outbox: Outbox;
  /** The root that may have what this one lacks. */
  readonly other: () => JournalRoot | null;
  /** Up to where changes have been handed to the roots that are written at once. */
  readonly handedOut: () => number;
  /** What the roots that are written at once are writing now, the next after that. */
  readonly inHand: () => Lines | null;
  readonly now: () => number;
  readonly log: Log;
}

/** How long an answer waits for the second root: a stick may be slow, a share may hang. */
const PATIENCE_MS = 500;

/** One place where the journal lies. While it can be written it is; afterwards it catches up by itself. */
export class JournalRoot {
  readonly file: JournalFile;
  readonly #options: JournalRootOptions;
  /** Everything up to here is in the files, but for gaps that cannot be filled any more. */
  #at = 0;
  #isLive = false;
  #hasGap = false;
  #since: Instant | null = null;
  #catchingUp: Promise<void> | null = null;
  #wroteSinceLook = false;

  constructor(options: JournalRootOptions) {
    this.#options = options;
    this.file = new JournalFile({ ...options, isLocal: options.place === 'here' });
  }

  get root(): string {
    return this.#options.root;
  }

  /** Whether changes are written here at once. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** Since when it has not been written; null while it is. */
  get since(): Instant | null {
    return this.#since;
  }

  /** Something before its end is missing, and cannot be had any more. */
  get hasGap(): boolean {
    return this.#hasGap;
  }

  /** A backup has been made that needs nothing of what is missing. */
  forgetGap(): void {
    this.#hasGap = false;
  }

  /** Comes back once the lines are on the disk, or cannot be brought there for now. Never rejects. */
  async write(lines: Lines): Promise<void> {
    if (!this.#isLive) return;
    this.#wroteSinceLook = true;
    const writing = this.#append(lines).catch((error: unknown) => this.#stop(error));
    await this.#withPatience(writing);
  }

  /** Nothing could be handed out, so this root has to fetch it later. */
  skip(): void {
    this.#stop();
  }

  /** Makes up for what was missed, and goes on from there. Never rejects. */
  catchUp(): Promise<void> {
    this.#catchingUp ??= this.#catchUp()
      .catch((error: unknown) => this.#stop(error))
      .finally(() => {
        this.#catchingUp = null;
      });
    return this.#catchingUp;
  }

  /** Finds out whether somebody has taken the files away. */
  async look(): Promise<void> {
    if (!this.#isLive || !this.#wroteSinceLook) return;
    this.#wroteSinceLook = false;
    if (!(await this.file.isThere())) this.#stop();
  }

  /**
   * Takes the people of these passes out of every segment.
   * @param eventId by which journals of this event are known in a root that others may share
   * @throws when the root is away or cannot be written
   */
  async redact(passIds: ReadonlySet<string>, eventId: string | null): Promise<void> {
    await this.#catchingUp;
    if (!this.#isLive) throw new Error('the journal cannot be written now');
    const { root, place, lineage } = this.#options;
    await this.file.endSegment();
    await redactSegments({
      root,
      passIds,
      isMeant: async (one) =>
        place === 'here' || one === lineage || (eventId !== null && (await isInLineage(root, one, eventId))),
      current: () => this.file.current,
    });
    // What is sealed cannot be read here, so it is had anew from where it can.
    if (this.#options.encryption() !== null) await this.#replace();
  }

  /** Seals what lies here in the way that it has to be now. While the root is away, it is done when it is back. */
  async seal(): Promise<void> {
    this.#isLive = false;
    await this.#catchingUp;
    await this.catchUp();
  }

  /** @throws when the root went away meanwhile */
  async #replace(): Promise<void> {
    this.#isLive = false;
    await this.file.clear();
    await this.catchUp();
    if (!this.#isLive) throw new Error('the journal could not be written anew');
  }

  /** What comes next begins another segment. One that is away is left as it is. */
  async startSegment(): Promise<void> {
    if (this.#isLive) await this.#withPatience(this.file.endSegment());
  }

  /** Removes segments in which every change comes before this one. */
  async prune(before: number): Promise<void> {
    if (this.#isLive) await pruneSegments(this.root, this.#options.lineage, before);
  }

  close(): Promise<void> {
    return this.#withPatience(this.file.close());
  }

  async #append({ text, first, last }: Lines): Promise<void> {
    await this.file.append(text, first, last);
    this.#at = last;
  }

  /** The disk of the event is waited for, as everything waits for it. */
  async #withPatience(work: Promise<void>): Promise<void> {
    if (this.#options.place === 'here') return work;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(() => resolve(this.#stop()), PATIENCE_MS);
    });
    await Promise.race([work, patience]);
    clearTimeout(timer);
  }

  #stop(error?: unknown): void {
    this.#isLive = false;
    if (this.#since !== null) return;
    const { now, log, place } = this.#options;
    this.#since = toInstant(now());
    log.warn('the journal cannot be written', { place, code: codeOf(error) });
  }

  async #catchUp(): Promise<void> {
    const { handedOut, inHand, log, place } = this.#options;
    if (!(await this.file.open())) this.#hasGap = true;
    if ((await this.file.isToBeSealed()) && this.#other()?.hasGap === false) await this.file.clear();
    this.#at = this.file.last ?? this.#beginning();
    while (this.#at < handedOut()) await this.#fetch(handedOut());

    if (this.#since !== null) log.info('the journal is written again', { place });
    this.#isLive = true;
    this.#since = null;
    const lines = inHand();
    if (lines) void this.write(lines);
  }

  /** The other root, if it can be read now without hanging. */
  #other(): JournalRoot | null {
    const other = this.#options.other();
    return other && (other.#options.place === 'here' || other.isLive) ? other : null;
  }

  /** Before the first change that can still be had. */
  #beginning(): number {
    const other = this.#other();
    const [segment] = other ? segmentsOf(other.root, this.#options.lineage) : [];
    return segment ? segment.first - 1 : 0;
  }

  /** Writes some of what is missing up to this change. */
  async #fetch(to: number): Promise<void> {
    const rows = this.#options.outbox.rows(this.#at, to);
    if (rows[0]?.sequence === this.#at + 1) return this.#append(toLines(rows, []));
    if (await this.#copyFromOther(to)) return;
    this.#hasGap = true;
    // So that the gap lies between two segments, where it can be seen without reading them.
    await this.file.endSegment();
    if (rows.length > 0) await this.#append(toLines(rows, []));
    else this.#at = to;
  }

  async #copyFromOther(to: number): Promise<boolean> {
    const other = this.#other();
    const before = this.#at;
    const journal = other ? readJournal([other.root], this.#options.lineage, before) : [];
    for (const { first, at, changes } of journal) {
      if (first > to) break;
      const rows = changes.map((change, index) => ({ sequence: first + index, at, change: JSON.stringify(change) }));
      await this.#append(toLines(rows, [first + rows.length - 1]));
      await breathe();
    }
    return this.#at > before;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
