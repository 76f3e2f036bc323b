import { useEffect, useState, useSyncExternalStore } from 'react';
import { type CodeGuard, createCodeGuard } from './code-guard';
import type { ScanQueue, ScanQueueState } from './scan-queue';
import type { Verdict } from './verdict-types';

/**
 * Milliseconds after which a verdict makes room for the next person: where people were let in. Everything else stays
 * until the next scan or until somebody has read it.
 */
const SHOWN_FOR_MS: Partial<Record<Verdict['kind'], number>> = { admitted: 5_000, recorded: 6_000 };

export interface UseScanQueue extends ScanQueueState {
  /** Takes a code, however it was read. */
  readonly scan: (code: string) => void;
  readonly again: () => void;
  readonly clear: () => void;
  /** Say of each code that the camera sees whether it is a new scan. */
  readonly guard: CodeGuard;
}

type ShownQueue = Pick<ScanQueue, 'add' | 'again' | 'clear' | 'state' | 'subscribe'>;

/** Holds the newest verdict of a queue for as long as it is to be shown. */
export function useScanQueue(queue: ShownQueue): UseScanQueue {
  const [guard] = useState(() => createCodeGuard(() => performance.now()));
  const state = useSyncExternalStore(queue.subscribe, queue.state);

  const { verdict, count } = state;
  useEffect(() => {
    const shownFor = verdict && SHOWN_FOR_MS[verdict.kind];
    if (!shownFor) return;
    const timer = setTimeout(queue.clear, shownFor);
    return () => clearTimeout(timer);
    // The count: a second green one begins its own time.
  }, [verdict, count, queue]);

  return { ...state, scan: queue.add, again: queue.again, clear: queue.clear, guard };
}
