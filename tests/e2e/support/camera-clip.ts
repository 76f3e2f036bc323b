import { join } from 'node:path';
import { hold, nothing, writeY4m } from '../../support/fake-camera';

const SIZE = { width: 640, height: 480 };
const FRAMES = 10;

/** A camera before which things can be held while it runs: its clip is written anew in place, and always of one length. */
export interface CameraClip {
  readonly file: string;
  /** Holds a code before the camera until something else is shown. */
  show(code: string): void;
  showNothing(): void;
}

export function makeCameraClip(folder: string, name: string): CameraClip {
  const file = join(folder, `${name}.y4m`);
  const write = (frames: ReturnType<typeof nothing>) => writeY4m(file, frames, 10);
  write(nothing(FRAMES, SIZE));
  return {
    file,
    show: (code) => write(hold(code, FRAMES, SIZE)),
    showNothing: () => write(nothing(FRAMES, SIZE)),
  };
}
