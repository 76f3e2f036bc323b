import { useEffect, useState } from 'react';

/**
 * Whole seconds that are left; 0 when it is over.
 * @param of what is waited for: another one starts the count again, even with as many seconds
 */
export function useCountdown(seconds: number, of: unknown): number {
  const [ticking, setTicking] = useState({ of, left: seconds });
  if (ticking.of !== of) setTicking({ of, left: seconds });

  useEffect(() => {
    if (seconds <= 0) return undefined;
    const endsAt = performance.now() + seconds * 1_000;
    const timer = setInterval(() => {
      // From the clock, not by counting: a window in the background ticks late.
      const left = Math.max(0, Math.ceil((endsAt - performance.now()) / 1_000));
      setTicking((before) => (before.of === of && before.left === left ? before : { of, left }));
      if (left === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [seconds, of]);
  // Also right while the count of something else is still to be forgotten.
  return ticking.of === of ? ticking.left : seconds;
}
