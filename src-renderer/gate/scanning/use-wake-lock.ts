import { useEffect, useState } from 'react';

/** `absent`: this browser cannot keep the screen on. `refused`: it does not want to, such as on a low battery. */
export type WakeLockState = 'asking' | 'held' | 'refused' | 'absent';

/** Keeps the screen on while the page is seen. Browsers take the lock away with each hiding of the page. */
export function useWakeLock(): WakeLockState {
  const [state, setState] = useState<WakeLockState>('asking');

  useEffect(() => {
    // Only pages that were delivered securely have it, and older Safari has none.
    const wakeLock: WakeLock | undefined = navigator.wakeLock;
    if (!wakeLock) {
      setState('absent');
      return;
    }
    let over = false;
    let held: WakeLockSentinel | null = null;
    let asking = false;

    async function ask() {
      if (asking || over || held || document.visibilityState !== 'visible') return;
      asking = true;
      try {
        const lock = await wakeLock?.request('screen');
        if (!lock) return;
        if (over) return void lock.release().catch(() => undefined);
        held = lock;
        lock.addEventListener('release', () => {
          if (held === lock) held = null;
        });
        setState('held');
      } catch {
        if (!over) setState('refused');
      } finally {
        asking = false;
      }
    }

    void ask();
    document.addEventListener('visibilitychange', ask);
    // Some browsers give it only to a page that has been touched.
    document.addEventListener('pointerdown', ask);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', ask);
      document.removeEventListener('pointerdown', ask);
      void held?.release().catch(() => undefined);
    };
  }, []);

  return state;
}
