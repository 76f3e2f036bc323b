import { createContext, useContext } from 'react';
import type { GateLink } from './gate-link';
import type { Joining } from './joining';
import type { GateQueue } from './scanning/gate-queue';
import type { RecordedStore } from './scanning/recorded-store';

/** What lives as long as the page, whatever it shows. */
export interface Gate {
  readonly link: GateLink;
  readonly joining: Joining;
  readonly store: RecordedStore;
  readonly queue: GateQueue;
  /** Leaves this page for another address. */
  readonly go: (url: string) => void;
}

export const GateContext = createContext<Gate | null>(null);

export function useGate(): Gate {
  const gate = useContext(GateContext);
  if (!gate) throw new Error('there is no GateApp above');
  return gate;
}
