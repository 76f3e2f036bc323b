import { useEffect, useState } from 'react';

/**
 * Whole seconds that are left; 0 when it is over.
 * @param of what is waited for: another one starts the count again, even with as many seconds
 */
export function useCountdown(seconds: number, of: unknown): number {
  const [ticking, setTicking] = useState({ of, endsAt: performance.now() + seconds * 1_000, left: seconds });
  if (ticking.of !== of) setTicking({ of, endsAt: performance.now() + seconds * 1_000, left: seconds });

  const isOver = ticking.left <= 0;
  useEffect(() => {
    if (isOver) return undefined;
    const timer = setInterval(() => {
      // From the clock, not by counting: a window in the background ticks late.
      setTicking((now) => ({ ...now, left: Math.max(0, Math.ceil((now.endsAt - performance.now()) / 1_000)) }));
    }, 250);
    return () => clearInterval(timer);
  }, [isOver, ticking.endsAt]);
  return ticking.left;
}
