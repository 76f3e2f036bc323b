import { useSyncExternalStore } from 'react';
import type { GateQueue, GateQueueState } from './gate-queue';

export function useGateQueue(queue: GateQueue): GateQueueState {
  return useSyncExternalStore(queue.subscribe, queue.state);
}
