import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CodeGuard } from './code-guard';
import { chooseDecoder } from './decoders/choose-decoder';
import type { DecoderName } from './decoders/decoder';
import { startFrameLoop } from './frame-loop';
import { createFrameGrabber } from './frame-views';

/** How the reading goes, once a second. */
export interface Reading {
  readonly decoder: DecoderName | null;
  /** Looks at the picture in the last second. */
  readonly rate: number;
  /** Every decoder failed on the last picture. */
  readonly broken: boolean;
}

const IDLE: Reading = { decoder: null, rate: 0, broken: false };

interface CodeReaderOptions {
  /** Null while there is no picture. */
  readonly stream: MediaStream | null;
  readonly guard: CodeGuard;
  /** A code came into view. */
  readonly onCode: (code: string) => void;
}

/** Shows the camera's picture in the video element and reads the codes that are held before it. */
export function useCodeReader({ stream, guard, onCode }: CodeReaderOptions): {
  /** For the video element, which has to stay on the page. */
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly reading: Reading;
} {
  const video = useRef<HTMLVideoElement>(null);
  const [reading, setReading] = useState(IDLE);
  const onSeen = useEffectEvent((code: string) => {
    if (guard.isNew(code)) onCode(code);
  });

  useEffect(() => {
    const source = video.current;
    if (!source || !stream) return;
    source.srcObject = stream;
    // Refused while another call takes its place; the element also has `autoPlay`.
    void source.play().catch(() => undefined);

    const decoder = chooseDecoder();
    let broken = false;
    let hasLooked = false;
    const loop = startFrameLoop({
      source,
      grab: createFrameGrabber(),
      decode: (frame) => decoder.decode(frame),
      onPass(code) {
        broken = false;
        // That it reads is told with the first look, not a second later.
        if (!hasLooked) setReading({ decoder: decoder.name, rate: 1, broken });
        hasLooked = true;
        if (code !== null) onSeen(code);
      },
      onTrouble() {
        broken = true;
      },
      now: () => performance.now(),
    });
    const timer = setInterval(() => setReading({ decoder: decoder.name, rate: loop.rate(), broken }), 1_000);
    return () => {
      clearInterval(timer);
      loop.stop();
      source.srcObject = null;
      setReading(IDLE);
    };
  }, [stream]);

  return { video, reading };
}
