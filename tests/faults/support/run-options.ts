import { createRandom, type Random } from '../../../src-main/demo/random';

/** `npm run test:faults` sets it; `npm test` does a little of everything. */
export const isLong = process.env['FAULT_LONG'] === '1';

/** Printed with every figure. `FAULT_SEED=…` draws the same numbers again; how threads and the network interleave is theirs. */
export const seed = countFrom('FAULT_SEED') ?? Math.floor(Math.random() * 1e9);

/** @param name what comes after `FAULT_`, such as `KILLS` */
export function countOf(name: string, usual: { readonly short: number; readonly long: number }): number {
  return countFrom(`FAULT_${name}`) ?? (isLong ? usual.long : usual.short);
}

/** Numbers of their own for each part of a run, so that one part does not depend on how many the others drew. */
export function randomFor(...part: readonly (string | number)[]): Random {
  let mixed = seed;
  for (const letter of part.join('/')) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) | 0;
  return createRandom(mixed);
}

/** One line with figures, for people and for reports. */
export function report(promise: string, figures: Readonly<Record<string, number | string>>): void {
  const said = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`);
  process.stdout.write(`${promise}: ${said.join(', ')} (seed ${seed})\n`);
}

/** Says every tenth of a long run that it goes on. */
export function progressOf(what: string, total: number): (done: number) => void {
  let said = 0;
  return (done) => {
    const tenth = Math.floor((done * 10) / total);
    if (!isLong || tenth === said) return;
    said = tenth;
    process.stdout.write(`  ${what}: ${done} of ${total}\n`);
  };
}

function countFrom(name: string): number | null {
  const text = process.env[name];
  if (text === undefined || text === '') return null;
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${name} takes a whole number, not ${text}`);
  return count;
}
