import { createContext, useContext } from 'react';
import type { Restored } from './restore-types';

/** Tells what is above the pages that the event under them is being exchanged. */
export interface Restoring {
  /** Until the end, what the office says of itself is not to change the page. */
  begin(): void;
  /** Null when it was refused: everything is as it was. */
  end(restored: Restored | null): void;
}

export const RestoringContext = createContext<Restoring | null>(null);

export function useRestoring(): Restoring {
  const restoring = useContext(RestoringContext);
  if (!restoring) throw new Error('there is no OfficeGate above');
  return restoring;
}
