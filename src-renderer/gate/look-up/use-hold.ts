import { useEffect, useRef, useState } from 'react';

/** A finger that only meant to scroll is gone by then. */
const HOLD_MS = 1_000;
const STEP_MS = 50;

interface Hold {
  /** From 0 to 1; 0 while nothing is held. */
  readonly progress: number;
  readonly begin: () => void;
  readonly end: () => void;
}

/** Calls `onHeld` once something has been held for a second without letting go. */
export function useHold(onHeld: () => void): Hold {
  const [progress, setProgress] = useState(0);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);

  function end() {
    clearInterval(timer.current);
    timer.current = undefined;
    setProgress(0);
  }

  function begin() {
    if (timer.current !== undefined) return;
    const began = performance.now();
    timer.current = setInterval(() => {
      const held = (performance.now() - began) / HOLD_MS;
      if (held < 1) return setProgress(held);
      end();
      onHeld();
    }, STEP_MS);
  }

  useEffect(() => () => clearInterval(timer.current), []);
  return { progress, begin, end };
}
