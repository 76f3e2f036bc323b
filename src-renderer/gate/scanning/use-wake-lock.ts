import { useEffect, useState } from 'react';

/** `absent`: this browser cannot keep the screen on. `refused`: it does not want to, such as on a low battery. */
export type WakeLockState = 'asking' | 'held' | 'refused' | 'absent';

/** Only pages that were delivered securely have it, and older Safari has none. */
function wakeLockOfBrowser(): WakeLock | undefined {
  return navigator.wakeLock;
}

/** Keeps the screen on while the page is seen. Browsers take the lock away with each hiding of the page. */
export function useWakeLock(): WakeLockState {
  const [state, setState] = useState<WakeLockState>(() => (wakeLockOfBrowser() ? 'asking' : 'absent'));

  useEffect(() => {
    const wakeLock = wakeLockOfBrowser();
    if (!wakeLock) return;
    let over = false;
    let held: WakeLockSentinel | null = null;
    let asking = false;

    async function ask(from: WakeLock) {
      if (asking || over || held || document.visibilityState !== 'visible') return;
      asking = true;
      try {
        const lock = await from.request('screen');
        if (over) {
          letGo(lock);
          return;
        }
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

    const onChance = () => void ask(wakeLock);
    onChance();
    document.addEventListener('visibilitychange', onChance);
    // Some browsers give it only to a page that has been touched.
    document.addEventListener('pointerdown', onChance);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', onChance);
      document.removeEventListener('pointerdown', onChance);
      if (held) letGo(held);
    };
  }, []);

  return state;
}

function letGo(lock: WakeLockSentinel) {
  void lock.release().catch(() => undefined);
}
