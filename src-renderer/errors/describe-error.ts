import type { InputOf } from '../api/operations';

export type PageReport = InputOf<'health.reportPage'>;

const MOST_FRAMES = 20;
const LONGEST_FRAME = 300;

/**
 * What the log is told of an error: its kind, and where in the desk's own code it happened. Its message stays here, and
 * so do the names of functions and the address of the page: each can quote what somebody typed.
 * @param home where the desk's own files come from, such as `app://desk/`
 */
export function describeError(error: unknown, home: string): PageReport {
  const { name, stack } = error instanceof Error || error instanceof DOMException ? error : NO_ERROR;
  return { kind: kindOf(error, name), frames: framesOf(stack ?? '', home) };
}

const NO_ERROR = { name: '', stack: '' };

function kindOf(error: unknown, name: string): string {
  return /^[A-Za-z]{1,60}$/.test(name) ? name : `thrown ${typeof error}`;
}

/** Of `at sell (app://desk/assets/sell-1a2b.js:10:20)`, as of `sell@app://…`, the file and the place in it. */
function framesOf(stack: string, home: string): string[] {
  const frames: string[] = [];
  for (const line of stack.split('\n')) {
    const [, address, place] = /([a-z]+:\/\/[^\s()]+?):(\d+:\d+)\)?$/i.exec(line.trim()) ?? [];
    if (address === undefined || place === undefined || !address.startsWith(home)) continue;
    const file = address.slice(home.length).split(/[?#]/)[0] ?? '';
    if (/^[\w./-]+\.[jt]sx?$/.test(file)) frames.push(`${file}:${place}`.slice(-LONGEST_FRAME));
  }
  return frames.slice(0, MOST_FRAMES);
}
