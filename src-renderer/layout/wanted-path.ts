/** The address that somebody opened before they had signed in; they get there afterwards. Kept with the history entry. */
export function wantedPath(): string | null {
  const state: unknown = window.history.state;
  if (typeof state !== 'object' || state === null || !('wanted' in state)) return null;
  // One slash: with two the address would name another host.
  return typeof state.wanted === 'string' && /^\/(?!\/)/.test(state.wanted) ? state.wanted : null;
}

/** What to put into the history entry of the sign-in page. */
export function stateForWanted(path: string): { readonly wanted: string } | null {
  return /^\/($|login|logout|set-up)/.test(path) ? null : { wanted: path };
}
