import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type GreyFrame, hold, nothing, writeY4m } from '../../support/fake-camera';

const SIZE = { width: 640, height: 480 };
const FRAMES = 10;

/** A camera before which things can be held while it runs. */
export interface CameraClip {
  readonly file: string;
  /** Holds a code before the camera until something else is shown. */
  show(code: string): void;
  showNothing(): void;
}

/** The clip is written anew in place and always of one length, because the browser goes on reading it all the while. */
export function makeCameraClip(folder: string, name: string): CameraClip {
  const file = join(folder, `${name}.y4m`);
  const next = join(folder, `${name}-next.y4m`);
  writeY4m(file, nothing(FRAMES, SIZE), 10);

  function put(frames: readonly GreyFrame[]) {
    writeY4m(next, frames, 10);
    // Not truncated first: a camera that finds its clip at an end is gone for good.
    const open = openSync(file, 'r+');
    writeSync(open, readFileSync(next), 0, null, 0);
    closeSync(open);
  }
  return {
    file,
    show: (code) => put(hold(code, FRAMES, SIZE)),
    showNothing: () => put(nothing(FRAMES, SIZE)),
  };
}
