import { useEffect, useEffectEvent, useState } from 'react';
import { useAnnounce } from '../ui/live-region';
import { remember, remembered } from './remembered';
import { createSounds } from './sounds';
import { useVerdictWords } from './use-verdict-words';
import { toneOf, type Verdict, type VerdictTone } from './verdict-types';

interface VerdictSignals {
  readonly muted: boolean;
  /** Remembered by this browser. */
  readonly setMuted: (muted: boolean) => void;
  /** Lets something else be heard and felt that is as grave as such a verdict. */
  readonly signal: (tone: VerdictTone) => void;
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

  function signal(tone: VerdictTone) {
    sounds.vibrate(tone);
    if (!muted) sounds.play(tone);
  }

  const onVerdict = useEffectEvent(() => {
    if (!verdict) return;
    announce(spoken(verdict), 'assertive');
    signal(toneOf(verdict));
  });
  // The count alone: it changes with each new verdict, also with one that reads the same as the one before.
  useEffect(() => {
    if (count > 0) onVerdict();
  }, [count]);

  return {
    muted,
    signal,
    setMuted(next) {
      setMuted(next);
      remember('muted', next ? 'yes' : 'no');
    },
  };
}
