/** Crashes of the page within this many milliseconds of one another that are one and the same trouble. */
const TOGETHER_MS = 60_000;
/** The crash of such a row after which the page is no longer loaded anew. */
const LAST = 3;

/** @param now milliseconds that never go back */
export function createPageCrashes(now: () => number) {
  let recent: number[] = [];
  return {
    /** Whether to load the page anew after this crash, or to show one that cannot crash in the same way. */
    next(): 'again' | 'plain' {
      recent = [...recent.filter((at) => at > now() - TOGETHER_MS), now()];
      if (recent.length < LAST) return 'again';
      // From the plain page somebody starts anew, and so does the counting.
      recent = [];
      return 'plain';
    },
  };
}
