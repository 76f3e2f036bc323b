import path from 'node:path';
import type { Random } from '../../../src-main/demo/random';
import type { TraceEvent } from './trace';

/** How much of what was not flushed a power cut leaves behind. */
export const POLICIES = ['nothing unflushed is left', 'some writes are left', 'some sectors are left'] as const;
export type Policy = (typeof POLICIES)[number];

interface Change {
  /** What is written, and where; for another length, no data. */
  readonly at: number;
  readonly data: Buffer | null;
  /** The event at which it was done; until then no flush covers it. */
  doneAt: number;
}

/** A file, whatever it is called at the moment. */
interface File {
  flushed: Content;
  unflushed: Change[];
}
type Entry = File | 'folder';

interface Renaming {
  readonly folder: string;
  readonly apply: (names: Map<string, Entry>) => void;
}

interface Descriptor {
  readonly path: string;
  readonly entry: Entry;
  readonly appends: boolean;
  position: number;
}

const SECTOR = 512;

/**
 * What a disk may hold after the power went, as strictly as POSIX allows it: bytes are safe after a flush of their file
 * that began after they were written, and names after a flush of their folder.
 */
export class SimulatedDisk {
  readonly #root: string;
  readonly #names = new Map<string, Entry>();
  readonly #flushedNames = new Map<string, Entry>();
  #unflushedNames: Renaming[] = [];
  readonly #descriptors = new Map<number, Descriptor>();
  readonly #underWay = new Map<number, { readonly beganAt: number; readonly change: Change | null }>();
  #now = 0;

  /** @param root only what lies in this folder is looked at */
  constructor(root: string) {
    this.#root = root;
    this.#names.set(root, 'folder');
    this.#flushedNames.set(root, 'folder');
  }

  /** Lets a call of the trace happen. */
  take(event: TraceEvent): void {
    this.#now += 1;
    if (event.phase === 'begin') {
      const change = this.#write(event);
      this.#underWay.set(event.call, { beganAt: this.#now, change });
      return;
    }
    const begun = this.#underWay.get(event.call);
    this.#underWay.delete(event.call);
    if (begun?.change) begun.change.doneAt = this.#now;
    if (event.result !== null && event.result >= 0) this.#finish(event, begun?.beganAt ?? this.#now);
    else if (begun?.change) this.#forget(begun.change);
  }

  /** Whether there are writes that no flush has covered yet. */
  get isAhead(): boolean {
    return [...this.#names].some(
      ([name, entry]) => entry !== 'folder' && entry.unflushed.length > 0 && !isMemory(name),
    );
  }

  /** The files that are there when the power comes back: path below the root -> bytes. */
  cut(policy: Policy, random: Random): Map<string, Buffer> {
    const names = new Map(this.#flushedNames);
    if (policy !== POLICIES[0]) {
      const many = Math.floor(random() * (this.#unflushedNames.length + 1));
      for (const { apply } of this.#unflushedNames.slice(0, many)) apply(names);
    }
    const left = new Map<string, Buffer>();
    for (const [name, entry] of names) {
      if (entry === 'folder' || isMemory(name) || !hasFolders(names, name, this.#root)) continue;
      const content = entry.flushed.copy();
      if (policy !== POLICIES[0]) for (const change of entry.unflushed) applyPart(content, change, policy, random);
      left.set(path.relative(this.#root, name), content.bytes());
    }
    return left;
  }

  /** A write begins: from now on some of it may be there, whoever asks. */
  #write({ name, args }: TraceEvent): Change | null {
    if (!/^(p?write|ftruncate$)/.test(name)) return null;
    const descriptor = this.#descriptors.get(Number(args[0]));
    if (!descriptor || descriptor.entry === 'folder') return null;
    const file = descriptor.entry;
    const add = (at: number, data: Buffer | null) => {
      const change = { at, data, doneAt: Number.POSITIVE_INFINITY };
      file.unflushed.push(change);
      return change;
    };
    if (name === 'ftruncate') return add(Number(args[1]), null);
    const data = Buffer.concat(args.filter((argument): argument is Buffer => argument instanceof Buffer));
    if (name === 'pwrite64' || name.startsWith('pwritev')) return add(positionOf(args, name), data);
    const at = descriptor.appends ? lengthOf(file) : descriptor.position;
    descriptor.position = at + data.length;
    return add(at, data);
  }

  /** It failed. */
  #forget(change: Change): void {
    for (const { entry } of this.#descriptors.values()) {
      if (entry !== 'folder') entry.unflushed = entry.unflushed.filter((other) => other !== change);
    }
  }

  #finish({ name, args, result }: TraceEvent, beganAt: number): void {
    if (name === 'openat' || name === 'open') this.#open(args, Number(result));
    else if (name === 'close') this.#descriptors.delete(Number(args[0]));
    else if (name === 'fsync' || name === 'fdatasync') this.#flush(Number(args[0]), beganAt);
    else if (name.startsWith('mkdir')) this.#name(pathIn(args), (names, at) => names.set(at, 'folder'));
    else if (name.startsWith('unlink') || name === 'rmdir') this.#name(pathIn(args), (names, at) => names.delete(at));
    else if (name.startsWith('rename')) this.#rename(args);
    else if (this.#isUnknown(name, args)) throw new Error(`the simulated disk does not know ${name}`);
  }

  #isUnknown(name: string, args: TraceEvent['args']): boolean {
    if (/^(copy_file_range|sendfile|fallocate)$/.test(name)) {
      return args.some((argument) => typeof argument === 'number' && this.#descriptors.has(argument));
    }
    return /^(link|symlink|truncate|creat)/.test(name) && this.#isInside(pathIn(args));
  }

  #open(args: TraceEvent['args'], descriptor: number): void {
    const at = pathIn(args);
    this.#descriptors.delete(descriptor);
    if (!this.#isInside(at)) return;
    const flags = String(args.find((argument) => typeof argument === 'string' && argument.startsWith('O_')) ?? '');
    let entry = this.#names.get(at);
    if (!entry) {
      if (!flags.includes('O_CREAT')) throw new Error(`the trace opens ${at}, which is not there`);
      const file: File = { flushed: new Content(), unflushed: [] };
      this.#name(at, (names, name) => names.set(name, file));
      entry = file;
    } else if (entry !== 'folder' && flags.includes('O_TRUNC')) {
      entry.unflushed.push({ at: 0, data: null, doneAt: this.#now });
    }
    this.#descriptors.set(descriptor, { path: at, entry, appends: flags.includes('O_APPEND'), position: 0 });
  }

  #flush(descriptor: number, beganAt: number): void {
    const flushed = this.#descriptors.get(descriptor);
    if (!flushed) return;
    if (flushed.entry === 'folder') {
      for (const { folder, apply } of this.#unflushedNames) if (folder === flushed.path) apply(this.#flushedNames);
      this.#unflushedNames = this.#unflushedNames.filter(({ folder }) => folder !== flushed.path);
      return;
    }
    const file = flushed.entry;
    for (const change of file.unflushed) if (change.doneAt < beganAt) file.flushed.apply(change.at, change.data);
    file.unflushed = file.unflushed.filter(({ doneAt }) => doneAt >= beganAt);
  }

  #name(at: string, change: (names: Map<string, Entry>, at: string) => void): void {
    if (!this.#isInside(at)) return;
    change(this.#names, at);
    this.#unflushedNames.push({ folder: path.dirname(at), apply: (names) => change(names, at) });
  }

  #rename(args: TraceEvent['args']): void {
    const [from = '', to = ''] = args.filter((argument) => argument instanceof Buffer).map(String);
    if (!this.#isInside(from) && !this.#isInside(to)) return;
    const entry = this.#names.get(from);
    if (!entry) throw new Error(`the trace renames ${from}, which is not there`);
    this.#name(to, (names) => {
      for (const [name, moved] of names) {
        if (name !== from && !name.startsWith(`${from}/`)) continue;
        names.delete(name);
        names.set(to + name.slice(from.length), moved);
      }
      names.set(to, entry);
    });
  }

  #isInside(at: string): boolean {
    return at === this.#root || at.startsWith(`${this.#root}/`);
  }
}

/** Bytes that grow. */
class Content {
  #bytes = Buffer.alloc(4_096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  apply(at: number, data: Buffer | null): void {
    const length = data ? Math.max(this.#length, at + data.length) : at;
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(length * 2);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    if (data) data.copy(this.#bytes, at);
    else this.#bytes.fill(0, length);
    this.#length = length;
  }

  copy(): Content {
    const copy = new Content();
    copy.#bytes = Buffer.from(this.#bytes);
    copy.#length = this.#length;
    return copy;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}

function applyPart(content: Content, { at, data }: Change, policy: Policy, random: Random): void {
  if (!data || policy === POLICIES[1]) {
    if (random() < 0.5) content.apply(at, data);
    return;
  }
  // Sectors lie where the disk has them, not where the write begins.
  for (let from = 0; from < data.length; ) {
    const to = Math.min(data.length, from + SECTOR - ((at + from) % SECTOR));
    if (random() < 0.5) content.apply(at + from, data.subarray(from, to));
    from = to;
  }
}

/** SQLite maps it into memory and makes it anew after each start. */
function isMemory(name: string): boolean {
  return name.endsWith('-shm');
}

function hasFolders(names: ReadonlyMap<string, Entry>, name: string, root: string): boolean {
  const folder = path.dirname(name);
  return names.get(folder) === 'folder' && (folder === root || hasFolders(names, folder, root));
}

function lengthOf({ flushed, unflushed }: File): number {
  return unflushed.reduce((length, { at, data }) => (data ? Math.max(length, at + data.length) : at), flushed.length);
}

function positionOf(args: TraceEvent['args'], name: string): number {
  const position = name === 'pwritev2' ? args.at(-2) : args.at(-1);
  if (typeof position !== 'number') throw new Error(`${name} without a position`);
  return position;
}

function pathIn(args: TraceEvent['args']): string {
  return String(args.find((argument) => argument instanceof Buffer) ?? '');
}
