import { useSyncExternalStore } from 'react';

/** `auto`: as the phone has it. */
export const COLOUR_SCHEMES = ['auto', 'light', 'dark'] as const;
export type ColourScheme = (typeof COLOUR_SCHEMES)[number];

/** The same as the desk's, since both may be opened at one address. */
const KEY = 'mantine-color-scheme-value';

const listeners = new Set<() => void>();
let chosen: ColourScheme = 'auto';

/** Paints the page as this browser remembers it, and again whenever the phone goes from day to night. */
export function startColourScheme(): void {
  try {
    const remembered = window.localStorage.getItem(KEY);
    chosen = COLOUR_SCHEMES.find((scheme) => scheme === remembered) ?? 'auto';
  } catch {
    // Refused storage: as the phone has it.
  }
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
  paint();
}

export function setColourScheme(scheme: ColourScheme): void {
  chosen = scheme;
  try {
    window.localStorage.setItem(KEY, scheme);
  } catch {
    // It holds until the page is left.
  }
  paint();
  for (const listener of listeners) listener();
}

export function useColourScheme(): ColourScheme {
  return useSyncExternalStore(subscribe, () => chosen);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function paint() {
  const isDark = chosen === 'auto' ? window.matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
  document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
}
