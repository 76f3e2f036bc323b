import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';

/**
 * Makes pass ids (UUID version 7) that sort in the order in which they were made, within one millisecond too, so that
 * "everything sold until now" is a bound that no later sale can slip under.
 * @param now milliseconds since 1970
 */
export function createPassIds(now: () => number): () => string {
  let at = Number.NEGATIVE_INFINITY;
  let sequence = 0;
  return () => {
    const time = now();
    sequence = time > at ? randomInt(2 ** 31) : sequence + 1;
    // A clock that was set back must not make an id that sorts before those that exist.
    at = Math.max(at, time);
    return v7({ msecs: at, seq: sequence });
  };
}
