import { useEffect, useEffectEvent, useState } from 'react';
import { useAnnounce } from '../ui/live-region';
import { remember, remembered } from './remembered';
import { createSounds } from './sounds';
import { useVerdictWords } from './use-verdict-words';
import { toneOf, type Verdict } from './verdict-types';

interface VerdictSignals {
  readonly muted: boolean;
  /** Remembered by this browser. */
  readonly setMuted: (muted: boolean) => void;
}

/** Lets each verdict be heard: its sound, its vibration, and its words for screen readers. */
export function useVerdictSignals(verdict: Verdict | null, count: number): VerdictSignals {
  const announce = useAnnounce();
  const { spoken } = useVerdictWords();
  const [sounds] = useState(createSounds);
  const [muted, setMuted] = useState(() => remembered('muted') === 'yes');

  useEffect(() => {
    window.addEventListener('pointerdown', sounds.wake);
    window.addEventListener('keydown', sounds.wake);
    return () => {
      window.removeEventListener('pointerdown', sounds.wake);
      window.removeEventListener('keydown', sounds.wake);
      sounds.close();
    };
  }, [sounds]);

  const signal = useEffectEvent(() => {
    if (!verdict) return;
    announce(spoken(verdict), 'assertive');
    if (!muted) sounds.play(toneOf(verdict));
  });
  // The count alone: it changes with each new verdict, also with one that reads the same as the one before.
  useEffect(() => {
    if (count > 0) signal();
  }, [count]);

  return {
    muted,
    setMuted(next) {
      setMuted(next);
      remember('muted', next ? 'yes' : 'no');
    },
  };
}
