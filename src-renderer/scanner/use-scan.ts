import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useApi } from '../api/api-provider';
import { noteEndOfSession } from '../api/use-operation';
import { type CodeGuard, createCodeGuard } from './code-guard';
import { createScanQueue, type ScanQueueState } from './scan-queue';

/** Milliseconds after which the green verdict makes room for the next person. A refusal stays. */
const GREEN_FOR_MS = 5_000;
/** What a scan changes on this page. */
const CHANGED: readonly unknown[] = ['scans.recent', 'reports.gate'];

interface UseScan extends ScanQueueState {
  /** Takes a code, however it was read. */
  readonly scan: (code: string) => void;
  readonly again: () => void;
  readonly clear: () => void;
  /** Say of each code that the camera sees whether it is a new scan. */
  readonly guard: CodeGuard;
}

/** Sends codes to the office, one after the other, and holds the newest verdict. */
export function useScan(): UseScan {
  const api = useApi();
  const queries = useQueryClient();
  const [guard] = useState(() => createCodeGuard(() => performance.now()));
  const [queue] = useState(() =>
    createScanQueue({
      send: (scan) => api['scans.scan'](scan),
      // In the order of time, so that the log's index grows at its end.
      newId: () => uuidv7(),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      onAnswer(reply) {
        if (!reply.ok) noteEndOfSession(queries, reply);
        void queries.invalidateQueries({ predicate: ({ queryKey }) => CHANGED.includes(queryKey[0]) });
      },
    }),
  );
  const state = useSyncExternalStore(queue.subscribe, queue.state);

  useEffect(() => {
    queue.start();
    return () => queue.stop();
  }, [queue]);

  const { verdict, count } = state;
  useEffect(() => {
    if (verdict?.kind !== 'admitted') return;
    const timer = setTimeout(queue.clear, GREEN_FOR_MS);
    return () => clearTimeout(timer);
    // The count: a second green one begins its own time.
  }, [verdict, count, queue]);

  return { ...state, scan: queue.add, again: queue.again, clear: queue.clear, guard };
}
