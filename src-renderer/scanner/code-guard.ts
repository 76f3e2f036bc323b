/** Milliseconds without a sight of a code after which it counts as taken away. Shorter, and a shaking hand would. */
const GONE_AFTER_MS = 2_500;

export interface CodeGuard {
  /** Whether this sight of a code is a new scan; false while the code has merely stayed in view. */
  isNew(code: string): boolean;
}

/**
 * Keeps a pass that is held before the camera from being scanned again and again: the second scan would say "already
 * used" to the person just let in. Several codes may be in view at once, such as two phones of a couple.
 * @param now milliseconds that never go back
 */
export function createCodeGuard(now: () => number, goneAfterMs = GONE_AFTER_MS): CodeGuard {
  const lastSeen = new Map<string, number>();
  return {
    isNew(code) {
      const at = now();
      for (const [other, seen] of lastSeen) if (at - seen > goneAfterMs) lastSeen.delete(other);
      const held = lastSeen.has(code);
      lastSeen.set(code, at);
      return !held;
    },
  };
}
