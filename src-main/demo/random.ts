/** Numbers from 0 to below 1 that look random and are the same at every start, so that each demo tells the same story. */
export type Random = () => number;

/** Mulberry32. Not for anything secret. */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

/** @param many of how many digits; the first may be 0 */
export function digits(random: Random, many: number): string {
  return Array.from({ length: many }, () => Math.floor(random() * 10)).join('');
}
