/** So many at a time, whoever waits longest next. */
export type Places = ReturnType<typeof createPlaces>;

export function createPlaces(most: number) {
  const waiting: (() => void)[] = [];
  let taken = 0;

  return {
    most,
    waiting: (): number => waiting.length,
    /** Settles when there is a place, which is the caller's until `leave`. */
    async take(): Promise<void> {
      if (taken >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else taken += 1;
    },
    leave(): void {
      const next = waiting.shift();
      if (next) next();
      else taken -= 1;
    },
  };
}
