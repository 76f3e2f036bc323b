import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { LogDestination } from './log';

interface LogFileOptions {
  /** Bytes after which a new file begins, and how many files there are with the one that is written. */
  readonly bytes?: number;
  readonly files?: number;
}

const BYTES = 5 * 1024 * 1024;
const FILES = 5;
/** Lines that whoever helps gets to see. */
const MOST_LINES = 2_000;

/**
 * `office.log`, and the older ones as `office.1.log` to `office.4.log`, for this user only. Each line is written before
 * `write` comes back, so that the lines before a crash are there: a stream that writes later would lose exactly those. A
 * disk that does not take a line loses that line and holds up nothing; the file is opened again for the next one.
 */
export function openLogFile(file: string, { bytes = BYTES, files = FILES }: LogFileOptions = {}): LogDestination {
  const { dir, name, ext } = path.parse(file);
  const older = (age: number) => (age === 0 ? file : path.join(dir, `${name}.${age}${ext}`));
  let opened: { readonly descriptor: number; size: number } | null = null;

  function open() {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const descriptor = openSync(file, 'a+', 0o600);
    // Of an earlier version, perhaps with other rights.
    chmodSync(file, 0o600);
    const { size } = fstatSync(descriptor);
    return { descriptor, size: size + endLine(descriptor, size) };
  }

  function close(): void {
    if (opened) closeSync(opened.descriptor);
    opened = null;
  }

  function rotate(): void {
    close();
    for (let age = files - 1; age > 0; age -= 1) rename(older(age - 1), older(age));
  }

  return {
    write(line) {
      try {
        const text = Buffer.from(line);
        opened ??= open();
        if (opened.size > 0 && opened.size + text.length > bytes) {
          rotate();
          opened = open();
        }
        opened.size += text.length;
        writeAll(opened.descriptor, text);
      } catch {
        forget();
      }
    },
    recent() {
      const lines = [1, 0].flatMap((age) => readLines(older(age)));
      return lines.slice(-MOST_LINES);
    },
  };

  function forget(): void {
    try {
      close();
    } catch {
      opened = null;
    }
  }
}

/** Ends what a full disk or a power cut left in the middle of a line. Gives the bytes that it took. */
function endLine(descriptor: number, size: number): number {
  const last = Buffer.alloc(1);
  if (size === 0 || readSync(descriptor, last, 0, 1, size - 1) === 0 || last.toString() === '\n') return 0;
  return writeSync(descriptor, '\n');
}

function writeAll(descriptor: number, text: Buffer): void {
  for (let done = 0; done < text.length; ) done += writeSync(descriptor, text, done);
}

/** The lines of a demo, which leaves nothing behind. */
export function consoleLog(descriptor: number): LogDestination {
  return {
    write(line) {
      try {
        writeSync(descriptor, line);
      } catch {
        // Nobody reads there any longer.
      }
    },
    recent: () => [],
  };
}

function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // It is not there yet. Where it cannot be moved, the newest file goes on growing instead.
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
