import { createContext, type ReactNode, useContext } from 'react';

/** Tells what is above the pages that the event under them is being exchanged or moved. */
export interface Restoring {
  /** Until the end, what the office says of itself is not to change the page. */
  begin(): void;
  /** The page that is shown from now on, the last one of what was there before. Null when it was refused. */
  end(last: ReactNode | null): void;
}

export const RestoringContext = createContext<Restoring | null>(null);

export function useRestoring(): Restoring {
  const restoring = useContext(RestoringContext);
  if (!restoring) throw new Error('there is no OfficeGate above');
  return restoring;
}
