/**
 * The address that somebody opened before they had signed in; they get there afterwards. Kept with the history entry,
 * or, where the server led to the sign-in, in its address.
 */
export function wantedPath(): string | null {
  const state: unknown = window.history.state;
  const kept = typeof state === 'object' && state !== null && 'wanted' in state ? state.wanted : null;
  const wanted = kept ?? new URLSearchParams(window.location.search).get('to');
  // One slash, and no backslash that browsers take for one: with two the address would name another host.
  return typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) ? wanted : null;
}

/** What to put into the history entry of the sign-in page. */
export function stateForWanted(path: string): { readonly wanted: string } | null {
  return /^\/($|login|logout|set-up)/.test(path) ? null : { wanted: path };
}
