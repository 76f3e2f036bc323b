import { createContext, useContext } from 'react';

/** The one row that Tab leads to; the arrow keys move it. */
export interface ActiveRow {
  readonly passId: string | null;
  open(passId: string): void;
}
export const ActiveRowContext = createContext<ActiveRow>({ passId: null, open: () => {} });

export function useActiveRow(): ActiveRow {
  return useContext(ActiveRowContext);
}

const OPENED = 'openedPass';

/** Kept with the history entry: whoever comes Back finds the row where they left it. */
export function stateForOpened(passId: string): Readonly<Record<string, string>> {
  return { [OPENED]: passId };
}
export function readOpened(): string | null {
  const state: unknown = window.history.state;
  if (typeof state !== 'object' || state === null || !(OPENED in state)) return null;
  return typeof state[OPENED] === 'string' ? state[OPENED] : null;
}

/** Where the focus goes from a row by a key; null where it stays and undefined for a key that means nothing here. */
export function rowAfter(key: string, index: number, rows: number): number | null | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: rows - 1,
  };
  const target = targets[key];
  if (target === undefined) return undefined;
  return target >= 0 && target < rows ? target : null;
}
