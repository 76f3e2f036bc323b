import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useApi } from '../api/api-provider';
import { noteEndOfSession } from '../api/use-operation';
import { keepInWindow, takeKeptInWindow } from '../errors/kept-in-window';
import { createScanQueue, type Scan } from './scan-queue';
import { type UseScanQueue, useScanQueue } from './use-scan-queue';

/** What a scan changes on this page. */
const CHANGED: readonly unknown[] = ['scans.recent', 'reports.gate'];
const KEY = 'scan';

/** Sends the codes that are read at this desk to the office, one after the other, and holds the newest verdict. */
export function useScan(): UseScanQueue {
  const api = useApi();
  const queries = useQueryClient();
  const [queue] = useState(() =>
    createScanQueue({
      send: (scan) => {
        keepInWindow(KEY, scan);
        return api['scans.scan'](scan);
      },
      // In the order of time, so that the log's index grows at its end.
      newScan: (code) => ({ scanId: uuidv7(), code }),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      onAnswer(answer) {
        keepInWindow(KEY, null);
        if ('ok' in answer && !answer.ok) noteEndOfSession(queries, answer);
        void queries.invalidateQueries({ predicate: ({ queryKey }) => CHANGED.includes(queryKey[0]) });
      },
    }),
  );

  useEffect(() => {
    queue.start();
    // On its way when the page crashed: under the same id it gets the answer that nobody has seen.
    const unanswered = takeKeptInWindow(KEY) as Scan | null;
    if (unanswered) queue.put(unanswered);
    return () => queue.stop();
  }, [queue]);

  return useScanQueue(queue);
}
