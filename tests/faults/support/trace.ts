import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const CALLS =
  'openat,open,creat,close,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,write,pwrite64,writev,pwritev,' +
  'pwritev2,ftruncate,truncate,fsync,fdatasync,copy_file_range,sendfile,fallocate,link,linkat,symlink,symlinkat';

/** What strace has to record for `readTrace`: everything that changes files, and what ties descriptors to them. */
export const STRACE = `-f --seccomp-bpf -xx -s 4000000 -e signal=none -e trace=${CALLS}`.split(' ');

/** One system call, at its beginning or at its end: in between, other threads go on. */
export interface TraceEvent {
  readonly call: number;
  readonly phase: 'begin' | 'end';
  readonly name: string;
  readonly args: readonly Argument[];
  /** What it gave back; null at the beginning. */
  readonly result: number | null;
}
/** Bytes, a number, or something in words such as flags. */
export type Argument = Buffer | number | string;

const WHOLE = /^\d+ +(\w+)\((.*)\) += (-?\d+|\?)/s;
const UNFINISHED = /^(\d+) +(\w+)\((.*?)(?:,\s*)?<unfinished \.\.\.>$/s;
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>,?\s*(.*)\) += (-?\d+|\?)/s;

/** The calls of a trace that strace wrote with the arguments above, in the order in which they began and ended. */
export async function* readTrace(file: string): AsyncGenerator<TraceEvent> {
  let calls = 0;
  const unfinished = new Map<string, { readonly call: number; readonly text: string }>();
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    const [, name = '', text = '', result = ''] = WHOLE.exec(line) ?? [];
    if (name !== '') {
      const event = { call: calls, name, args: toArguments(text) };
      calls += 1;
      yield { ...event, phase: 'begin', result: null };
      yield { ...event, phase: 'end', result: Number(result) };
      continue;
    }
    const [, beginner, begun, part = ''] = UNFINISHED.exec(line) ?? [];
    if (beginner !== undefined && begun !== undefined) {
      unfinished.set(beginner, { call: calls, text: part });
      yield { call: calls, phase: 'begin', name: begun, args: toArguments(part), result: null };
      calls += 1;
      continue;
    }
    const [, ender, ended, rest = '', outcome = ''] = RESUMED.exec(line) ?? [];
    const start = unfinished.get(ender ?? '');
    if (ended === undefined || !start) continue;
    unfinished.delete(ender ?? '');
    const whole = [start.text, rest].filter((text) => text !== '').join(', ');
    yield { call: start.call, phase: 'end', name: ended, args: toArguments(whole), result: Number(outcome) };
  }
}

const ARGUMENT = /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?|[^",\s[\]{}][^",[\]{}]*/g;

function toArguments(text: string): Argument[] {
  return [...text.matchAll(ARGUMENT)].map(([whole, hex, cut]): Argument => {
    if (cut !== undefined) throw new Error('strace cut off what was written');
    if (hex !== undefined) return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
    const word = whole.trim();
    return /^-?\d+$/.test(word) ? Number(word) : word;
  });
}
