import { lazy } from 'react';
import { officeAnswers } from '../load-or-reload';

/** Milliseconds between tries; the last one repeats. */
const BACKOFF_MS = [500, 1_000, 2_000, 3_000];
/** Tries that failed although the office answers, until only loading anew is left. */
const PATIENCE = 3;

/** A page that is fetched when somebody goes there, and waits for the network where that is gone. */
export const lazyPage: typeof lazy = (load) => lazy(() => fetchPage(load));

/**
 * Tries again until the page's files arrive. What was typed elsewhere stays meanwhile, so that the whole desk is only
 * loaded anew where it has to be: some browsers never fetch a file again that failed once, and after an update of the
 * office the file may have another name.
 */
export async function fetchPage<T>(load: () => Promise<T>): Promise<T> {
  let failuresInReach = 0;
  for (let tries = 0; ; tries++) {
    try {
      return await load();
    } catch (error) {
      if (!isLost(error)) throw error;
      if (await officeAnswers()) failuresInReach += 1;
      if (failuresInReach >= PATIENCE) {
        // Loaded anew for this very file a moment ago: then it is not the network.
        if (wasJustLoaded()) throw error;
        window.location.reload();
        return new Promise(() => {});
      }
      await new Promise((resolve) => setTimeout(resolve, BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)]));
    }
  }
}

/** As Chromium, Firefox, Safari and Vite say that a file did not come; anything else is an error in the file. */
function isLost(error: unknown): boolean {
  return (
    error instanceof Error && /dynamically imported module|importing a module|unable to preload/i.test(error.message)
  );
}

const JUST_NOW_MS = 20_000;

function wasJustLoaded(): boolean {
  return performance.now() < JUST_NOW_MS;
}
