import { useEffect, useState } from 'react';
import type { GateLinkState } from './gate-link';

/** Whether the desk has been out of reach for at least so many milliseconds. */
export function useLostFor({ reachable, since }: Pick<GateLinkState, 'reachable' | 'since'>, milliseconds: number) {
  const [lostSince, setLostSince] = useState<number | null>(null);

  useEffect(() => {
    if (reachable !== false) return;
    const timer = setTimeout(() => setLostSince(since), since + milliseconds - Date.now());
    return () => clearTimeout(timer);
  }, [reachable, since, milliseconds]);

  return reachable === false && lostSince === since;
}
