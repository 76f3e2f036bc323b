/** Lets at most `width` pieces of work run at once; the others wait in the order they came. */
export function createTurns(width: number) {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async function take<T>(work: () => Promise<T>): Promise<T> {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed over rather than given up, so that nobody who comes now can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
