import type { VerdictTone } from './verdict-types';

interface Note {
  /** Hertz. */
  readonly pitch: number;
  /** Seconds from the beginning of the sound. */
  readonly at: number;
  readonly length: number;
  readonly shape: OscillatorType;
}

/**
 * Told apart by melody, not only by pitch: two steps up; a long low buzz, twice; a step up and back; three even
 * knocks.
 */
const MELODIES: Record<VerdictTone, readonly Note[]> = {
  admitted: [
    { pitch: 784, at: 0, length: 0.1, shape: 'triangle' },
    { pitch: 1175, at: 0.1, length: 0.22, shape: 'triangle' },
  ],
  refused: [
    { pitch: 175, at: 0, length: 0.24, shape: 'sawtooth' },
    { pitch: 147, at: 0.28, length: 0.42, shape: 'sawtooth' },
  ],
  recorded: [
    { pitch: 587, at: 0, length: 0.12, shape: 'triangle' },
    { pitch: 698, at: 0.14, length: 0.12, shape: 'triangle' },
    { pitch: 587, at: 0.28, length: 0.24, shape: 'triangle' },
  ],
  unknown: [0, 0.16, 0.32].map((at) => ({ pitch: 494, at, length: 0.09, shape: 'square' as const })),
};
/** A square or saw is much louder than a triangle of the same height. */
const LOUDNESS: Partial<Record<OscillatorType, number>> = { triangle: 0.5, sawtooth: 0.22, square: 0.14 };

/** Milliseconds of shaking and pause, for devices that can. */
const VIBRATIONS: Record<VerdictTone, readonly number[]> = {
  admitted: [80],
  refused: [220, 90, 220],
  recorded: [80, 120, 160],
  unknown: [60, 60, 60, 60, 60],
};

export interface Sounds {
  play(tone: VerdictTone): void;
  /** Shakes the device, where it can. Felt in a loud hall and with the sound off. */
  vibrate(tone: VerdictTone): void;
  /** Browsers keep quiet until the person has clicked or typed something; call it then. */
  wake(): void;
  close(): void;
}

/** The sounds are computed, so there is no file to load before the first one. */
export function createSounds(): Sounds {
  let context: AudioContext | null = null;

  function open(): AudioContext | null {
    try {
      context ??= new AudioContext();
      if (context.state === 'suspended') void context.resume().catch(() => undefined);
      return context;
    } catch {
      // No sound device: the verdict is still seen and read out.
      return null;
    }
  }

  return {
    vibrate(tone) {
      // Before the first touch browsers refuse it and complain in their log.
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([...VIBRATIONS[tone]]);
    },
    play(tone) {
      const audio = open();
      if (audio) for (const note of MELODIES[tone]) playNote(audio, note);
    },
    wake() {
      open();
    },
    close() {
      void context?.close().catch(() => undefined);
      context = null;
    },
  };
}

function playNote(audio: AudioContext, { pitch, at, length, shape }: Note) {
  const begin = audio.currentTime + at;
  const oscillator = new OscillatorNode(audio, { type: shape, frequency: pitch });
  // Without the slopes each note would begin and end with a click.
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(LOUDNESS[shape] ?? 0.3, begin + 0.012);
  gain.gain.setValueAtTime(LOUDNESS[shape] ?? 0.3, begin + length - 0.03);
  gain.gain.linearRampToValueAtTime(0, begin + length);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(begin);
  oscillator.stop(begin + length);
}
