import { VIEW_ORDER, type View } from './frame-views';

/** What the loop needs of a video element. */
export interface FrameSource {
  readonly readyState: number;
  readonly currentTime: number;
  requestVideoFrameCallback?(callback: () => void): number;
  cancelVideoFrameCallback?(handle: number): void;
}

interface FrameLoopOptions<Source extends FrameSource> {
  readonly source: Source;
  /** Null while there is no picture. */
  readonly grab: (source: Source, view: View) => ImageData | null;
  readonly decode: (frame: ImageData) => Promise<string | null>;
  /** After each pass: the code that is in view, or null. */
  readonly onPass: (code: string | null) => void;
  /** A pass failed; the loop goes on after a rest. */
  readonly onTrouble?: (error: unknown) => void;
  /** Milliseconds that never go back, such as `performance.now`. */
  readonly now: () => number;
}

export interface FrameLoop {
  /** Passes in the last second. */
  rate(): number;
  /** No pass begins and nothing is reported after this. */
  stop(): void;
}

const HAVE_CURRENT_DATA = 2;
const REST_AFTER_TROUBLE_MS = 1_000;

/**
 * Reads codes from a video for as long as it is not stopped, whatever goes wrong in between. Passes never overlap, each
 * has a new picture, and after each the page has the thread for at least as long as the pass took.
 */
export function startFrameLoop<Source extends FrameSource>(options: FrameLoopOptions<Source>): FrameLoop {
  const { source, grab, decode, onPass, onTrouble, now } = options;
  let stopped = false;
  let handle = 0;
  let turn = 0;
  let found: View | null = null;
  let restUntil = 0;
  let lastTime = -1;
  let passes: number[] = [];

  function schedule() {
    if (stopped) return;
    handle = source.requestVideoFrameCallback?.(onFrame) ?? requestAnimationFrame(onAnimationFrame);
  }

  function onAnimationFrame() {
    const isNew = source.readyState >= HAVE_CURRENT_DATA && source.currentTime !== lastTime;
    lastTime = source.currentTime;
    if (isNew) onFrame();
    else schedule();
  }

  function onFrame() {
    if (stopped) return;
    if (now() < restUntil) schedule();
    else void pass().finally(schedule);
  }

  async function pass() {
    const began = now();
    // A code that was found is looked for in the same way first; when it is lost there, the round goes on.
    const view = found ?? VIEW_ORDER[turn++ % VIEW_ORDER.length] ?? 'whole';
    try {
      const frame = grab(source, view);
      if (!frame) return;
      const code = await decode(frame);
      if (stopped) return;
      found = code === null ? null : view;
      const ended = now();
      passes = [...passes.filter((one) => one > ended - 1_000), ended];
      restUntil = ended + (ended - began);
      onPass(code);
    } catch (error) {
      found = null;
      restUntil = now() + REST_AFTER_TROUBLE_MS;
      if (!stopped) report(error);
    }
  }

  function report(error: unknown) {
    try {
      onTrouble?.(error);
    } catch {
      // Whatever the listener does wrong, the loop is what the gate depends on.
    }
  }

  schedule();
  return {
    rate() {
      const since = now() - 1_000;
      return passes.filter((one) => one > since).length;
    },
    stop() {
      stopped = true;
      if (source.requestVideoFrameCallback) source.cancelVideoFrameCallback?.(handle);
      else cancelAnimationFrame(handle);
    },
  };
}
