import { readdirSync, readFileSync } from 'node:fs';

const KILOBYTES_PER_MEGABYTE = 1_000;

/**
 * The memory of a process and everything that it has started, in megabytes: PSS, in which each page that several share is
 * divided among them. Linux only.
 */
export function memoryOf(main: number): { readonly all: number; readonly main: number } {
  const parents = new Map(readdirSync('/proc').flatMap((name) => parentOf(name)));
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return pid === main || (parent !== undefined && isBelow(parent));
  };
  const all = [...parents.keys()].filter(isBelow).map(shareOf);
  return { all: all.reduce((sum, share) => sum + share, 0), main: shareOf(main) };
}

function parentOf(name: string): [number, number][] {
  if (!/^\d+$/.test(name)) return [];
  try {
    // The name of the program is in brackets and may hold anything.
    const after = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return [[Number(name), Number(after.split(' ')[1])]];
  } catch {
    // It has ended.
    return [];
  }
}

function shareOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return (Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1.024) / KILOBYTES_PER_MEGABYTE;
  } catch {
    return 0;
  }
}
