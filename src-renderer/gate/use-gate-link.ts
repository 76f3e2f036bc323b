import { useSyncExternalStore } from 'react';
import type { GateLink, GateLinkState } from './gate-link';

export function useGateLink(link: GateLink): GateLinkState {
  return useSyncExternalStore(link.subscribe, link.state);
}
