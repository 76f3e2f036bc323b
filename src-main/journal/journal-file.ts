import { constants, writeSync } from 'node:fs';
import { copyFile, type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Encryption } from '../backups/manifest.ts';
import {
  type Batch,
  type Change,
  firstOfSegment,
  isHeading,
  isSealed,
  JOURNAL_FOLDER,
  readLine,
  type Seal,
  type SealedBatch,
  segmentName,
  toHeadingLine,
} from './journal-lines.ts';
import { createSealer, type Sealer } from './sealed-lines.ts';

interface JournalFileOptions {
  /** Holds the folder `journal`; must be there, because a stick that is not plugged in must not be made up. */
  readonly root: string;
  readonly lineage: string;
  /** The id of the event, for the heading of a segment; null before the set-up. */
  readonly event: () => string | null;
  /** What segments are sealed with from now on; null for ones that anybody can read. */
  readonly encryption: () => Encryption | null;
  /**
   * On the disk of the event, where SQLite writes at once too: one wait for another thread less in every answer. A stick
   * or a share may hang, and must not take everything else along.
   */
  readonly isLocal: boolean;
}

interface Segment {
  readonly handle: FileHandle;
  readonly file: string;
  /** Null for one that anybody can read. */
  readonly sealer: Sealer | null;
  /** Tells the file from another one that has come to lie under its name. */
  readonly dev: number;
  readonly ino: number;
}

/** Appends to the segments of one lineage in one root, one call after the other. After an error it has to be opened anew. */
export class JournalFile {
  readonly folder: string;
  readonly #options: JournalFileOptions;
  #segment: Segment | null = null;
  #last: number | null = null;
  #newest: Change | null = null;
  /** An append has failed: nobody knows what of it is in the file. */
  #isBroken = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: JournalFileOptions) {
    this.#options = options;
    this.folder = path.join(options.root, JOURNAL_FOLDER, options.lineage);
  }

  /** The number of the last change in the files; null while there is none. */
  get last(): number | null {
    return this.#last;
  }

  /** The last change that was in the files when they were opened; null when there was none. */
  get newest(): Change | null {
    return this.#newest;
  }

  /** The segment that is written to; null while there is none. */
  get current(): string | null {
    return this.#segment?.file ?? null;
  }

  /**
   * Finds out where the files end, and cuts off what was written in part.
   * @returns false when segments do not follow on each other
   */
  open(): Promise<boolean> {
    return this.#inTurn(() => this.#open());
  }

  /** Comes back once the lines are on the disk. Within a segment nothing may be left out. */
  append(lines: string, first: number, last: number): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isBroken || (this.#segment !== null && this.#last !== null && first !== this.#last + 1)) {
        throw new Error('the journal has to be opened anew');
      }
      this.#isBroken = true;
      const segment = this.#segment ?? (await this.#begin(first));
      const bytes = Buffer.from(segment.sealer?.sealLines(lines) ?? lines);
      if (this.#options.isLocal) writeAllAtOnce(segment.handle, bytes);
      else await writeAll(segment.handle, bytes);
      await segment.handle.datasync();
      this.#last = last;
      this.#isBroken = false;
    });
  }

  /** Closes the segment: what comes next begins another one. */
  endSegment(): Promise<void> {
    return this.#inTurn(async () => {
      const segment = this.#segment;
      this.#segment = null;
      await segment?.handle.close();
    });
  }

  /** Whether something lies here that is sealed in another way than it has to be now, or not at all. */
  async isToBeSealed(): Promise<boolean> {
    const wanted = this.#options.encryption();
    if (wanted === null) return false;
    const seals = (await this.#segments()).map((first) => sealOf(path.join(this.folder, segmentName(first))));
    return (await Promise.all(seals)).some((seal) => seal?.office !== wanted.publicKey);
  }

  /** Takes away what there is in this root, to be written anew. */
  clear(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#close();
      this.#last = null;
      for (const first of await this.#segments()) await rm(path.join(this.folder, segmentName(first)));
      await flushFolder(this.folder);
    });
  }

  /** Whether what was written still lies where it was written. In turn: a segment that ends meanwhile is not one that is gone. */
  isThere(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#segment === null) return exists(this.folder);
      const { file, dev, ino } = this.#segment;
      const found = await stat(file).catch(() => null);
      return found?.dev === dev && found.ino === ino;
    });
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#close());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #open(): Promise<boolean> {
    await this.#close();
    this.#last = null;
    this.#newest = null;
    await this.#makeFolders();
    let isWhole = true;
    const segments = await this.#segments();
    const newest = segments.at(-1);
    if (newest !== undefined) await cutAtDamage(path.join(this.folder, segmentName(newest)));
    for (const first of segments) {
      const file = path.join(this.folder, segmentName(first));
      if (this.#last !== null && first !== this.#last + 1) isWhole = false;
      const tail = await readTail(file);
      if (tail.batch === null) await giveUpName(file, tail.isDamaged);
      else {
        this.#last = tail.batch.last;
        this.#newest = isSealed(tail.batch) ? null : (tail.batch.changes.at(-1) ?? null);
      }
    }
    await this.#goOn();
    this.#isBroken = false;
    return isWhole;
  }

  async #close(): Promise<void> {
    const segment = this.#segment;
    this.#segment = null;
    try {
      await segment?.handle.close();
    } catch {
      // It is not used any more, whatever the disk says to that.
    }
  }

  async #makeFolders(): Promise<void> {
    const journal = path.dirname(this.folder);
    await make(journal);
    await make(this.folder);
    await flushFolder(journal);
    await flushFolder(this.#options.root);
  }

  async #segments(): Promise<number[]> {
    const names = await readdir(this.folder);
    return names.flatMap((name) => firstOfSegment(name) ?? []).sort((one, other) => one - other);
  }

  /** Takes the last segment up again, if nothing but a torn line comes after what is known of it. */
  async #goOn(): Promise<void> {
    const first = (await this.#segments()).at(-1);
    if (first === undefined) return;
    const file = path.join(this.folder, segmentName(first));
    const tail = await readTail(file);
    // To a sealed one nobody can add: its key is gone.
    if (tail.isDamaged || this.#options.encryption() !== null || (await sealOf(file)) !== null) return;
    const handle = await open(file, constants.O_RDWR | constants.O_APPEND);
    try {
      if (tail.end < tail.size) {
        await handle.truncate(tail.end);
        await handle.sync();
      }
      this.#segment = await toSegment(handle, file, null);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async #begin(first: number): Promise<Segment> {
    const file = path.join(this.folder, segmentName(first));
    const handle = await open(file, 'ax', 0o600);
    try {
      const { lineage, event, encryption } = this.#options;
      const wanted = encryption();
      const sealer = wanted && createSealer(wanted, lineage);
      const heading = { lineage, first, event: event(), ...(sealer ? { seal: sealer.seal } : {}) };
      await writeAll(handle, Buffer.from(toHeadingLine(heading)));
      await handle.sync();
      await flushFolder(this.folder);
      this.#segment = await toSegment(handle, file, sealer);
      return this.#segment;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }
}

async function toSegment(handle: FileHandle, file: string, sealer: Sealer | null): Promise<Segment> {
  const { dev, ino } = await handle.stat();
  return { handle, file, sealer, dev, ino };
}

/** A heading is short. */
const HEADING_BYTES = 4_096;

async function sealOf(file: string): Promise<Seal | null> {
  const handle = await open(file, constants.O_RDONLY);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADING_BYTES), 0, HEADING_BYTES, 0);
    const heading = readLine(buffer.subarray(0, buffer.subarray(0, bytesRead).indexOf(NEWLINE)));
    return heading !== null && isHeading(heading) ? (heading.seal ?? null) : null;
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}

function writeAllAtOnce({ fd }: FileHandle, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at);
}

async function make(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

async function exists(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

/** So that a new name outlives a power cut. Windows knows no such thing and writes names through. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A segment without a single whole transaction is in the way of the one that is written anew. What is damaged is kept. */
async function giveUpName(file: string, isDamaged: boolean): Promise<void> {
  if (isDamaged) await rename(file, `${file}.damaged`);
  else await rm(file);
  await flushFolder(path.dirname(file));
}

/**
 * A power cut can leave the end of a write on the disk and not its beginning. What follows a damaged line cannot be read
 * in order, so the segment ends before it and is written on from there; as it was found, it is kept beside it.
 */
async function cutAtDamage(file: string): Promise<void> {
  const bytes = await readFile(file);
  let end = 0;
  let from = 0;
  for (let to = bytes.indexOf(NEWLINE); to !== -1; to = bytes.indexOf(NEWLINE, from)) {
    const line = readLine(bytes.subarray(from, to));
    if (line === null) break;
    from = to + 1;
    if (isHeading(line) || line.more !== true) end = from;
  }
  const isDamaged = bytes.indexOf(NEWLINE, from) !== -1;
  if (!isDamaged || end === 0) return;
  await copyFile(file, `${file}.damaged`);
  const handle = await open(file, constants.O_RDWR);
  try {
    await handle.truncate(end);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await flushFolder(path.dirname(file));
}

interface Tail {
  /** The end of the last whole transaction; null when there is none. */
  readonly batch: Batch | SealedBatch | null;
  /** Where that transaction ends. */
  readonly end: number;
  /** What follows is not only torn off. */
  readonly isDamaged: boolean;
}

const SMALLEST_WINDOW = 65_536;
const NEWLINE = 0x0a;

/** Reads a segment from its end, as far as it takes to find a whole transaction. */
async function readTail(file: string): Promise<Tail & { readonly size: number }> {
  const handle = await open(file, constants.O_RDONLY);
  try {
    const { size } = await handle.stat();
    for (let length = Math.min(SMALLEST_WINDOW, size); ; length = Math.min(length * 8, size)) {
      const window = Buffer.alloc(length);
      const { bytesRead } = await handle.read(window, 0, length, size - length);
      const tail = tailIn(window.subarray(0, bytesRead), size - length);
      if (tail !== null) return { ...tail, size };
    }
  } finally {
    await handle.close();
  }
}

/** @returns null when the window has to be longer */
function tailIn(window: Buffer, begins: number): Tail | null {
  let isDamaged = false;
  let to = window.lastIndexOf(NEWLINE);
  while (to !== -1) {
    const before = to === 0 ? -1 : window.lastIndexOf(NEWLINE, to - 1);
    // Without its beginning there is nothing to be said of a line.
    if (before === -1 && begins > 0) return null;
    const line = readLine(window.subarray(before + 1, to));
    if (line === null) isDamaged = true;
    else if (!isHeading(line) && line.more !== true) return { batch: line, end: begins + to + 1, isDamaged };
    to = before;
  }
  return begins > 0 ? null : { batch: null, end: 0, isDamaged };
}
