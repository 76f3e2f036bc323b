/**
 * What the desk's own window still knows after its page crashed and was loaded anew. It is kept with the entry of the
 * window's history, which is in the memory of the program and on no disk. Browsers write theirs down, so there nothing
 * is kept: names of buyers must not stay behind in one.
 */
export function keepInWindow(key: string, value: unknown): void {
  if (!window.epass) return;
  window.history.replaceState({ ...entryState(), [key]: value }, '');
}

/** What was kept under this key when the page was loaded; only once, since later it may be over. Null for nothing. */
export function takeKeptInWindow(key: string): unknown {
  const value = atStart[key] ?? null;
  delete atStart[key];
  return value;
}

const atStart: Record<string, unknown> = 'epass' in window ? { ...entryState() } : {};

function entryState(): object {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null ? state : {};
}
