/** What this browser remembers for the scanner. Where storage is refused, everything still works and nothing is kept. */
const KEYS = { camera: 'scanner.camera', cameraOff: 'scanner.cameraOff', muted: 'scanner.muted' } as const;

export function remembered(key: keyof typeof KEYS): string | null {
  try {
    return window.localStorage.getItem(KEYS[key]);
  } catch {
    return null;
  }
}

export function remember(key: keyof typeof KEYS, value: string): void {
  try {
    window.localStorage.setItem(KEYS[key], value);
  } catch {
    // Private windows and full disks: the choice holds until the page is left.
  }
}
